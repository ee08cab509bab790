import type { AnyProbe } from '../../core/probe.ts';
import { safe } from '../../core/text/safe.ts';
import type { FsFailure } from '../../target/file.ts';
import type { Host } from '../../target/host.ts';
import type { Layer } from '../layer.ts';
import { PolicyError } from './error.ts';
import type { PolicyFile } from './file-type.ts';
import { toLayer } from './layer.ts';
import { parsePolicy } from './parse.ts';

/**
 * Largest policy, bytes, with all that it extends. Some thousand paths need 100 KiB; to find out what is wrong
 * with much more YAML takes longer than a probe may.
 */
const MAX_BYTES = 256 * 1024;

/** More files than these are a mistake, or a circle by links. */
const MAX_FILES = 8;

/** Why a file could not be read, in words. */
type Told = (failure: FsFailure) => string;

/** One file of a policy. */
export interface PolicyPart {
  readonly path: string;
  readonly text: string;
  readonly file: PolicyFile;
  /** What it says, as a layer of the configuration. */
  readonly layer: Layer;
}

/**
 * Reads a policy file, YAML or JSON, and those that it extends, the base first.
 *
 * @throws PolicyError for what is wrong in one of them, a circle, and more files or bytes than a policy has
 */
export async function loadPolicy(
  path: string,
  host: Host,
  probes: readonly AnyProbe[],
  told: Told = ({ code }) => code,
): Promise<readonly PolicyPart[]> {
  const parts: PolicyPart[] = [];
  let room = MAX_BYTES;
  for (let next: string | null = path; next !== null; ) {
    const { text, bytes } = read(next, room, parts, host, told);
    const file = await parsePolicy(text, next, probes, host);
    parts.push({ path: next, text, file, layer: toLayer(placed(file, next, probes)) });
    room -= bytes;
    next = file.extends === undefined ? null : beside(next, file.extends);
    if (next !== null) refuseChain([...parts.map((part) => part.path), next]);
  }
  return parts.reverse();
}

/** With the files that it names, of whoever asks: a relative name is beside the policy. */
function placed(file: PolicyFile, path: string, probes: readonly AnyProbe[]): PolicyFile {
  const found = (name: string) => (name.startsWith('/') ? name : beside(path, name));
  const sections = probes.flatMap(({ policy }) => {
    const said = policy === undefined ? undefined : file[policy.section as never];
    return said === undefined || policy?.beside === undefined
      ? []
      : [[policy.section, policy.beside(said, found)]];
  });
  return { ...file, ...Object.fromEntries(sections) };
}

function refuseChain(chain: readonly string[]): void {
  const last = chain.at(-1);
  const circle = chain.indexOf(last ?? '') < chain.length - 1;
  if (!circle && chain.length <= MAX_FILES) return;
  const why = circle ? 'leads in a circle' : `is a chain of more than ${MAX_FILES} files`;
  throw new PolicyError([`${chain.at(-2)}: extends: ${why}: ${chain.join(' → ')}`]);
}

/** Of a relative name. */
function beside(path: string, relative: string): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return (
    folder +
    relative
      .split('/')
      .filter((part) => part !== '.' && part !== '')
      .join('/')
  );
}

function read(
  path: string,
  room: number,
  before: readonly PolicyPart[],
  host: Pick<Host, 'readFile'>,
  told: Told,
) {
  const parent = before.at(-1)?.path;
  const asked = parent === undefined ? '' : ` (${parent} extends it)`;
  const file = host.readFile(path, { maxBytes: room });
  if (!file.ok) throw new PolicyError([`${path}: ${unreadable(file.error, told)}${asked}`]);
  return { text: decode(path, file.value), bytes: file.value.length };
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PolicyError([`${path}: is not UTF-8 text`]);
  }
}

function unreadable(failure: FsFailure, told: Told): string {
  const { code, type } = failure;
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
      return 'is larger than 256 KiB, with what extends it';
    case 'ELOOP':
      return 'is a link that leads in a circle';
    default:
      return `cannot be read: ${safe(told(failure))}`;
  }
}
