/**
 * The machines for which a .netrc holds a login and a password, as Go reads it
 * (cmd/go/internal/auth). Only the names leave this function.
 */
export function netrcMachines(text: string): readonly string[] {
  const machines: string[] = [];
  let machine = '';
  let seen = new Set<string>();
  let inMacro = false;
  for (const line of text.split('\n')) {
    if (inMacro) {
      inMacro = line !== '';
      continue;
    }
    const words = line.split(/\s+/).filter((word) => word !== '');
    for (let i = 0; i < words.length - 1; i += 2) {
      const [key = '', value = ''] = words.slice(i, i + 2);
      if (key === 'machine') {
        machine = value;
        seen = new Set();
      } else if (key === 'login' || key === 'password') {
        seen.add(key);
      } else if (key === 'macdef') {
        inMacro = true;
      }
      if (machine !== '' && seen.size === 2) {
        machines.push(machine);
        machine = '';
        seen = new Set();
      }
    }
    if (words.length % 2 === 1 && words.at(-1) === 'default') break;
  }
  return machines;
}

/** Where the go command looks for it; null where neither NETRC nor HOME is set. */
export function netrcPath(env: Readonly<Record<string, string>>): string | null {
  if (env.NETRC) return env.NETRC;
  return env.HOME ? `${env.HOME}/.netrc` : null;
}
