import type { RouteFile } from '../../core/documents/route-report.ts';
import { isCanonicalVersion } from '../modules/module-path.ts';

/**
 * What go does not like in a file that a proxy sent with status 200 (cmd/go/internal/modfetch, proxyRepo.Stat), in a
 * few words; null where it takes it. Only `.info` and `@latest` are read by go at once.
 */
export function problemOf(file: RouteFile, version: string, body: Buffer): string | null {
  if (file !== 'info' && file !== 'latest') return null;
  const info = parse(body.toString('utf8'));
  if (info === undefined) return 'no JSON';
  if (info === null) return file === 'info' && isCanonicalVersion(version) ? 'another version' : null;
  if (typeof info !== 'object' || Array.isArray(info)) return 'no object';
  const { name, time } = fieldsOf(info);
  if (name !== null && typeof name !== 'string') return 'no version';
  if (time !== null && (typeof time !== 'string' || !RFC3339.test(time))) return 'no time';
  return file === 'info' && isCanonicalVersion(version) && name !== version ? 'another version' : null;
}

/** time.Time.UnmarshalJSON */
const RFC3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-4]):[0-5]\d)$/;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** encoding/json takes names in any case, and of several the last. */
function fieldsOf(info: object): { readonly name: unknown; readonly time: unknown } {
  let [name, time]: unknown[] = [null, null];
  for (const [key, value] of Object.entries(info)) {
    if (value === null) continue;
    if (key.toLowerCase() === 'version') name = value;
    if (key.toLowerCase() === 'time') time = value;
  }
  return { name, time };
}

/** Whether a list of versions names one (semver.IsValid), so that go does not ask for `@latest`. */
export function listsVersions(body: Buffer): boolean {
  return body
    .toString('utf8')
    .split('\n')
    .some((line) => isVersion(line.trim().split(/\s+/, 1)[0] ?? ''));
}

/** Pseudo-versions do not count (x/mod/module, IsPseudoVersion). */
function isVersion(text: string): boolean {
  return (
    /^v\d/.test(text) && !/^v\d+\.(?:0\.0-|\d+\.\d+-(?:[^+]*\.)?0\.)\d{14}-[A-Za-z0-9]+(?:\+\S*)?$/.test(text)
  );
}
