import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeReal } from '../support/real-tools.ts';
import {
  ask,
  copyZoneinfo,
  makeWorkshop,
  makeWorld,
  removeWorkshop,
  type Workshop,
} from './timezone/world.ts';

/** Both seasons, now and beyond the last transition that a file lists. */
const INSTANTS = ['1768478400', '1784116800', '2210112000', '2225836800'];
const NAMED_ZONES = '/usr/share/zoneinfo';

type Furnish = (root: string) => void;

const put = (root: string, path: string, content: string | Buffer) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
const link =
  (target: string): Furnish =>
  (root) =>
    symlinkSync(target, join(root, 'etc/localtime'));
const copy =
  (zone: string): Furnish =>
  (root) =>
    copyFileSync(`${NAMED_ZONES}/${zone}`, join(root, 'etc/localtime'));
const zones =
  (...parts: Furnish[]): Furnish =>
  (root) => {
    copyZoneinfo(root);
    for (const part of parts) part(root);
  };
/** As Debian 13 without tzdata-legacy: names of before 1993 are gone. */
const withoutLegacy: Furnish = (root) => {
  const legacy = 'PRC Japan EST EST5EDT GMT0 US CET ROK posixrules Asia/Calcutta Eire';
  for (const name of legacy.split(' '))
    rmSync(join(root, NAMED_ZONES, name), { recursive: true, force: true });
};

/** Values of TZ, null for none; what each world is asked. */
const ALL_TZ = [
  null, '', ':', 'UTC', ':UTC', 'Etc/UTC', 'GMT', 'GMT0', 'Zulu', 'Universal',
  'Asia/Shanghai', ':Asia/Shanghai', 'PRC', 'Japan', 'ROK', 'Eire', 'EST', 'CET', 'EST5EDT', 'US/Eastern',
  'America/New_York', 'Europe/London', 'Europe/Dublin', 'Australia/Sydney', 'Asia/Kolkata', 'Asia/Calcutta',
  'America/St_Johns', 'Pacific/Chatham', 'Asia/Kathmandu', 'Africa/Casablanca', 'America/Argentina/Ushuaia',
  'Etc/GMT+8', 'Etc/GMT-14', 'posix/Asia/Tokyo', 'Factory',
  'Asia/Shangai', 'asia/shanghai', 'ASIA/SHANGHAI', 'Asia/Shanghai ', ' Asia/Shanghai', '"Asia/Shanghai"', 'Asia', 'Asia/',
  'CST', 'CST-8', 'CST+8', 'CST-8:30', 'CST-5:45:30', '<+08>-8', '<+0530>-5:30', '<CST>-8', '<AB>-8', 'AB-8', 'ABCDEFGHIJ-8',
  'UTC+8', 'UTC-8', 'UTC0', 'UTC+0', 'GMT+8', 'GMT-8', 'gmt+8', 'UTC+08:00', '+08:00', '+8', '8', 'UTC+25', 'CST-30',
  'EST5EDT,M3.2.0,M11.1.0', 'EST5EDT4,M3.2.0/2,M11.1.0/2', 'CET-1CEST,M3.5.0,M10.5.0/3', 'AEST-10AEDT,M10.1.0,M4.1.0/3',
  'FOO5BAR', 'FOO5BAR,J60,J300', 'FOO5BAR,59,299', 'FOO5BAR,J60/-3,J300/26', 'FOO5BAR,M13.1.0,M11.1.0', 'FOO5BAR,M3.2.0',
  'FOO-2BAR,M3.4.4/50,M10.4.4/50', 'FOO5,', 'FOO5BAR,', 'FOO5BAR3', 'FOO5x', 'FOO5BAR;M3.2.0,M11.1.0',
  '/usr/share/zoneinfo/Asia/Shanghai', '/usr/share/zoneinfo/Europe/Berlin', ':/usr/share/zoneinfo/Asia/Tokyo', '/nonexistent',
  ':/etc/localtime', '/etc/localtime', 'localtime', 'posixrules', '../zoneinfo/Asia/Shanghai', './zi/Asia/Tokyo', '/zi/Asia/Tokyo',
  'Asia/../Asia/Tokyo', 'GB-Eire', 'W-SU', 'NZ-CHAT', '::Asia/Tokyo', 'Asia/Tokyo,x',
] as const; // biome-ignore format: a table
/** Fewer, for worlds that differ in /etc/localtime alone. */
const FEW_TZ = [null, '', 'Asia/Tokyo', 'EST5EDT', 'CST-8', '<+08>-8', ':/etc/localtime'] as const;

const WORLDS: Readonly<Record<string, { furnish: Furnish; tz: readonly (string | null)[] }>> = {
  'all zones, link to Tokyo': { furnish: zones(link('/usr/share/zoneinfo/Asia/Tokyo'), (root) => {
    mkdirSync(join(root, 'zi/Asia'), { recursive: true });
    copyFileSync(`${NAMED_ZONES}/Asia/Tokyo`, join(root, 'zi/Asia/Tokyo'));
  }), tz: ALL_TZ },
  'no legacy zones, link to Berlin': { furnish: zones(withoutLegacy, link('../usr/share/zoneinfo/Europe/Berlin')), tz: ALL_TZ },
  'no zones, no localtime': { furnish: () => {}, tz: ALL_TZ },
  'copy of New York': { furnish: zones(copy('America/New_York')), tz: FEW_TZ },
  'copy of Shanghai, no zones': { furnish: copy('Asia/Shanghai'), tz: FEW_TZ },
  'copy of New York, no zones': { furnish: copy('America/New_York'), tz: FEW_TZ },
  'copy of Tokyo, no zones': { furnish: copy('Asia/Tokyo'), tz: FEW_TZ },
  'copy of Kathmandu, no zones': { furnish: copy('Asia/Kathmandu'), tz: FEW_TZ },
  'link that dangles': { furnish: zones(link('/usr/share/zoneinfo/Asia/Nowhere')), tz: FEW_TZ },
  'link that loops': { furnish: zones(link('localtime')), tz: FEW_TZ },
  'link to an alias': { furnish: zones(link('/usr/share/zoneinfo/PRC')), tz: FEW_TZ },
  'link over two steps': { furnish: zones((root) => symlinkSync('/usr/share/zoneinfo/Europe/London', join(root, 'etc/zone')), link('zone')), tz: FEW_TZ },
  'link to a file elsewhere': { furnish: zones((root) => put(root, 'data/tokyo', Buffer.alloc(0)), (root) => copyFileSync(`${NAMED_ZONES}/Asia/Tokyo`, join(root, 'data/tokyo')), link('/data/tokyo')), tz: FEW_TZ },
  'a directory': { furnish: zones((root) => mkdirSync(join(root, 'etc/localtime'))), tz: FEW_TZ },
  'an empty file': { furnish: zones((root) => put(root, 'etc/localtime', '')), tz: FEW_TZ },
  'text': { furnish: zones((root) => put(root, 'etc/localtime', 'Asia/Tokyo\n')), tz: FEW_TZ },
}; // biome-ignore format: a table

describeReal(
  'timezone agrees with the real runtimes',
  { go: true, nodes: true, root: true, tools: ['gcc', 'musl-gcc', 'chroot', 'ldd'] },
  () => {
    let workshop: Workshop;
    beforeAll(() => {
      workshop = makeWorkshop();
    }, 300_000);
    afterAll(() => removeWorkshop(workshop), 60_000);

    for (const [name, { furnish, tz }] of Object.entries(WORLDS)) {
      it(`where there is: ${name}`, async () => {
        const root = makeWorld(workshop, name.replace(/\W+/g, '-'), furnish);
        const mismatches: string[] = [];
        for (const value of tz)
          mismatches.push(...(await compare(workshop, root, value === null ? {} : { TZ: value })));
        expect(mismatches).toEqual([]);
      }, 300_000);
    }
  },
);

interface Model {
  readonly go: readonly Time[];
  readonly glibc: readonly Time[];
  readonly musl: readonly Time[];
  readonly node: readonly Time[];
  readonly nodeName: string | null;
  readonly quickNode: readonly Time[];
  readonly realNode: { readonly name: string | null; readonly offsets: readonly number[] };
}
interface Time {
  readonly offsetSeconds: number;
  readonly abbreviation: string;
}

async function compare(workshop: Workshop, root: string, env: Record<string, string>): Promise<string[]> {
  const mismatches: string[] = [];
  const differ = (who: string, real: string, model: string) => {
    if (real !== model)
      mismatches.push(`${JSON.stringify(env)} ${who}: really ${real}, by the model ${model}`);
  };
  const libcs = ['glibc', 'musl'] as const;
  const programs = [...workshop.gos.map((version) => `go${version}`), ...libcs];
  const [answers, real] = await Promise.all([
    Promise.all(
      workshop.nodes.map((version) => ask(root, [`/bin/node${version}`, '/model.cjs', ...INSTANTS], env)),
    ),
    Promise.all(programs.map((program) => ask(root, [`/bin/${program}`, ...INSTANTS], env))),
  ]);
  const models = answers.map((answer) => JSON.parse(answer ?? 'null') as Model);
  const [model] = models;
  if (model === undefined) throw new Error('no model');
  for (const [i, program] of programs.entries()) {
    const runtime = program === 'glibc' || program === 'musl' ? program : 'go';
    differ(program, times(real[i] ?? null), show(model[runtime]));
  }
  for (const [i, { realNode, node, nodeName, quickNode }] of models.entries()) {
    const offsets = (list: readonly Time[]) => `${list.map((t) => Math.trunc(t.offsetSeconds / 60) * 60)}`;
    differ(
      `node ${workshop.nodes[i]}`,
      `${realNode.name} ${realNode.offsets}`,
      `${nodeName} ${offsets(node)}`,
    );
    differ(`node ${workshop.nodes[i]}, not asked`, offsets(node.slice(0, 2)), offsets(quickNode.slice(0, 2)));
  }
  return mismatches;
}

function times(output: string | null): string {
  return output === null
    ? 'died'
    : output
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((l) => l.trim())
        .join(', ');
}

function show(model: readonly Time[]): string {
  return model.map((t) => `${t.offsetSeconds} ${t.abbreviation}`.trim()).join(', ');
}
