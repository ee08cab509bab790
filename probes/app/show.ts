import { concealedWords } from '../../src/core/redact/words.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { AppFacts } from './facts.ts';

export function summaryOf({ seen, command, go, runs }: AppFacts): string {
  if (runs !== null) return `${runs}${go === null ? '' : ` (${go.version})`}`;
  if (seen === null) return 'no program is named';
  const { program, through, words } = seen;
  const path = program?.path ?? words[0] ?? command[0] ?? '';
  const before = through.length === 0 ? '' : `${through.join(', ')}, then `;
  if (program === null || program.format === 'unknown') return `${before}${path}`;
  if (program.format === 'script') return `${before}${path}, a script for ${program.interpreter ?? 'nobody'}`;
  const built = go === null ? [] : [go.version];
  const count = program.libraries.length;
  const needs = count > 0 ? `${count} ${count === 1 ? 'library' : 'libraries'}` : 'no libraries';
  return `${before}${path} (${[...built, needs].join(', ')})`;
}

export function reportOf({
  source,
  command,
  seen,
  go,
  ports,
  capabilities,
  capabilitiesUnread,
  running,
  runs,
}: AppFacts): JsonObject {
  const program = seen?.program ?? null;
  return {
    command: concealedWords(command),
    source,
    running,
    runs,
    through: seen?.through ?? [],
    path: program?.path ?? null,
    format: program?.format ?? null,
    interpreter: program?.interpreter ?? null,
    libraries: (program?.libraries ?? []).map(({ name, path }) => ({ name, path })),
    go:
      go === null
        ? null
        : {
            version: go.version,
            module: go.module,
            cgo: go.cgo,
            tzdata: go.tzdata,
            race: go.race,
            modified: go.modified,
            amd64: go.amd64,
            godebug: go.godebug,
          },
    capabilities: capabilities === null ? null : { ...capabilities },
    capabilitiesUnread,
    ports: ports === null ? null : { ...ports },
  };
}
