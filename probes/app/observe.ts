import { once } from '../../src/core/once.ts';
import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import { CUT } from '../../src/core/reason.ts';
import { type GoProgramInfo, programInfo } from '../../src/go/program-info.ts';
import type { Host } from '../../src/target/host.ts';
import { accountOf, NoAccount } from '../../src/target/posix/account.ts';
import type { ProcessCapabilities } from '../../src/target/posix/capabilities/exec-capabilities.ts';
import type { FileCapabilities } from '../../src/target/posix/capabilities/file-capabilities.ts';
import { askGetcap } from '../../src/target/posix/capabilities/getcap.ts';
import { starterOf } from '../../src/target/posix/capabilities/starter.ts';
import { levelOfCpu } from '../../src/target/program/elf/cpu-level.ts';
import { behind, keepsUser } from '../../src/target/program/start/before/words.ts';
import { seeCommand } from '../../src/target/program/start/command.ts';
import type { AppFacts, Source } from './facts.ts';
import { asUser, fileRights, firstFreePort, givesAll } from './file-rights.ts';
import { portRights } from './ports.ts';
import { writableBy } from './writable.ts';

/** The kernel's default of the first port that is free to all (ip(7)). */
const PRIVILEGED = 1024;

export async function observe(
  host: Host,
  {
    policy,
    command,
    details,
    deadline,
  }: Pick<ProbeContext<unknown>, 'policy' | 'command' | 'details' | 'deadline'>,
): Promise<Observed<AppFacts>> {
  const { source, words } = commandOf(host, policy.app.command, command);
  const cpu = once(() => cpuOf(host));
  let cut = false;
  const late = () => {
    cut ||= deadline.expired();
    return cut;
  };
  const running = source === 'init' || (source === 'target' && host.target?.kind === 'process');
  const runs = running && behind(words) === null ? exactly(host, source) : null;
  // That it started is known: what it takes to start is of interest to who reads it alone.
  const isSeen = words.length > 0 && (details || runs === null);
  const seen = isSeen ? seeCommand(host, words, cpu, late) : null;
  const kept = (seen?.through ?? []).length === 0 ? runs : null;
  const program = seen?.program ?? null;
  const path = program?.format === 'elf' ? program.path : null;
  const own = seen?.through.every(keepsUser) ?? false;
  const go = kept !== null ? kept.go : path === null ? null : programInfo(host, path);
  const privileged = policy.app.ports.filter((port) => port < Math.max(firstFreePort(host) ?? 0, PRIVILEGED));
  const asksPort = privileged.length > 0;
  const starts = own ? { uid: host.ids.euid, own } : startsAs(host, seen?.user ?? null);
  const first = path === null || running ? null : starterOf(host);
  const starter = first === null || own || starts === null ? first : asUser(first, starts.uid);
  const file =
    path === null || starter === null ? undefined : await capabilitiesOf(host, path, starter, asksPort);
  const rights =
    path === null || starter === null || file == null
      ? undefined
      : fileRights(host, path, file, starter, starts !== null);
  const facts: AppFacts = {
    source,
    command: words,
    running,
    runs: kept?.runs ?? null,
    seen,
    go,
    cpu: go?.amd64 == null || go.amd64 === 'v1' ? null : cpu(),
    capabilities: rights ?? null,
    capabilitiesUnread: starter !== null && file === undefined && !givesAll(host, starter),
    ports: asksPort ? portRights(host, source, starts, file === null ? null : rights, privileged) : null,
    writable: details && path !== null ? writableBy(host, path) : null,
  };
  return cut ? { facts, incomplete: CUT } : { facts };
}

/**
 * What runs, by the kernel's own link to it: its words may say anything, and another file may stand at its path. Null
 * where nobody may look.
 */
function exactly(
  host: Host,
  source: Source,
): { readonly runs: string; readonly go: GoProgramInfo | null } | null {
  const link = source === 'init' ? '/proc/1/exe' : `${host.proc}/exe`;
  const runs = pathOf(host, link);
  if (runs === null || !host.readHead(link, 1).ok) return null;
  return { runs, go: programInfo(host, link) };
}

function pathOf(host: Host, link: string): string | null {
  const path = host.readlink(link);
  return path.ok ? path.value : null;
}

/** The user whom root has it started as, which gosu and su-exec look up as container engines do; null: nobody can tell. */
function startsAs(host: Host, user: string | null): { readonly uid: number; readonly own: false } | null {
  if (user === null || user === '' || host.ids.euid !== 0) return null;
  try {
    return { uid: accountOf(host, user).uid, own: false };
  } catch (error) {
    if (error instanceof NoAccount) return null;
    throw error;
  }
}

/** Undefined: nobody can tell. On a running machine getcap is asked, and only where not all are given. */
async function capabilitiesOf(
  host: Host,
  path: string,
  starter: ProcessCapabilities,
  asksPort: boolean,
): Promise<FileCapabilities | null | undefined> {
  if (host.fileCapabilities !== undefined) return host.fileCapabilities(path);
  return (host.target !== undefined && host.target.kind !== 'live') || (!asksPort && givesAll(host, starter))
    ? undefined
    : askGetcap(host, path);
}

/** The policy, then the command of `run`, then what the target starts; else what process 1 was started with. */
function commandOf(
  host: Host,
  asked: readonly string[],
  command: readonly string[],
): { readonly source: Source; readonly words: readonly string[] } {
  if (asked.length > 0) return { source: 'policy', words: asked };
  if (command.length > 0) return { source: 'run', words: command };
  if (host.target !== undefined && host.target.kind !== 'live')
    return { source: 'target', words: wordsIn(host, `${host.proc}/cmdline`) };
  return { source: 'init', words: wordsIn(host, '/proc/1/cmdline') };
}

const MAX_COMMAND_BYTES = 128 * 1024;

function wordsIn(host: Host, path: string): readonly string[] {
  const file = host.readFile(path, { maxBytes: MAX_COMMAND_BYTES });
  if (!file.ok) return [];
  return file.value
    .toString('utf8')
    .replace(/\0$/, '')
    .split('\0')
    .filter((word, i) => word !== '' || i > 0);
}

/** Of this machine: where another one will run it nobody knows. */
function cpuOf(host: Host) {
  if (host.target !== undefined && host.target.kind !== 'live') return null;
  const head = host.readHead('/proc/cpuinfo', 8192);
  return head.ok ? levelOfCpu(head.value.toString('latin1')) : null;
}
