import { describe, expect, it } from 'vitest';
import { image } from '../../../probes/image/index.ts';
import { KINDS } from '../../../probes/image/kinds.ts';
import { type ImagePolicy, policy } from '../../../probes/image/policy.ts';
import { elf } from '../../support/files/elf.ts';
import type { EntrySpec } from '../../support/files/images/tar-writer.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { file, hostOf } from './image-host.ts';
import { KEY } from './secret-files.ts';

const APP = elf({});
const DYNAMIC = elf({ interpreter: '/lib/ld-musl-x86_64.so.1' });
const APK = 'P:musl\nV:1\n\nP:busybox\nV:1\n';
const program = (content: Buffer): EntrySpec => file('bin/app', content, { mode: 0o755 });
const LAYERS = [
  [program(APP), file('lib/apk/db/installed', APK), file('etc/baseline', 'VERSION="1.4.2"\n')],
  [file('srv/a', 'four')],
];
const BYTES = LAYERS.flat().reduce((sum, { content = '' }) => sum + Buffer.from(content).length, 0);
const BASELINE = { file: '/etc/baseline', version: '1.4.2' };

async function found(section: Partial<ImagePolicy>, layers = LAYERS): Promise<readonly string[]> {
  const host = hostOf(layers, { Cmd: ['/bin/app'] });
  const { findings } = await judgeHost(image, host, { policy: { image: section }, profile: 'runtime' });
  const rules = await image.rules();
  return findings.map(({ rule, severity }) => {
    const id = rule.slice('image/'.length);
    return `${id} ${severity ?? rules[id]?.severity}`;
  });
}

/** What is asked: of the image above it holds, or it does not, by the least that there is. */
const ASKED: readonly (readonly [Partial<ImagePolicy>, Partial<ImagePolicy>, string])[] = [
  [{ maxLayers: 2 }, { maxLayers: 1 }, 'too-many-layers'],
  [{ maxBytes: BYTES }, { maxBytes: BYTES - 1 }, 'too-large'],
  [{ maxProgramBytes: APP.length }, { maxProgramBytes: APP.length - 1 }, 'program-too-large'],
  [{ packages: ['busybox', 'musl'] }, { packages: ['busybox'] }, 'packages-unwanted'],
  [{ packages: null }, { packages: 'none' }, 'packages-unwanted'],
  [{ baseline: BASELINE }, { baseline: { ...BASELINE, version: '1.4' } }, 'baseline-differs'],
  [{ baseline: BASELINE }, { baseline: { ...BASELINE, file: '/etc/none' } }, 'baseline-missing'],
  [{ baseline: BASELINE }, { baseline: { ...BASELINE, file: '/etc' } }, 'baseline-unreadable'],
];

/** Something of each kind, and nothing of another. */
const LEFT: Readonly<Record<string, EntrySpec>> = {
  'package-lists': file('var/lib/apt/lists/deb.example_Packages'),
  'package-cache': file('var/cache/apt/pkgcache.bin'),
  'home-cache': file('root/.cache/pip/x'),
  'go-build-cache': file(`opt/cache/ab/${'ab'.repeat(32)}-d`),
  'module-cache': file('go/pkg/mod/cache/download/a.zip'),
  git: file('app/.git/HEAD'),
  compiler: file('usr/bin/gcc', 'x', { mode: 0o755 }),
  secret: file('root/.ssh/id_ed25519', KEY),
  'set-uid': file('bin/su', 'x', { mode: 0o4755 }),
  'world-writable': { name: 'srv/data/', mode: 0o777 },
};

describe('what a policy asks of an image', () => {
  it.each(ASKED)('%j holds, and %j does not: %s', async (holds, fails, rule) => {
    expect(await found(holds)).toEqual([]);
    expect(await found(fails)).toEqual([`${rule} error`]);
  });

  it('static holds of a program without a loader alone', async () => {
    expect(await found({ static: true })).toEqual([]);
    expect(await found({ static: true }, [[program(DYNAMIC)]])).toEqual(['program-dynamic error']);
    expect(await found({ static: false }, [[program(DYNAMIC)]])).toEqual([]);
  });

  it('packages: none holds of an image without a database', async () => {
    expect(await found({ packages: 'none' }, [[program(APP)]])).toEqual([]);
  });

  it.each(KINDS)('leftovers: %s is an error where it is forbidden, by kind and by place', async (kind) => {
    const left = LEFT[kind];
    if (left === undefined) throw new Error(`no example of ${kind}`);
    const layers = [[program(APP), left]];
    const usual = await found({}, layers);
    expect(usual).toHaveLength(1);
    const [rule = ''] = usual.map((one) => one.split(' ')[0]);
    expect(await found({ leftovers: { forbidden: [kind] } }, layers)).toEqual([`${rule} error`]);
    const place = `/${left.name.split('/').slice(0, 2).join('/')}`;
    expect(await found({ leftovers: { forbidden: [place] } }, layers)).toEqual([`${rule} error`]);
    const others = KINDS.filter((other) => other !== kind);
    expect(await found({ leftovers: { forbidden: others } }, layers)).toEqual(usual);
    expect(await found({ leftovers: { forbidden: [kind] } }, [[program(APP)]])).toEqual([]);
  });

  it('is in these tests, whatever it is', () => {
    const tried = [...ASKED.flatMap(([holds]) => Object.keys(holds)), 'static', 'leftovers'];
    expect([...new Set(tried)].sort()).toEqual([...(policy.demands ?? [])].sort());
  });
});
