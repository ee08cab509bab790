import type { CapabilitySets, Identity } from '../../core/documents/target-description.ts';
import type { Host } from '../host.ts';
import { USUAL_CAPABILITIES } from '../posix/capabilities/usual-capabilities.ts';
import { parseProcStatus } from '../posix/process-status.ts';

/** Who the process is: of one that runs as the kernel tells it, of another as container runtimes make it. */
export function identityOf(host: Host): Identity {
  const file = host.readFile(`${host.proc}/status`);
  const status = file.ok ? file.value.toString('utf8') : null;
  const umask = status === null ? null : parseProcStatus(status).umask;
  const { euid, egid, groups } = host.ids;
  return {
    uid: euid,
    gid: egid,
    groups: [...groups],
    capabilities: status === null && host.target !== undefined ? usualSets(euid) : setsOf(status ?? ''),
    noNewPrivileges: { '0': false, '1': true }[fieldOf(status ?? '', 'NoNewPrivs') ?? ''] ?? null,
    umask: umask === null ? null : umask.toString(8).padStart(4, '0'),
  };
}

/** A field of proc_pid_status(5). */
function fieldOf(status: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*([0-9a-f]{1,16})$`, 'm').exec(status)?.[1] ?? null;
}

function setsOf(status: string): CapabilitySets {
  const set = (name: string) => {
    const bits = fieldOf(status, name);
    return bits === null ? null : BigInt(`0x${bits}`).toString(16);
  };
  return {
    effective: set('CapEff'),
    permitted: set('CapPrm'),
    inheritable: set('CapInh'),
    bounding: set('CapBnd'),
    ambient: set('CapAmb'),
  };
}

/** Older runtimes filled the inheritable set too, and newer ones do not. */
function usualSets(uid: number): CapabilitySets {
  const usual = USUAL_CAPABILITIES.toString(16);
  const own = uid === 0 ? usual : '0';
  return { effective: own, permitted: own, inheritable: null, bounding: usual, ambient: '0' };
}
