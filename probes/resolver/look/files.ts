import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Conf } from '../facts.ts';
import type { SwitchFile } from '../files/go-switch.ts';
import { podConf } from './pod-conf.ts';

const CONF = '/etc/resolv.conf';
/** More than any of them has. */
const MAX_BYTES = 256 * 1024;
/** /dev/null is mounted over a file to have none: no other device stands there. */
const EMPTY = 'char-device';

/** Whoever runs an image writes its files for names: a bare root may have what it had before. */
export function readConf(host: Host): Conf {
  if (host.pod !== undefined) return podConf(host.pod.dns);
  if (host.target?.kind === 'image' || host.container !== undefined) return { kind: 'later' };
  const file = host.readFile(CONF, { maxBytes: MAX_BYTES });
  if (file.ok) {
    const text = file.value.toString('latin1');
    return host.target?.kind === 'root' && text.trim() === '' ? { kind: 'later' } : { kind: 'read', text };
  }
  const { code, type } = file.error;
  if (host.target?.kind === 'root') return code === 'ENOENT' ? { kind: 'later' } : { kind: 'unknown' };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const link = host.readlink(CONF);
    return { kind: 'missing', target: link.ok ? link.value : null };
  }
  if (type === 'directory') return { kind: 'directory' };
  if (type === EMPTY) return { kind: 'read', text: '' };
  if (type === 'fifo') return { kind: 'unreadable', errno: 'FIFO' };
  if (type === 'socket') return { kind: 'unreadable', errno: 'ENXIO' };
  return CLOSED.includes(code) ? { kind: 'unreadable', errno: code } : { kind: 'unknown' };
}

const CLOSED: readonly string[] = ['EACCES', 'ELOOP', 'ENAMETOOLONG'];

/** Empty too where something stands there that reads as nothing. Null: it is not there. Undefined: nobody can know. */
function readText(host: Host, path: string): string | null | undefined {
  const file = host.readFile(path, { maxBytes: MAX_BYTES });
  if (file.ok) return file.value.toString('latin1');
  if (file.error.type === 'directory' || file.error.type === EMPTY) return '';
  return isUnknown(file.error) ? undefined : null;
}

const SWITCH = '/etc/nsswitch.conf';
const FAILURES: Readonly<Record<string, SwitchFile>> = {
  ENOENT: { kind: 'missing' },
  ELOOP: { kind: 'closed' },
  ENOTDIR: { kind: 'closed' },
  EACCES: { kind: 'refused' },
  EPERM: { kind: 'refused' },
};

export function readSwitch(host: Host): SwitchFile {
  const file = host.readFile(SWITCH, { maxBytes: MAX_BYTES });
  if (file.ok) return { kind: 'read', text: file.value.toString('latin1') };
  const { code, type } = file.error;
  if (type === 'directory') return { kind: 'directory' };
  if (type === EMPTY) return { kind: 'read', text: '' };
  return FAILURES[code] ?? { kind: 'unknown' };
}

/** Whoever runs it writes this one too. */
export function readHosts(host: Host): string | null | undefined {
  if (host.target?.kind === 'image' || host.target?.kind === 'root' || host.pod !== undefined)
    return undefined;
  return readText(host, '/etc/hosts');
}

/** The name of the host, by which resolvers find a domain where no file names one. */
export function hostName(host: Host): string {
  if (host.target !== undefined && host.target.kind !== 'process') return '';
  const file = host.readFile('/proc/sys/kernel/hostname', { maxBytes: 512 });
  return file.ok ? file.value.toString('latin1').trim() : '';
}
