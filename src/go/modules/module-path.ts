/** A module, or with an empty version any version of it. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/** `PATH@VERSION` or `PATH`. */
export function formatModule({ path, version }: ModuleVersion): string {
  return version === '' ? path : `${path}@${version}`;
}

/** `PATH@VERSION` or `PATH`; the version is what follows the first `@`. */
export function parseModule(text: string): ModuleVersion {
  const at = text.indexOf('@');
  return at < 0 ? { path: text, version: '' } : { path: text.slice(0, at), version: text.slice(at + 1) };
}

/**
 * Module path or version as it stands in the URLs of the proxy protocol and in the module cache: upper
 * case becomes `!` and lower case, so that file systems which fold case keep `Azure` and `azure` apart.
 */
export function escapeModule(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Why Go refuses a module path. */
export type PathDefect =
  | 'empty'
  | 'bad-character'
  | 'empty-element'
  | 'dot-element'
  | 'leading-dash'
  | 'no-dot-in-host'
  | 'upper-case-host'
  | 'reserved-element'
  | 'bad-major-suffix';

/**
 * What is wrong with a path that shall be fetched (golang.org/x/mod/module, CheckPath), null where nothing
 * is.
 */
export function pathDefect(path: string): PathDefect | null {
  if (path === '') return 'empty';
  if (path.startsWith('-')) return 'leading-dash';
  const elements = path.split('/');
  if (elements.includes('')) return 'empty-element';
  if (/[^A-Za-z0-9._~/-]/.test(path)) return 'bad-character';
  if (elements.some((e) => e.startsWith('.') || e.endsWith('.'))) return 'dot-element';
  if (elements.some((e) => RESERVED.test(e))) return 'reserved-element';
  const host = elements[0] ?? '';
  if (!host.includes('.')) return 'no-dot-in-host';
  if (/[^a-z0-9.-]/.test(host)) return 'upper-case-host';
  return majorOf(path) === null ? 'bad-major-suffix' : null;
}

/** Names that Windows keeps for devices, and its short names, up to the first dot. */
const RESERVED = /^(?:(?:con|prn|aux|nul|com[1-9]|lpt[1-9])|[^.]*~\d+)(?:\.|$)/i;

/** The major version that a path ends with: `v2` of `corp.com/a/v2`, '' for none; null where it is malformed. */
function majorOf(path: string): string | null {
  if (path.startsWith('gopkg.in/')) return /\.(v(?:0|[1-9]\d*))(?:-unstable)?$/.exec(path)?.[1] ?? null;
  const [, digits] = /\/v([0-9.]+)$/.exec(path) ?? [];
  if (digits === undefined) return '';
  return /^(?:[2-9]|[1-9]\d+)$/.test(digits) ? `v${digits}` : null;
}

/** Whether a path may have this version: v2 and above stand in the path too, or are `+incompatible`. */
export function majorFits({ path, version }: ModuleVersion): boolean {
  const major = majorOf(path);
  const [of = ''] = version.split('.', 1);
  if (major === '') return of === 'v0' || of === 'v1' || version.endsWith('+incompatible');
  return of === major || (major === 'v1' && version.startsWith('v0.0.0-'));
}

/** A complete version in the form that go.mod and the cache use: `v1.2.3`, `v1.2.3-pre`, `+incompatible`. */
export function isCanonicalVersion(version: string): boolean {
  return CANONICAL.test(version);
}

const NUMBER = '(?:0|[1-9][0-9]*)';
const CANONICAL = new RegExp(
  `^v${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+incompatible)?$`,
);
