import type { Deadline } from '../../../src/core/probe.ts';
import { quietGoEnv } from '../../../src/go/command.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import { checkFlags, type FlagDefect } from '../settings/goflags.ts';
import type { ModuleFacts } from './module.ts';

/** Flags that are sound, and do not go with what is there. */
export function flagsAgainst(
  host: Host,
  { gowork, gomod }: ModuleFacts,
  mod: string | null,
  modfile: string | null,
  goversion: string,
): readonly FlagDefect[] {
  // Vendored workspaces came with Go 1.22.
  const refused = gowork !== null && (mod === 'mod' || (mod === 'vendor' && !goAtLeast(goversion, '1.22')));
  const read = gowork === null && gomod !== null && modfile !== null ? host.stat(modfile) : null;
  const problem = read?.ok === false && (isUnknown(read.error) ? 'file-unreadable' : 'modfile-missing');
  // Up to Go 1.20 a workspace passes over it.
  const elsewhere = gowork !== null && modfile !== null && goAtLeast(goversion, '1.21');
  return [
    ...(elsewhere ? [{ flag: `-modfile=${modfile}`, problem: 'workspace-modfile' } as const] : []),
    ...(refused ? [{ flag: `-mod=${mod}`, problem: 'workspace' } as const] : []),
    ...(problem ? [{ flag: `-modfile=${modfile}`, problem } as const] : []),
  ];
}

export interface FlagsQuestion {
  readonly go: string;
  readonly goflags: string;
  readonly goversion: string;
  readonly deadline: Deadline;
}

export interface CheckedFlags {
  readonly defects: readonly FlagDefect[];
  /** The deadline came before go had said of each flag whether it knows it. */
  readonly late: boolean;
}
/** Flags that go is asked about, a process each; it ends at the first that it does not know. */
const MAX_ASKED = 8;

/** `go env` passes over bad flags; every other command ends. Which names a go knows, it alone can say. */
export async function checkGoflags(
  host: Host,
  { go, goflags, goversion, deadline }: FlagsQuestion,
): Promise<CheckedFlags> {
  if (goflags === '') return { defects: [], late: false };
  const { defects, uncertain: all } = checkFlags(goflags, goversion);
  const uncertain = all.slice(0, MAX_ASKED);
  if (uncertain.length === 0) return { defects, late: false };
  let late = false;
  const unknown = await Promise.all(
    uncertain.map(async (name) => {
      const result = await host.run({
        file: go,
        args: ['version'],
        env: { ...quietGoEnv(host.env), GOFLAGS: `-${name}=` },
        cwd: '/',
        timeoutMs: deadline.remainingMs(),
      });
      late ||= result.kind === 'timed-out';
      return result.stderr.includes(`unknown flag -${name}`) ? name : null;
    }),
  );
  const defect = (name: string): FlagDefect => ({ flag: `-${name}`, problem: 'unknown' });
  return { defects: [...defects, ...unknown.filter((name) => name !== null).map(defect)], late };
}
