import type { Names } from './names.ts';

/** Where a rule of a probe gets its types from. */
export interface RuleContext {
  readonly probe: string;
  /** Type of the probe's facts, and the module that has it. */
  readonly facts: { readonly type: string; readonly from: string };
  /** Type of the probe's findings, in rules/index.ts. */
  readonly finding: string;
}

/** The file that judges by the rule. Until the probe has the fact, only the fixture has it. */
export function judgeFile(
  { probe: rule, variable, type }: Names,
  { probe, facts, finding }: RuleContext,
): string {
  return `import type { ${facts.type} } from '${facts.from}';
import type { ${finding} } from './rules/index.ts';

/** An example, to be replaced by what observe() has to see for this rule: on no machine it is there. */
interface ${type}Example {
  readonly ${variable}?: string;
}

/** Facts → findings; pure. */
export function ${variable}(facts: ${facts.type} & ${type}Example): readonly ${finding}[] {
  const { ${variable}: seen } = facts;
  return seen === undefined ? [] : [{ rule: '${probe}/${rule}', args: { seen } }];
}
`;
}

/** Its entry in the catalogue. */
export function catalogueEntry({ probe: rule }: Names): string {
  return `'${rule}': rule<{ seen: string }>({
    title: 'The defect in a few words',
    severity: 'warning',
    cause: 'Why this happens, and what fails because of it.',
    message: ({ seen }) => \`There is \${seen}.\`,
    // The best first; what does not fit the container is left out, so the last one fits everywhere.
    remedies: ({ seen }) => [
      ...command(\`rm \${quote(seen)}\`),
      byHand('image', 'that path is left out of the image'),
    ],
    restart: { mends: false, why: 'The image is the same after a restart.' },
    example: { seen: '/etc/example' },
  })`;
}

/** Its entry among the fixtures. */
export function fixtureEntry({ probe: rule, variable }: Names): string {
  return `// A host on which it fires, as soon as the probe sees it.
    '${rule}': { host: healthyHost, facts: { ${variable}: '/etc/example' } }`;
}
