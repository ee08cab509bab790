import { COLUMNS, FILE_OUTCOMES } from '../../test/faults/kinds/file-outcomes.ts';
import { PROGRAM_FAULTS } from '../../test/faults/kinds/program-faults.ts';
import { SILENT_MOUNTS } from '../../test/faults/kinds/silent-mounts.ts';
import { SURROUNDINGS } from '../../test/faults/kinds/surroundings.ts';

/** The fault matrix as its tests hold it: what each probe says of its struck file. */
export function fileFaultsTable(): string {
  const rows = Object.entries(FILE_OUTCOMES.files).map(([fault, row]) => {
    const [goVersion, ...others] = COLUMNS.map((_, i) => cell(row[i]));
    return `| ${fault} | ${cell(FILE_OUTCOMES.go[fault]?.[0])} | ${goVersion} | ${others.join(' | ')} |`;
  });
  const [, ...others] = COLUMNS;
  const head = ['the file is', 'go-version: go', 'go-version: compile', ...others];
  return table(head, rows);
}

/** What the Go probes say of a go command that misbehaves. */
export function programFaultsTable(): string {
  const rows = PROGRAM_FAULTS.map(
    ({ name, goVersion, goEnv }) =>
      `| ${name} | ${goVersion.map(cell).join(' or ')} | ${goEnv.map(cell).join(' or ')} |`,
  );
  return table(['the go command', 'go-version', 'go-env'], rows);
}

/** Who has no conclusion where a file lies on a file system that does not answer. */
export function silentMountsTable(): string {
  const probes: readonly string[] = COLUMNS;
  const rows = SILENT_MOUNTS.map(
    (row) =>
      `| ${row.name} | ${probes.map((name) => cell(row.probes.includes(name) ? '?' : null)).join(' | ')} |`,
  );
  return table(['on it lies', ...probes], rows);
}

/** How the run ends where something is wrong around it. */
export function surroundingsTable(): string {
  const rows = SURROUNDINGS.map(
    ({ name, code, rules }) => `| ${name} | ${code} | ${(rules ?? []).join(', ') || '·'} |`,
  );
  return table(['around it', 'exit code', 'says'], rows);
}

function table(head: readonly string[], rows: readonly string[]): string {
  return `| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n${rows.join('\n')}`;
}

function cell(outcome: string | null | undefined): string {
  if (outcome === undefined) return '';
  if (outcome === null) return '·';
  return outcome === '?' ? 'inconclusive' : outcome.replace(/^!(.*)/, '$1 (warning)');
}
