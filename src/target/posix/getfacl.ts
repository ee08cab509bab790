import type { Acl, AclEntries } from '../file.ts';
import type { Host } from '../host.ts';

/** Time kept back for ending a getfacl that hangs, so that the rest still makes it into the report. */
const RESERVE_MS = 20;

/** What it says of these paths; null where it could not be asked; late where it had no time to answer. */
export async function askGetfacl(
  host: Pick<Host, 'run'>,
  getfacl: string,
  paths: readonly string[],
  remainingMs: number,
): Promise<ReadonlyMap<string, Acl> | null | 'late'> {
  const result = await host.run({
    file: getfacl,
    args: ['-p', '-n', '--', ...paths],
    env: { LC_ALL: 'C' },
    cwd: '/',
    timeoutMs: Math.max(0, remainingMs - RESERVE_MS),
  });
  if (result.kind === 'timed-out') return 'late';
  // Exit 1 says that some path could not be read; what it printed of the others holds.
  return result.kind === 'exited' ? parseGetfacl(result.stdout) : null;
}

/** Output of `getfacl -p -n`, by path. */
export function parseGetfacl(output: string): ReadonlyMap<string, Acl> {
  const acls = new Map<string, Acl>();
  for (const block of output.split('\n\n')) {
    const header = (name: string) => new RegExp(`^# ${name}: (.*)$`, 'm').exec(block)?.[1];
    const path = header('file');
    const owner = Number(header('owner'));
    const group = Number(header('group'));
    if (path === undefined || Number.isNaN(owner) || Number.isNaN(group)) continue;
    const lines = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const defaults = lines.filter((line) => line.startsWith('default:')).map((line) => line.slice(8));
    acls.set(unescapeName(path), {
      owner,
      group,
      access: entriesOf(lines.filter((line) => !line.startsWith('default:'))),
      defaults: defaults.length > 0 ? entriesOf(defaults) : null,
    });
  }
  return acls;
}

function entriesOf(lines: readonly string[]): AclEntries {
  const users = new Map<number, number>();
  const groups = new Map<number, number>();
  const bits = { ownerBits: 0, groupBits: 0, otherBits: 0 };
  let mask: number | null = null;
  for (const line of lines) {
    // A comment behind the entry (#effective:r--) repeats what the mask says.
    const [, tag, qualifier = '', permission = ''] = /^(\w+):(\d*):([r-][w-][x-])/.exec(line) ?? [];
    const value =
      (permission[0] === 'r' ? 4 : 0) + (permission[1] === 'w' ? 2 : 0) + (permission[2] === 'x' ? 1 : 0);
    if (tag === 'mask') mask = value;
    else if (tag === 'other') bits.otherBits = value;
    else if (tag === 'user' && qualifier === '') bits.ownerBits = value;
    else if (tag === 'group' && qualifier === '') bits.groupBits = value;
    else if (tag === 'user') users.set(Number(qualifier), value);
    else if (tag === 'group') groups.set(Number(qualifier), value);
  }
  return { ...bits, mask, users, groups };
}

/** getfacl doubles a backslash and writes control characters as three octal digits. */
function unescapeName(name: string): string {
  return name.replace(/\\(\\|[0-7]{3})/g, (_, code: string) =>
    code === '\\' ? code : String.fromCharCode(Number.parseInt(code, 8)),
  );
}
