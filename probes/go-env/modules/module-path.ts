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
  | 'bad-major-suffix';

/**
 * What is wrong with a path that shall be fetched (golang.org/x/mod/module, CheckPath; without the names
 * that Windows reserves), null where nothing is.
 */
export function pathDefect(path: string): PathDefect | null {
  if (path === '') return 'empty';
  if (path.startsWith('-')) return 'leading-dash';
  const elements = path.split('/');
  if (elements.includes('')) return 'empty-element';
  if (/[^A-Za-z0-9._~/-]/.test(path)) return 'bad-character';
  if (elements.some((e) => e.startsWith('.') || e.endsWith('.'))) return 'dot-element';
  const host = elements[0] ?? '';
  if (!host.includes('.')) return 'no-dot-in-host';
  if (/[^a-z0-9.-]/.test(host)) return 'upper-case-host';
  if (host.startsWith('-')) return 'leading-dash';
  const major = /\/v([0-9.]*)$/.exec(path);
  return !path.startsWith('gopkg.in/') && major !== null && !/^(?:[2-9]|[1-9][0-9]+)$/.test(major[1] ?? '')
    ? 'bad-major-suffix'
    : null;
}

/** A complete version in the form that go.mod and the cache use: `v1.2.3`, `v1.2.3-pre`, `+incompatible`. */
export function isCanonicalVersion(version: string): boolean {
  return CANONICAL.test(version);
}

const NUMBER = '(?:0|[1-9][0-9]*)';
const CANONICAL = new RegExp(
  `^v${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\\+incompatible)?$`,
);
