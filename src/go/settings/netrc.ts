import { hostOf } from './public-services.ts';

/** What proves who asks: it is sent where go sends it, and shown nowhere. */
export interface NetrcLine {
  readonly machine: string;
  readonly login: string;
  readonly password: string;
}

/**
 * Tells the machines of .netrc that are meant by this URL. Before Go 1.24 it is the name of the host (cmd/go/internal/auth);
 * from then on, `byPrefix`, what the URL begins with behind `https://`, up to a slash: then a port and a user in the URL are part of it.
 */
export function machinesOf(url: string, byPrefix: boolean): (machine: string) => boolean {
  const host = byPrefix ? '' : hostOf(url);
  const rest = bare(url);
  return (machine) => {
    if (!byPrefix) return machine === host;
    const prefix = bare(machine);
    return rest === prefix || rest.startsWith(`${prefix}/`);
  };
}

function bare(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '');
}

const NOBODY: NetrcLine = { machine: '', login: '', password: '' };

/** The machines for which a .netrc holds a login and a password. */
export function netrcMachines(text: string): readonly string[] {
  return netrcLines(text).map(({ machine }) => machine);
}

/** The lines of a .netrc with a login and a password, as Go reads it (cmd/go/internal/auth). */
export function netrcLines(text: string): readonly NetrcLine[] {
  const lines: NetrcLine[] = [];
  let found = NOBODY;
  let inMacro = false;
  for (const line of text.split('\n')) {
    if (inMacro) {
      inMacro = line !== '';
      continue;
    }
    const words = line.split(/\s+/).filter((word) => word !== '');
    for (let i = 0; i < words.length - 1; i += 2) {
      const [key = '', value = ''] = words.slice(i, i + 2);
      if (key === 'machine') found = { ...NOBODY, machine: value };
      else if (key === 'login' || key === 'password') found = { ...found, [key]: value };
      else if (key === 'macdef') inMacro = true;
      if (found.machine && found.login && found.password) {
        lines.push(found);
        found = NOBODY;
      }
    }
    if (words.length % 2 === 1 && words.at(-1) === 'default') break;
  }
  return lines;
}

/** Where the go command looks for it; null where neither NETRC nor HOME is set. */
export function netrcPath(env: Readonly<Record<string, string>>): string | null {
  if (env.NETRC) return env.NETRC;
  return env.HOME ? `${env.HOME}/.netrc` : null;
}
