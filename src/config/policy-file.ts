import type { AnyProbe } from '../core/probe.ts';
import type { FsFailure, Host } from '../host/host.ts';
import type { Layer } from './layer.ts';
import { PolicyError } from './policy-error.ts';
import type { PolicyFile } from './policy-file-type.ts';
import { parsePolicy } from './policy-parse.ts';

/**
 * Largest policy file, bytes. Some thousand paths need 100 KiB; to find out what is wrong with much more
 * YAML takes longer than a probe may.
 */
const MAX_BYTES = 256 * 1024;

/** Reads a policy file, YAML or JSON. Throws {@link PolicyError}. */
export async function loadPolicyFile(path: string, host: Host, probes: readonly AnyProbe[]): Promise<Layer> {
  const read = host.readFile(path, { maxBytes: MAX_BYTES });
  if (!read.ok) throw new PolicyError([`${path}: ${unreadable(read.error)}`]);
  return toLayer(await parsePolicy(decode(path, read.value), path, probes));
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PolicyError([`${path}: is not UTF-8 text`]);
  }
}

function unreadable({ code, type }: FsFailure): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file';
    case 'EACCES':
    case 'EPERM':
      return 'this process may not read it';
    case 'NOT_REGULAR':
      return `is not a regular file but a ${type ?? 'special file'}`;
    case 'TOO_LARGE':
      return 'is larger than 256 KiB';
    case 'ELOOP':
      return 'is a link that leads in a circle';
    default:
      return `cannot be read: ${code}`;
  }
}

/** What a policy file says, as one layer of the configuration. */
export function toLayer({
  $schema: _,
  profile,
  for: purpose,
  timeout,
  failOn,
  only,
  skip,
  ...policy
}: PolicyFile): Layer {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    policy,
  };
}
