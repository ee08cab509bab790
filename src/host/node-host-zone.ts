import fs from 'node:fs';

const LOCALTIME = '/etc/localtime';

/** TZ as we were started with, where {@link keepOffZoneFile} changed it. */
let started: { readonly tz: string | undefined } | null = null;

/**
 * The first Date that is shown, and every Intl, makes Node open the file of the local zone: ICU and tzset(3)
 * open it without a look at what it is, and a FIFO or a device there would hold this process for ever. Then
 * our own dates are in UTC; nothing that we say depends on them. Costs one or two calls of stat(2).
 */
export function keepOffZoneFile(process: NodeJS.Process): void {
  const { TZ: tz } = process.env;
  const named = /^:?(\/.*)$/s.exec(tz ?? '')?.[1];
  if (![LOCALTIME, ...(named === undefined ? [] : [named])].some(mayBlock)) return;
  started = { tz };
  // Not UTC: for that name ICU compares it with the file after all.
  process.env.TZ = 'Etc/UTC';
}

function mayBlock(path: string): boolean {
  try {
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    return stat !== undefined && !stat.isFile() && !stat.isDirectory();
  } catch {
    // A loop of links, no permission: the answer is the same to whoever opens it, at once.
    return false;
  }
}

/** The environment that this process was started with: what the host shows and a command inherits. */
export function startedEnv(process: NodeJS.Process): Record<string, string> {
  const env = { ...process.env } as Record<string, string>;
  if (started === null) return env;
  const { TZ: _, ...others } = env;
  return started.tz === undefined ? others : { ...others, TZ: started.tz };
}
