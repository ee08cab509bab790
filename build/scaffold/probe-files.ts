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
    [`probes/${probe}/policy.ts`, policy(names)],
    [`probes/${probe}/policy-schema.ts`, POLICY_SCHEMA],
    [`probes/${probe}/policy.example.yaml`, policyExample(names)],
    [`probes/${probe}/rules/index.ts`, rules(names)],
    [`test/probes/${probe}/${probe}.test.ts`, test(names)],
  ];
}

const example = ({ probe }: Names) => `${probe.replaceAll('-', '_').toUpperCase()}_EXAMPLE`;

const index = ({ probe, variable }: Names) => `import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';

export const ${variable} = defineProbe({
  name: '${probe}',
  title: '${DRAFT_TITLE}',
  policy,
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

const policy = ({
  section,
  type,
}: Names) => `import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface ${type}Policy {
  /** An example, to be replaced by what can be asked of the probe: what is broken may be so. */
  readonly tolerated: boolean;
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly ${section}: ${type}Policy;
  }
}

/** Every run loads this. Options of the command line are its \`shorthands\`, as in probes/umask/policy.ts. */
export const policy = definePolicy({
  section: '${section}',
  defaults: { tolerated: false },
  schema: () => import('./policy-schema.ts'),
});
`;

const POLICY_SCHEMA = `import { described, yesOrNo } from '../../src/core/policy/fields.ts';

/** What a policy file may say, with the words that an editor shows; loaded where there is a file. */
export const fields = {
  tolerated: described(yesOrNo, 'what is broken may be so; default false'),
};
`;

const policyExample = ({ section }: Names) => `${section}:
  # What is broken may be so; default false.
  tolerated: true
`;

const judge = ({
  probe,
  section,
  type,
}: Names) => `import type { Policy } from '../../src/core/policy/policy.ts';
import { EXAMPLE, type ${type}Facts } from './observe.ts';
import type { ${type}Finding } from './rules/index.ts';

/** Facts and policy → findings; pure. */
export function judge({ broken }: ${type}Facts, policy: Policy): ${type}Finding[] {
  if (!broken || policy.${section}.tolerated) return [];
  return [{ rule: '${probe}/example', args: { variable: EXAMPLE } }];
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
import { memoryHost } from '../../support/memory/memory-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';

describe('${names.probe}', () => {
  testRuleCases(${names.variable}, {
    example: { host: () => memoryHost({ env: { ${example(names)}: 'broken' } }) },
  });

  it('finds nothing wrong where all is well', async () => {
    expect((await judgeHost(${names.variable}, memoryHost())).rules).toEqual([]);
  });

  it('finds nothing wrong with what the policy tolerates', async () => {
    const host = memoryHost({ env: { ${example(names)}: 'broken' } });
    const policy = { ${names.section}: { tolerated: true } };
    expect((await judgeHost(${names.variable}, host, { policy })).rules).toEqual([]);
  });
});
`;
