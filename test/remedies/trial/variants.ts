import { parse, stringify } from 'yaml';
import type { Situation } from '../situation.ts';
import type { Case } from './cases.ts';

/**
 * The same situations where directories are otherwise than anybody expects: with names that have to be quoted (`odd`),
 * behind links (`linked`), on a volume (`mounted`). What a situation has at a place of its own only is meant: that of the system stays.
 */
export const VARIANTS = { odd, linked, mounted } as const;

const ODD = 'it\'s $HOME "q" [x] ü';

/** Directories that are named by a policy, by variables, or by who made the image. */
const OWN = /(?<![\w./-])(\/?)(srv|src|etc\/app|etc\/tls|app)(?![\w-])/g;

function odd(situation: Situation): Situation | null {
  if (JSON.stringify(situation).search(OWN) < 0) return null;
  const { broken = [], commands = [], policy, mounts = [], cwd } = situation;
  return {
    ...(mapped({ ...situation, broken: [], commands: [], policy: '', mounts: [] }, inText) as Situation),
    broken: broken.map(inShell),
    commands: commands.map(inShell),
    mounts: mapped(mounts, inText) as typeof mounts,
    ...(policy === undefined ? {} : { policy: stringify(mapped(parse(policy), inText)) }),
    ...(cwd === undefined ? {} : { cwd: inText(cwd) }),
    rule: situation.rule,
    what: situation.what,
    ...(situation.context === undefined ? {} : { context: situation.context }),
  };
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, change)]));
}

function inText(text: string): string {
  return text.replace(OWN, `$1$2/${ODD.replaceAll('$', '$$$$')}`);
}

/** By the quotes that a place stands in. */
function inShell(line: string): string {
  return line.replace(OWN, (found, _slash, _name, at: number) => {
    const before = line.slice(0, at);
    const single = `'${ODD.replaceAll("'", String.raw`'\''`)}'`;
    const quoted = quoteAt(before);
    if (quoted === '"') return `${found}/${ODD.replace(/["$\\]/g, String.raw`\$&`)}`;
    return quoted === "'" ? `${found}/'${single}'` : `${found}/${single}`;
  });
}

function quoteAt(before: string): string {
  let quoted = '';
  for (let at = 0; at < before.length; at++) {
    const sign = before[at] ?? '';
    if (sign === '\\' && quoted !== "'") at++;
    else if (sign === quoted) quoted = '';
    else if (quoted === '' && /["']/.test(sign)) quoted = sign;
  }
  return quoted;
}

const MOVED = ['srv', 'src', 'app', 'etc/app', 'home/app', 'etc/ssl', 'usr/share/zoneinfo', 'opt/proxy'];

function linked(situation: Situation): Situation | null {
  const { broken = [], go } = situation;
  const lines = MOVED.map((path) => {
    const up = path.replace(/[^/]+/g, '..').replace(/\.\.$/, '');
    const to = `mnt/real/${path.replaceAll('/', '-')}`;
    return `[ ! -d ${path} ] || [ -L ${path} ] || { mkdir -p mnt/real && mv ${path} ${to} && ln -s ${up}${to} ${path}; }`;
  });
  const moved = go?.map((tree) => (tree.includes(' ') ? tree : `${tree} /opt/go-of-${tree}`));
  const first = go?.findIndex((tree) => !tree.includes(' ')) ?? -1;
  const links = first < 0 ? [] : [`mkdir -p usr/local && ln -s ../../opt/go-of-${go?.[first]} usr/local/go`];
  return {
    ...situation,
    ...(moved === undefined ? {} : { go: moved }),
    broken: [...links, ...broken, ...lines],
  };
}

function mounted(situation: Situation): Situation | null {
  const { broken = [], mounts = [] } = situation;
  const made = ['srv', 'src', 'app', 'etc/app'].filter(
    (path) =>
      broken.some((line) => new RegExp(`(?<![\\w./-])${path}(?![\\w-])`).test(line)) &&
      !mounts.some(({ at }) => at.startsWith(`/${path}`)),
  );
  if (made.length === 0) return null;
  const lines = made.map(
    (path) =>
      `mkdir -p $V/of-${path.replace('/', '-')} && [ ! -d ${path} ] || cp -a ${path}/. $V/of-${path.replace('/', '-')}/`,
  );
  return {
    ...situation,
    broken: [...broken, ...lines],
    mounts: [...mounts, ...made.map((path) => ({ at: `/${path}`, volume: `of-${path.replace('/', '-')}` }))],
  };
}

/** The cases of a variant, by its name; what has nothing to vary has none. */
export function as(name: string): (one: Case) => readonly Case[] {
  const vary = Object.entries(VARIANTS).find(([key]) => key === name)?.[1];
  if (vary === undefined) throw new Error(`no variant ${name}`);
  return (one) => {
    const situation = vary(one.situation);
    return situation === null
      ? []
      : [{ ...one, situation: { ...situation, what: `${name}, ${situation.what}` } }];
  };
}
