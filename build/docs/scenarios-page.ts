import { ROWS } from '../../test/e2e/rows.ts';
import { IN_MEMORY, SCENARIOS } from '../../test/e2e/scenarios.ts';

/** docs/scenarios.md: which fixture answers which scenario, as test/e2e/golden.test.ts checks it. */
export function scenariosPage(): string {
  const rows = Object.entries(ROWS).map(
    ([number, title]) => `| ${number} | ${title} | ${answers(Number(number))} |`,
  );
  return `<!-- Made by npm run docs from test/e2e/scenarios.ts. -->
# Scenarios

Every scenario that probe-env was made for, and the fixture that shows its answer. A golden file holds the
command, what the built file prints in a root file system of its own, and the exit code.

| | scenario | answered by |
|---|---|---|
${rows.join('\n')}

## The machines

| golden file | machine | found |
|---|---|---|
${SCENARIOS.map(({ name, about, finds }) => `| ${goldenLink(name)} | ${about.replaceAll('|', '\\|')} | ${found(finds)} |`).join('\n')}
`;
}

function answers(row: number): string {
  const golden = SCENARIOS.filter(({ rows }) => rows.includes(row)).map(({ name }) => goldenLink(name));
  const inMemory = IN_MEMORY.filter((fixture) => fixture.row === row).map(
    ({ rule, file }) => `[${rule}](../${file}) in memory`,
  );
  return [...golden, ...inMemory].join(', ');
}

function goldenLink(name: string): string {
  return `[${name}](../test/e2e/golden/${name}.golden.txt)`;
}

function found(rules: readonly string[] | undefined): string {
  if (rules === undefined) return 'a matrix';
  return rules.length === 0 ? 'nothing' : rules.map((rule) => `\`${rule}\``).join(', ');
}
