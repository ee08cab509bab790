import { DRAFT_TITLE } from './draft.ts';
import type { Names } from './names.ts';

/**
 * The files of a new probe: path and text. They compile, their test passes, and the rule is silent on every
 * machine but its fixture: a variable that nobody sets stands for what is to be seen.
 */
export function probeFiles(names: Names): readonly (readonly [path: string, text: string])[] {
  const { probe } = names;
  return [
    [`probes/${probe}/index.ts`, index(names)],
    [`probes/${probe}/observe.ts`, observe(names)],
    [`probes/${probe}/judge.ts`, judge(names)],
    [`probes/${probe}/rules/index.ts`, rules(names)],
    [`test/probes/${probe}/${probe}.test.ts`, test(names)],
  ];
}

const example = ({ probe }: Names) => `${probe.replaceAll('-', '_').toUpperCase()}_EXAMPLE`;

const index = ({ probe, variable }: Names) => `import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';

export const ${variable} = defineProbe({
  name: '${probe}',
  title: '${DRAFT_TITLE}',
  profiles: ['build', 'runtime'],
  observe,
  judge,
  summary: ({ broken }) => (broken ? 'broken' : 'nothing to see yet'),
  report: async ({ broken }) => ({ broken }),
  rules: async () => (await import('./rules/index.ts')).rules,
});
`;

const observe = (names: Names) => `import type { Observed } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';

export interface ${names.type}Facts {
  readonly broken: boolean;
}

/** An example, to be replaced by what the probe is for: a variable that nobody sets. */
export const EXAMPLE = '${example(names)}';

/** Effects through the host alone. Start programs first, work while they run. */
export async function observe(host: Host): Promise<Observed<${names.type}Facts>> {
  return { facts: { broken: host.env[EXAMPLE] === 'broken' } };
}
`;

const judge = ({ probe, type }: Names) => `import { EXAMPLE, type ${type}Facts } from './observe.ts';
import type { ${type}Finding } from './rules/index.ts';

/** Facts and policy → findings; pure. */
export function judge({ broken }: ${type}Facts): ${type}Finding[] {
  return broken ? [{ rule: '${probe}/example', args: { variable: EXAMPLE } }] : [];
}
`;

const rules = ({ probe, type }: Names) => `import { setEnv } from '../../../src/core/remedy/forms.ts';
import { type FindingOf, type RuleSet, rule } from '../../../src/core/rule.ts';

export const rules = {
  example: rule<{ variable: string }>({
    title: 'The defect in a few words',
    severity: 'error',
    cause: 'Why this happens, and what fails because of it.',
    message: ({ variable }) => \`\${variable} says that this is broken.\`,
    // The best first; what does not fit the container is left out, so the last one fits everywhere.
    remedies: ({ variable }) => setEnv({ [variable]: 'mended' }),
    restart: { mends: false, why: 'The image is the same after a restart.' },
    example: { variable: 'EXAMPLE' },
  }),
} as const satisfies RuleSet;

export type ${type}Finding = FindingOf<'${probe}', typeof rules>;
`;

const test = (names: Names) => `import { describe, expect, it } from 'vitest';
import { ${names.variable} } from '../../../probes/${names.probe}/index.ts';
import { judgeHost } from '../../support/judge-host.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { testRuleCases } from '../../support/rule-cases.ts';

describe('${names.probe}', () => {
  testRuleCases(${names.variable}, {
    example: { host: () => memoryHost({ env: { ${example(names)}: 'broken' } }) },
  });

  it('finds nothing wrong where all is well', async () => {
    expect((await judgeHost(${names.variable}, memoryHost())).rules).toEqual([]);
  });
});
`;
