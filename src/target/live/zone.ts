import { textOf } from './files/read.ts';

/** What {@link keepOffZoneFiles} changed, as this process was started with it. */
let started: Readonly<Record<string, string | undefined>> = {};

/**
 * Has Node reckon in UTC without a look at any file. The first Date that is shown, and every Intl, would
 * else make ICU and tzset(3) read /etc/localtime, and in search of its name all of /usr/share/zoneinfo:
 * whole, whatever their size, and without asking what they are, so that one FIFO or huge file among them
 * would hold this process past every deadline. Nothing that we say depends on Node's own zone: the
 * timezone probe reads the files itself. Costs nothing that can be measured.
 */
export function keepOffZoneFiles(process: NodeJS.Process): void {
  const { TZ, TZDIR } = process.env;
  started = { TZ, TZDIR };
  // First: a change of TZ makes glibc look for the zone at once, here where no file can be.
  process.env.TZDIR = '/dev/null';
  // Not UTC: for that name ICU compares it with /etc/localtime after all.
  process.env.TZ = 'Etc/UTC';
}

/** The environment that this process was started with: what the host shows and a command inherits. */
export function startedEnv(process: NodeJS.Process): Record<string, string> {
  const env: Record<string, string | undefined> = { ...variablesOf(process), ...started };
  for (const name of Object.keys(started)) if (env[name] === undefined) delete env[name];
  return env as Record<string, string>;
}

/** More than a process usually has; a pod has seven for each service of its namespace. */
const MANY = 500;

/**
 * Node looks for each variable from the beginning of all: to copy 7000 of them takes it 200 ms, and 30 000 three seconds.
 * The kernel has the text of all, as they were when this process was started. Where it does not tell the same names,
 * Node's word counts.
 */
function variablesOf({ env }: NodeJS.Process): NodeJS.ProcessEnv {
  const names = Object.keys(env);
  if (names.length < MANY) return { ...env };
  const told: Record<string, string> = {};
  for (const text of (textOf('/proc/self/environ') ?? '').split('\0')) {
    const at = text.indexOf('=');
    const name = text.slice(0, at);
    // Of several of one name the first counts.
    if (at > 0 && told[name] === undefined) told[name] = text.slice(at + 1);
  }
  // What this process sets itself is not in there: see above.
  const same = names.every((name) => told[name] !== undefined || name in OURS);
  return same ? told : { ...env };
}

/** What {@link keepOffZoneFiles} sets. */
const OURS = { TZ: null, TZDIR: null };
