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
  const env: Record<string, string | undefined> = { ...process.env, ...started };
  for (const name of Object.keys(started)) if (env[name] === undefined) delete env[name];
  return env as Record<string, string>;
}
