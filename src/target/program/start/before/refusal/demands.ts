import type { Host } from '../../../../host.ts';
import { isListed } from '../accounts.ts';
import type { Refusal } from '../grammar/options.ts';
import type { Reading } from './values.ts';

/** How many words it has to have, those in front of the program among them. */
const NEEDS: Readonly<Record<string, number>> = {
  ...{ setpriv: 1, timeout: 2, stdbuf: 1, nohup: 1, setsid: 1, taskset: 2, gosu: 2, 'su-exec': 2, flock: 1 },
  ...{ tini: 1, 'tini-static': 1, 'docker-init': 1, 'dumb-init': 1, catatonit: 1 },
};

/** What goes with what: a program that asks for more than it is given, or takes not both. */
export function unmet(reading: Reading, host: Host): Refusal | null {
  const { program, maker, options, words } = reading;
  const lacks = (what: string): Refusal => ({ option: null, why: 'lacks', what });
  const has = (name: string) => options.some((option) => option.name === name);
  const clash = program === 'setpriv' && maker === 'util-linux' ? ofSetpriv(reading, host) : null;
  if (clash !== null) return clash;
  const [, text, , beyond] = words;
  if (program === 'flock' && /^-(?:c|-command)$/.test(text ?? '') && beyond !== undefined)
    return { option: text ?? null, why: 'unwanted-value', what: null };
  const stays = program === 'chroot' ? options.find(({ name }) => name === 'skip-chdir') : undefined;
  const [root = '/'] = words;
  if (stays !== undefined && !isOwnRoot(host, root)) return { option: stays.as, why: 'clashes', what: root };
  const asUser = program === 'runuser' && has('u');
  const other = asUser ? options.find(({ name }) => 'cslf'.includes(name)) : undefined;
  if (other !== undefined) return { option: other.as, why: 'clashes', what: '--user' };
  if (program === 'stdbuf' && options.length === 0) return lacks('-i, -o or -e');
  if (program === 'choom' && !has('n')) return lacks('-n');
  if (program === 'ionice' && maker === 'busybox' && !has('c')) return lacks('-c');
  return words.length < (NEEDS[program] ?? (asUser ? 1 : 0)) ? lacks('a program') : null;
}

/** False is sure. */
function isOwnRoot(host: Host, path: string): boolean {
  const there = host.stat(path);
  const root = host.stat('/');
  return !there.ok || !root.ok || (there.value.ino === root.value.ino && there.value.dev === root.value.dev);
}

const PARTS: Readonly<Record<string, readonly string[]>> = {
  reuid: ['ruid', 'euid'],
  regid: ['rgid', 'egid'],
};
/** One may have them as often as one likes. */
const OFTEN = ['securebits', 'landlock-rule', 'landlock-access', 'reset-env'];
const GROUPS = ['groups', 'clear-groups', 'keep-groups', 'init-groups'];

function ofSetpriv({ options }: Reading, host: Host): Refusal | null {
  const seen = new Set<string>();
  for (const { name, as } of options) {
    const all = PARTS[name] ?? [name];
    if (all.some((one) => seen.has(one)) && !OFTEN.includes(name))
      return { option: as, why: 'twice', what: null };
    for (const one of all) seen.add(one);
  }
  const [first, second] = options.filter(({ name }) => GROUPS.includes(name));
  if (first !== undefined && second !== undefined)
    return { option: second.as, why: 'clashes', what: first.as };
  const setsGroup = options.find(({ name }) => name.endsWith('gid'));
  if (setsGroup !== undefined && first === undefined)
    return { option: setsGroup.as, why: 'lacks', what: GROUPS.map((name) => `--${name}`).join(', ') };
  if (first?.name !== 'init-groups') return null;
  const user = options.find(({ name }) => name === 'reuid' || name === 'ruid');
  if (user === undefined) return { option: first.as, why: 'lacks', what: '--reuid' };
  return isListed(host, user.value) ? null : { option: first.as, why: 'value', what: user.value };
}
