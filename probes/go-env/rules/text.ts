import type { Otherwise, Restart } from '../../../src/core/rule.ts';

/** Who set a value: `environment`, `env-file`, `go.env` or `default`. */
export type From = string;

/** A restart finds the same environment and the same files. */
export const STAYS: Restart = {
  mends: false,
  why: 'A restarted container has the same environment and the same image.',
};

/** What go reads when it fetches. */
export const UNFETCHED: readonly Otherwise[] = [
  { severity: 'warning', when: 'where a build of the module has to fetch nothing' },
];

/** A build reads no go.mod of such a module; go list -m all and go mod tidy do. */
export const UNIMPORTED: readonly Otherwise[] = [
  { severity: 'warning', when: 'where no source imports that module' },
];

/** `GOPROXY in the environment`. */
export function where(key: string, from: From): string {
  const place: Readonly<Record<string, string>> = {
    environment: `${key} in the environment`,
    'env-file': `${key} in the file of go env -w`,
    'go.env': `${key} in $GOROOT/go.env`,
  };
  return place[from] ?? key;
}

export function list(items: readonly string[], count = items.length): string {
  const shown = items.join(', ');
  return count > items.length ? `${shown} and ${count - items.length} more` : shown;
}

/** Why a path serves as no directory, by its errno name. */
export function noDirectory(error: string): string {
  return ['ENOENT', 'ENOTDIR'].includes(error) ? 'is no directory' : `this user may not look at (${error})`;
}

/** A path that refuses a user, and to whom it belongs; null where nobody may look. */
export type Closed = {
  readonly path: string;
  /** errno name. */
  readonly code: string;
  readonly owner: number | null;
  readonly mode: string | null;
  readonly uid: number;
};

/** `(EACCES: uid 0, mode 0600)`. */
export function whyClosed({ code, owner, mode }: Closed): string {
  return `(${code}${owner === null ? '' : `: uid ${owner}, mode ${mode}`})`;
}
