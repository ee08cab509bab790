import type { Json, JsonObject } from '../../../src/core/types/json.ts';

/** Paths that a variable, a policy or a link may name, and for which no remedy may be too generous. */
export const PATHS: readonly string[] = [
  '/',
  '/bin',
  '/dev/null',
  '/etc',
  '/etc/passwd',
  '/etc/shadow',
  '/etc/ssl',
  '/etc/ssl/certs',
  '/etc/ssl/private',
  '/etc/ssl/private/server.key',
  '/etc/tls/tls.key',
  '/etc/app/api-token',
  '/home',
  '/home/other',
  '/home/other/.netrc',
  '/home/other/.ssh/id_ed25519',
  '/home/other/src/go.mod',
  '/lib64',
  '/opt',
  '/proc/1/environ',
  '/root',
  '/root/',
  '/root/.aws/credentials',
  '/root/.config/go/env',
  '/root/.netrc',
  '/root/go',
  '/root/src/go.mod',
  '/run/secrets/db-password',
  '/sbin',
  '/srv',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/usr/lib',
  '/usr/local',
  '/usr/local/bin',
  '/usr/local/bin/',
  '/usr/share/zoneinfo',
  '/var',
  '/var/lib',
  '/var/log',
  '/var/run/secrets/kubernetes.io/serviceaccount/token',
  '/var/tmp',
];

/** Of each kind one. */
export const SOME_PATHS: readonly string[] = [
  '/',
  '/etc',
  '/etc/shadow',
  '/etc/tls/tls.key',
  '/home/other/.netrc',
  '/root',
  '/root/go',
  '/run/secrets/db-password',
  '/usr/local/bin',
  '/var/lib',
];

/** A word that runs, cuts or adds something where it is not quoted; CANARY is a program. */
export const WORDS: readonly string[] = [
  '$(canary)',
  '`canary`',
  'x; canary',
  'x && canary',
  'x | canary',
  "x'; canary; '",
  '"; canary; "',
  "'$(canary)'",
  '\\$(canary)',
  "\\'$(canary)",
  '$PATH',
  '-rf',
  '--reference=/etc/shadow',
  'a b',
  'a"b',
  "a'b",
  '#x',
  'x #y',
  'x: y',
  '[a, b]',
  '{a: b}',
  '*',
  '~',
  '%s',
  'a\\b',
  '&',
  '!x',
];

/**
 * The evidence with each of its texts in turn replaced by each of the values; a path stays one, so that the
 * word is put behind it. What is no text stays.
 */
export function variants(evidence: JsonObject, values: readonly string[]): readonly JsonObject[] {
  return leavesOf(evidence).flatMap(({ at, text }) =>
    values.map((value) => {
      const stays = text.startsWith('/') && !value.startsWith('/');
      return replaced(evidence, at, stays ? `/srv/${value}` : value) as JsonObject;
    }),
  );
}

/** All absolute paths of the evidence at once: those below another one stay so. */
export function moved(evidence: JsonObject, to: string): JsonObject {
  const paths = textsOf(evidence).filter((text) => text.startsWith('/'));
  const [top] = [...paths].sort((a, b) => a.length - b.length);
  if (top === undefined) return evidence;
  const place = (path: string) => (path.startsWith(top) ? to + path.slice(top.length) : to);
  return mapTexts(evidence, (text) => (text.startsWith('/') ? place(text) : text)) as JsonObject;
}

/** Another user: numbers that are ids. */
export function asUser(evidence: JsonObject, uid: number): JsonObject {
  const entries = Object.entries(evidence).map(([key, value]) => [
    key,
    /^e?[ug]id$/.test(key) && typeof value === 'number' ? uid : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

interface Leaf {
  readonly at: readonly (string | number)[];
  readonly text: string;
}

function leavesOf(value: Json, at: Leaf['at'] = []): readonly Leaf[] {
  if (typeof value === 'string') return [{ at, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => leavesOf(one, [...at, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one as Json, [...at, key]));
}

function replaced(value: Json, [first, ...rest]: Leaf['at'], by: string): Json {
  if (first === undefined) return by;
  if (Array.isArray(value))
    return value.map((one, index) => (index === first ? replaced(one, rest, by) : one));
  const entries = Object.entries(value as JsonObject);
  return Object.fromEntries(
    entries.map(([key, one]) => [key, key === first ? replaced(one as Json, rest, by) : one]),
  ) as Json;
}

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, mapTexts(one as Json, change)]),
  ) as Json;
}

const textsOf = (value: Json): readonly string[] => {
  const found: string[] = [];
  mapTexts(value, (text) => {
    found.push(text);
    return text;
  });
  return found;
};
