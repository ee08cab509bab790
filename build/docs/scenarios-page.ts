import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAILURES } from '../../test/e2e/scenarios/failures.ts';
import { ROWS } from '../../test/e2e/scenarios/rows.ts';
import { ELSEWHERE, IN_MEMORY, SCENARIOS } from '../../test/e2e/scenarios/scenarios.ts';

const GOLDEN = join(import.meta.dirname, '../../test/e2e/golden');

/** docs/scenarios.md: which fixture answers which scenario, as test/e2e/golden.test.ts checks it. */
export function scenariosPage(): string {
  const rows = Object.entries(ROWS).map(
    ([number, title]) => `| ${number} | ${title} | ${answers(Number(number))} |`,
  );
  return `<!-- Made by npm run docs from test/e2e/scenarios/scenarios.ts. -->
# Scenarios

Every scenario that probe-env was made for, and the fixture that shows its answer. A golden file holds the
command, what the built file prints in a root file system of its own, and the exit code.

| | scenario | answered by |
|---|---|---|
${rows.join('\n')}

## What people see

What is common when a service moves into a container, the rule that names its cause (\`probe-env explain RULE\` tells more), and
what the golden file says to do first.

| what is seen | found | to do |
|---|---|---|
${FAILURES.map(({ sees, scenario, rule }) => `| ${sees} | [${rule}](../test/e2e/golden/${scenario}.golden.txt) | ${firstRemedy(scenario, rule)} |`).join('\n')}

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
  const others = ELSEWHERE.filter((one) => one.row === row).map(({ name, file }) => `[${name}](../${file})`);
  return [...golden, ...inMemory, ...others].join(', ');
}

function goldenLink(name: string): string {
  return `[${name}](../test/e2e/golden/${name}.golden.txt)`;
}

function found(rules: readonly string[] | undefined): string {
  if (rules === undefined) return 'a matrix';
  return rules.length === 0 ? 'nothing' : rules.map((rule) => `\`${rule}\``).join(', ');
}

/** What stands behind the first arrow of the rule: words, and lines that can be pasted. */
function firstRemedy(scenario: string, rule: string): string {
  const text = readFileSync(join(GOLDEN, `${scenario}.golden.txt`), 'utf8');
  const lines = text.slice(text.indexOf(`\n  ✗ ${rule}`) + 1 || text.indexOf(`\n  ! ${rule}`)).split('\n');
  const from = lines.findIndex((line) => line.startsWith('    → '));
  const first = lines.slice(from).findIndex((line, i) => i > 0 && /^(?:$| {6}or )/.test(line));
  const remedy = lines.slice(from, from + first).map((line) => line.slice(6));
  return remedy
    .map((line) => (line.startsWith('  ') ? `\`${line.trim()}\`` : line))
    .join(' ')
    .replaceAll('|', '\\|');
}
