import type { Host } from '../../src/target/host.ts';
import { hasCapability } from '../../src/target/posix/process-status.ts';
import type { FileRights, PortRights, Source } from './facts.ts';
import { binds } from './file-rights.ts';
import { listeningAt } from './listening.ts';

const CAP_NET_BIND_SERVICE = 10;

/**
 * Who may listen below 1024 (capabilities(7), ip(7)); null where it cannot be known: each network namespace has a first
 * port of its own.
 *
 * @param starts who it runs as: its uid, and whether that is whoever starts it; null: nobody can tell
 * @param capabilities of the file of the program; undefined: nobody can tell
 * @param ports that the policy names
 */
export function portRights(
  host: Host,
  source: Source,
  starts: { readonly uid: number; readonly own: boolean } | null,
  capabilities: FileRights | null | undefined,
  ports: readonly number[],
): PortRights | null {
  const directory = source === 'init' ? '/proc/1' : host.proc;
  const start = text(host, '/proc/sys/net/ipv4/ip_unprivileged_port_start');
  const status = text(host, `${directory}/status`);
  if (start === null || status === null || !/^\d+\s*$/.test(start)) return null;
  const set = (name: string) => {
    const digits = new RegExp(`^${name}:[ \\t]*([0-9a-f]{1,16})$`, 'm').exec(status)?.[1];
    return digits !== undefined && hasCapability(BigInt(`0x${digits}`), CAP_NET_BIND_SERVICE);
  };
  // A program that is started keeps of them what is ambient; root gets all that the bounding set has, and a user whom root
  // becomes nothing.
  const kept = starts !== null && (starts.uid === 0 ? set('CapBnd') : starts.own && set('CapAmb'));
  const isRunning = source === 'init' || host.target?.kind === 'process';
  const { target, outerProc = host } = host;
  const open = !isRunning
    ? null
    : target?.kind === 'process'
      ? listeningAt(host, outerProc, target.pid, directory)
      : listeningAt(host, host, 1, directory);
  return {
    firstFree: Number(start),
    uid: isRunning ? host.ids.euid : (starts?.uid ?? null),
    effective: isRunning ? set('CapEff') : kept || binds(capabilities ?? null) === true,
    attainable: set('CapBnd') && !/^NoNewPrivs:\s*1$/m.test(status),
    onFile: capabilities === undefined ? null : (capabilities?.names.includes('NET_BIND_SERVICE') ?? false),
    listening: ports.filter((port) => open?.own.has(port)),
    perhapsListening: ports.filter((port) => open?.perhaps.has(port)),
  };
}

function text(host: Host, path: string): string | null {
  const file = host.readFile(path);
  return file.ok ? file.value.toString('latin1') : null;
}
