import type { At } from '../../src/target/container/facts.ts';
import type { PodFacts, PodTrouble, PortUse } from '../../src/target/pod/facts.ts';
import { ociArchitecture } from '../../src/target/program/oci-architecture.ts';
import type { LostPath } from './lost-paths.ts';
import type { PodFinding } from './rules/index.ts';

/** Facts → findings; pure. @param lost what only the image's group was let to */
export function judge(facts: PodFacts, lost: readonly LostPath[]): readonly PodFinding[] {
  const { idleCapabilities, unknownCapabilities, programs, liveness, ofNode, frozen } = facts;
  return [
    ...facts.troubles.map((trouble) => ofTrouble(trouble, facts.uid)),
    ...programs.map(
      ({ by, program, message, at }): PodFinding => ({
        rule: 'pod/probe-program',
        args: { by, program, message, ...place(at) },
      }),
    ),
    ...idleCapabilities.map(
      ({ name, at }): PodFinding => ({
        rule: 'pod/capability-idle',
        args: { name, ...place(at) },
      }),
    ),
    ...unknownCapabilities.map(
      ({ name, at }): PodFinding => ({
        rule: 'pod/capability-unknown',
        args: { name, suggested: withoutPrefix(name), ...place(at) },
      }),
    ),
    ...facts.portUses.flatMap(ofPort),
    ...ofGroup(facts, lost),
    ...(liveness === null
      ? []
      : [{ rule: 'pod/liveness-purpose', args: place(liveness) } satisfies PodFinding]),
    ...facts.shortProbes.map(
      ({ by, seconds, deadlineMs, at }): PodFinding => ({
        rule: 'pod/probe-timeout',
        args: { by, seconds, deadlineMs, suggested: roomFor(deadlineMs), ...place(at) },
      }),
    ),
    ...ofNode.map(
      ({ variable, resource, at }): PodFinding => ({
        rule: 'pod/size-of-node',
        args: { variable, resource, ...place(at) },
        severity: READ_BY_GO.includes(variable) ? 'warning' : 'info',
      }),
    ),
    ...frozen.map(({ path, volume, part, isMade, type, at }): PodFinding => {
      const args = { path, volume, type, ...place(at) };
      return isMade
        ? { rule: 'pod/sub-path-missing', args: { ...args, part } }
        : { rule: 'pod/not-updated', args };
    }),
  ];
}

/** Of no consequence where nothing asks for that group. */
function ofGroup({ droppedGroup }: PodFacts, lost: readonly LostPath[]): readonly PodFinding[] {
  if (droppedGroup === null) return [];
  const args = { ...droppedGroup, lost };
  return [{ rule: 'pod/group-dropped', args, severity: lost.length > 0 ? 'warning' : 'info' }];
}

/** Seconds that README gives an exec probe for such a deadline: start and end of it take time too. */
function roomFor(deadlineMs: number): number {
  return Math.ceil((deadlineMs / 1000) * (deadlineMs <= 4000 ? 2 : 1.5));
}

function ofPort(use: PortUse): readonly PodFinding[] {
  const { by, kind, port, known, isName, isDeclared, at } = use;
  if (isDeclared) return [];
  const args = { by, port, known, ...place(at) };
  if (isName)
    return [
      {
        rule: 'pod/port-name-unknown',
        args: { ...args, suggested: known.length === 1 ? (known[0] ?? null) : null },
      },
    ];
  // Who declares none has said nothing about them.
  if (known.length === 0) return [];
  return kind === 'probe'
    ? [{ rule: 'pod/probe-port-not-declared', args }]
    : [{ rule: 'pod/service-port-not-declared', args }];
}

const READ_BY_GO = ['GOMEMLIMIT', 'GOMAXPROCS'];

function ofTrouble({ kind, reason, message, at, foreign }: PodTrouble, uid: number | null): PodFinding {
  if (kind === 'architecture') {
    const { program = '', machine = '', platform = '' } = foreign ?? {};
    const names = { machine: ociArchitecture(machine), platform: ociArchitecture(platform) };
    return { rule: 'pod/architecture-differs', args: { program, ...names, ...place(at) } };
  }
  if (kind === 'non-root') return { rule: 'pod/root-refused', args: { reason, message, uid, ...place(at) } };
  return { rule: RULES[kind], args: { reason, message, ...place(at) } };
}

const RULES = {
  refused: 'pod/refused',
  key: 'pod/key-missing',
  user: 'pod/user-missing',
  group: 'pod/group-without-user',
  variable: 'pod/variable-missing',
  mount: 'pod/mount-impossible',
  directory: 'pod/mount-impossible',
  volume: 'pod/volume-impossible',
  memory: 'pod/memory-too-small',
  program: 'pod/program-not-started',
} as const;

function place({ file, line }: At): { readonly file: string; readonly line: number } {
  return { file, line };
}

function withoutPrefix(name: string): string | null {
  return /^CAP_./i.test(name) ? name.slice('CAP_'.length).toUpperCase() : null;
}
