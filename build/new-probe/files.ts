/** The files of a new probe: path and text. They compile, and their test passes, as they stand. */
export function probeFiles(name: string): readonly (readonly [path: string, text: string])[] {
  const variable = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const type = variable.charAt(0).toUpperCase() + variable.slice(1);
  return [
    [`probes/${name}/index.ts`, index(name, variable)],
    [`probes/${name}/observe.ts`, observe(type)],
    [`probes/${name}/judge.ts`, judge(name, type)],
    [`probes/${name}/rules.ts`, rules(name, type)],
    [`test/probes/${name}/${name}.test.ts`, test(name, variable)],
  ];
}

const index = (name: string, variable: string) => `import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';

export const ${variable} = defineProbe({
  name: '${name}',
  title: 'What this probe looks at, in a few words',
  profiles: ['build', 'runtime'],
  observe,
  judge,
  summary: ({ present }) => (present ? 'there' : 'missing'),
  report: async ({ present }) => ({ present }),
  rules: async () => (await import('./rules.ts')).rules,
});
`;

const observe = (type: string) => `import type { Observed } from '../../src/core/probe.ts';
import type { Host } from '../../src/host/host.ts';

export interface ${type}Facts {
  readonly present: boolean;
}

/** Effects through the host alone. Start programs first, work while they run. */
export async function observe(host: Host): Promise<Observed<${type}Facts>> {
  return { facts: { present: host.stat('/etc/hosts').ok } };
}
`;

const judge = (name: string, type: string) => `import type { ${type}Facts } from './observe.ts';
import type { ${type}Finding } from './rules.ts';

/** Facts and policy → findings; pure. */
export function judge({ present }: ${type}Facts): ${type}Finding[] {
  return present ? [] : [{ rule: '${name}/missing', args: { path: '/etc/hosts' } }];
}
`;

const rules = (
  name: string,
  type: string,
) => `import { command, dockerfile } from '../../src/core/remedy/forms.ts';
import { quote } from '../../src/core/remedy/quote.ts';
import { type FindingOf, type RuleSet, rule } from '../../src/core/rule.ts';

export const rules = {
  missing: rule<{ path: string }>({
    title: 'The defect in a few words',
    severity: 'error',
    cause: 'Why this happens, and what fails because of it.',
    message: ({ path }) => \`\${path} is missing.\`,
    // The best first; what does not fit the container is left out, so the last one fits everywhere.
    remedies: ({ path }) => [
      ...command(\`touch \${quote(path)}\`),
      dockerfile(\`COPY --from=build \${quote(path)} \${quote(path)}\`),
    ],
    restart: { mends: false, why: 'The image is the same after a restart.' },
    example: { path: '/etc/hosts' },
  }),
} as const satisfies RuleSet;

export type ${type}Finding = FindingOf<'${name}', typeof rules>;
`;

const test = (name: string, variable: string) => `import { describe, expect, it } from 'vitest';
import { ${variable} } from '../../../probes/${name}/index.ts';
import { judgeHost } from '../../support/judge-host.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { testRuleCases } from '../../support/rule-cases.ts';

describe('${name}', () => {
  testRuleCases(${variable}, {
    missing: { host: () => memoryHost() },
  });

  it('finds nothing wrong where all is well', async () => {
    const host = memoryHost({ trees: [{ '/etc/hosts': '127.0.0.1 localhost\\n' }] });
    expect((await judgeHost(${variable}, host)).rules).toEqual([]);
  });
});
`;
