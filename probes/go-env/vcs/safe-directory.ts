import { trimEndOf } from '../../../src/core/text/trim.ts';
import type { Host } from '../../../src/target/host.ts';

/**
 * Whether git's protected configuration (system, user, environment) lists a directory as safe
 * (git-config(1), safe.directory). Null where that cannot be told: a file may not be read, or includes others.
 */
export function isListedSafe(host: Host, directory: string): boolean | null {
  let listed: readonly string[] = [];
  for (const path of configFiles(host)) {
    const file = host.readFile(path, { maxBytes: 1024 * 1024 });
    if (!file.ok) {
      // git itself stops at a file that it may not read, but for a home that it may not enter.
      if (file.error.code === 'ENOENT' || file.error.code === 'ENOTDIR') continue;
      return null;
    }
    const read = readSafe(file.value.toString('utf8'), listed);
    if (read === null) return null;
    listed = read;
  }
  listed = [...listed, ...fromEnvironment(host)];
  // An empty value forgets what stands before it.
  const counted = listed.slice(listed.lastIndexOf('') + 1);
  return counted.some((entry) => covers(expand(entry, host.env.HOME), directory));
}

/** The configuration of the system and of the user, where it would be. */
export function configFiles({ env }: Host): readonly string[] {
  const system = /^(?:1|true|yes|on)$/i.test(env.GIT_CONFIG_NOSYSTEM ?? '')
    ? []
    : [env.GIT_CONFIG_SYSTEM ?? '/etc/gitconfig'];
  if (env.GIT_CONFIG_GLOBAL !== undefined) return [...system, env.GIT_CONFIG_GLOBAL].filter((p) => p !== '');
  const home = env.HOME ?? '';
  const config = env.XDG_CONFIG_HOME || (home === '' ? '' : `${home}/.config`);
  return [
    ...system,
    ...(config === '' ? [] : [`${config}/git/config`]),
    ...(home === '' ? [] : [`${home}/.gitconfig`]),
  ];
}

/** The values of safe.directory behind those that are known; null where the file includes another. */
function readSafe(text: string, before: readonly string[]): readonly string[] | null {
  const found = [...before];
  let section = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const close = line.startsWith('[') ? line.indexOf(']') : -1;
    const name = close < 0 ? undefined : line.slice(1, close).trim();
    const rest = line.slice(close + 1);
    if (name !== undefined) section = name.toLowerCase();
    if (/^include(?:if)?\b/.test(section)) return null;
    const [, value] = /^directory\s*=\s*(.*)$/is.exec(name === undefined ? line : rest.trim()) ?? [];
    if (section === 'safe' && value !== undefined) found.push(unquote(value));
  }
  return found;
}

function unquote(value: string): string {
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"/.exec(value) ?? [];
  return quoted === undefined ? (value.split(/[#;]/, 1)[0] ?? '').trim() : quoted.replace(/\\(.)/g, '$1');
}

/** GIT_CONFIG_COUNT, GIT_CONFIG_KEY_n and GIT_CONFIG_VALUE_n. */
function fromEnvironment({ env }: Host): readonly string[] {
  const count = Math.min(Number(env.GIT_CONFIG_COUNT ?? 0) || 0, 64);
  return [...Array(count).keys()]
    .filter((n) => env[`GIT_CONFIG_KEY_${n}`]?.toLowerCase() === 'safe.directory')
    .map((n) => env[`GIT_CONFIG_VALUE_${n}`] ?? '');
}

function expand(entry: string, home: string | undefined): string {
  return home && /^~(?:\/|$)/.test(entry) ? entry.replace('~', home) : entry;
}

/** `*` is every directory; DIR/* all below it (from git 2.46 on). */
function covers(entry: string, directory: string): boolean {
  if (entry === '*') return true;
  const clean = entry.slice(0, 1) + trimEndOf(entry.slice(1), '/');
  return clean.endsWith('/*') ? `${directory}/`.startsWith(clean.slice(0, -1)) : clean === directory;
}

/** Who may own a checkout that git trusts: this user, and where root works for another by sudo, that one too. */
function trustedOwners({ ids, env }: Host): ReadonlySet<number> {
  const sudo = Number(env.SUDO_UID);
  return new Set([ids.euid, ...(ids.euid === 0 && Number.isInteger(sudo) && env.SUDO_UID ? [sudo] : [])]);
}

/** The first of the paths that belongs to somebody else, with its owner; null where none does. */
export function foreignOwner(
  host: Host,
  paths: readonly string[],
): { readonly path: string; readonly owner: number } | null {
  const trusted = trustedOwners(host);
  for (const path of new Set(paths)) {
    const stat = host.lstat(path);
    if (stat.ok && !trusted.has(stat.value.uid)) return { path, owner: stat.value.uid };
  }
  return null;
}
