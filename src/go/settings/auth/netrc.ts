/** What proves who asks: it is sent where go sends it, and shown nowhere. */
export interface NetrcLine {
  readonly machine: string;
  readonly login: string;
  readonly password: string;
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
