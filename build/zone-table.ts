import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AREAS } from '../probes/timezone/database/areas.ts';

/**
 * Writes probes/timezone/database/table.ts from compiled zone data and their tzdata.zi: `npm run zone-table`, with
 * the directory of the data as argument where it is not the one of this machine.
 */
const ROOT = new URL('..', import.meta.url).pathname;
const data = process.argv[2] ?? '/usr/share/zoneinfo';

/**
 * Names that tzdata links to a zone of the same rules, and for which it notes another name of the same place
 * (the comments `#=` in its file `backward`).
 */
const SAME_PLACE: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'Africa/Timbuktu': 'Africa/Bamako',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Virgin': 'America/St_Thomas',
  'Antarctica/South_Pole': 'Antarctica/McMurdo',
  Iceland: 'Atlantic/Reykjavik',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Pacific/Yap': 'Pacific/Chuuk',
};

/** Zones in upstream's `backward` since 2024b; data that are packed with their own history keep them as zones. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  CET: 'Europe/Brussels',
  CST6CDT: 'America/Chicago',
  EET: 'Europe/Athens',
  EST: 'America/Panama',
  EST5EDT: 'America/New_York',
  HST: 'Pacific/Honolulu',
  MET: 'Europe/Brussels',
  MST: 'America/Phoenix',
  MST7MDT: 'America/Denver',
  PST8PDT: 'America/Los_Angeles',
  WET: 'Europe/Lisbon',
};

/** Zones whose clock in the years to come is in transitions beside the footer: Ramadan. */
const BEYOND_THE_FOOTER = ['Africa/Casablanca', 'Africa/El_Aaiun', 'Asia/Gaza', 'Asia/Hebron'];

const zi = readFileSync(join(data, 'tzdata.zi'), 'latin1');
const current = new Set(
  readFileSync(join(data, 'zone.tab'), 'latin1')
    .split('\n')
    .map((line) => line.split('\t')[2]),
);
const links = new Map(
  [...zi.matchAll(/^L (\S+) (\S+)$/gm)].map(([, target = '', name = '']) => [name, target] as const),
);
const zones = [...zi.matchAll(/^Z (\S+)/gm)].map(([, name = '']) => name);

const old = new Map<string, string>();
for (const [name, target] of [...links, ...Object.entries(ABBREVIATIONS)]) {
  // A link that the list of today's zones has is no old name.
  if (!current.has(name) && !name.startsWith('Etc/') && name !== 'UTC') {
    old.set(name, SAME_PLACE[name] ?? ABBREVIATIONS[name] ?? target);
  }
}

function footer(name: string): string {
  if (BEYOND_THE_FOOTER.includes(name)) return '?';
  const text = readFileSync(join(data, name), 'latin1').trimEnd();
  return text.slice(text.lastIndexOf('\n') + 1);
}

const named = [...zones, ...current]
  .filter((name): name is string => name?.includes('/') === true && !old.has(name))
  .filter((name, i, all) => !name.startsWith('Etc/') && all.indexOf(name) === i);

/** `key name name` in lines, areas as one letter. */
function lines(pairs: readonly (readonly [string, string])[]): string {
  const groups = new Map<string, string[]>();
  for (const [key, name] of pairs) groups.set(key, [...(groups.get(key) ?? []), short(name)]);
  return [...groups]
    .map(([key, names]) => [key, ...names.sort()].join(' '))
    .sort()
    .join('\n');
}

function short(name: string): string {
  const area = Object.entries(AREAS).find(([, prefix]) => name.startsWith(prefix));
  return area === undefined ? name : area[0] + name.slice(area[1].length);
}

const [, version = ''] = /^# version (\S+)/.exec(zi) ?? [];
writeFileSync(
  join(ROOT, 'probes/timezone/database/table.ts'),
  `// Made by npm run zone-table from tzdata ${version} (public domain). Areas are one letter: areas.ts.
export const VERSION = '${version}';

/** \`RULE NAME…\`: what the footer of each zone's file says of the years to come; \`?\` where that is not all. */
export const RULES = \`
${lines(named.map((name) => [footer(name), name]))}
\`;

/** \`NAME OLD…\`: names that were replaced, and are no zones of today's list. */
export const OLD_NAMES = \`
${lines([...old].map(([name, target]) => [short(target), name]))}
\`;
`,
);
console.log(`tzdata ${version}: ${named.length} zones, ${old.size} old names`);
