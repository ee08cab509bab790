import type { Restart } from '../../src/core/rule.ts';

/** Who set a value: `environment`, `env-file`, `go.env` or `default`. */
export type From = string;

/** A restart finds the same environment and the same files. */
export const STAYS: Restart = {
  mends: false,
  why: 'A restarted container has the same environment and the same image.',
};

/** The edit that sets a value where it was set before, so that nothing hides it. */
export function set(key: string, value: string, from: From): string {
  return from === 'env-file'
    ? `go env -w ${quoted(`${key}=${value}`)}`
    : `in the Dockerfile: ENV ${quoted(`${key}=${value}`)}`;
}

/** The edit that gives the default back. */
export function unset(key: string, from: From): string {
  if (from === 'env-file') return `go env -u ${key}`;
  if (from === 'go.env') return `take the line ${key}= out of $GOROOT/go.env`;
  return `take ${key} out of the Dockerfile's ENV lines or the pod's env`;
}

/** `GOPROXY in the environment`. */
export function where(key: string, from: From): string {
  const place: Readonly<Record<string, string>> = {
    environment: `${key} in the environment`,
    'env-file': `${key} in the file of go env -w`,
    'go.env': `${key} in $GOROOT/go.env`,
  };
  return place[from] ?? key;
}

/** As a shell and a Dockerfile both read it. */
function quoted(assignment: string): string {
  return /[\s"'$`\\|&;<>*?()[\]]/.test(assignment)
    ? quotedValue(assignment, assignment.indexOf('='))
    : assignment;
}

function quotedValue(assignment: string, equals: number): string {
  if (equals < 0) return assignment;
  return `${assignment.slice(0, equals)}='${assignment.slice(equals + 1).replaceAll("'", "'\\''")}'`;
}

export function list(items: readonly string[], count = items.length): string {
  const shown = items.join(', ');
  return count > items.length ? `${shown} and ${count - items.length} more` : shown;
}

/** Why a path serves as no directory, by its errno name. */
export function noDirectory(error: string): string {
  return ['ENOENT', 'ENOTDIR'].includes(error) ? 'is no directory' : `this user may not look at (${error})`;
}
