import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goVersion } from '../../../probes/go-version/index.ts';
import { bestOf } from '../../../src/core/remedy/text.ts';
import type { Host } from '../../../src/target/host.ts';
import { readImage } from '../../../src/target/image/image.ts';
import { imageHost } from '../../../src/target/image/image-host.ts';
import { configOf, sha256 } from '../../support/files/images/image-writer.ts';
import { replaceFile, workshop } from '../../support/go/broken-go.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { cleanEnv, describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

const TOOLS = `pkg/tool/linux_${process.arch === 'x64' ? 'amd64' : process.arch}`;
/** What the probe asks for beside; the whole tree in `npm run test:deep`. */
const PARTS = WHOLE
  ? null
  : [
      ...['VERSION', 'go.env', 'bin/go', 'pkg/include', 'src/runtime', 'src/fmt'],
      ...['compile', 'link', 'asm'].map((name) => `${TOOLS}/${name}`),
    ];
const GO = 'go/bin/go';
const ARCHIVE = 'go1.26.linux-amd64.tar.gz';

describeReal(
  'the toolchain against the list of its release',
  { go: true, tools: ['tar', 'sha256sum'] },
  () => {
    const newest = goToolchains().at(-1);
    let shop: string;
    let list: string;
    const place = (path: string) => join(shop, 'go', path);

    beforeAll(async () => {
      if (newest === undefined) return;
      shop = fs.realpathSync(workshop(newest));
      const release = join(shop, 'release/go');
      fs.mkdirSync(release, { recursive: true });
      for (const part of PARTS ?? fs.readdirSync(newest.goroot)) {
        fs.mkdirSync(join(release, part, '..'), { recursive: true });
        execFileSync('cp', ['-al', join(newest.goroot, part), join(release, part)]);
      }
      execFileSync('tar', ['-I', 'gzip -1', '-cf', ARCHIVE, '-C', join(shop, 'release'), 'go'], {
        cwd: shop,
      });
      list = join(shop, 'go1.26.sha256');
      // As the remedy says.
      const { findings } = await judged(liveHost(cleanEnv({ PATH: join(release, 'bin') })));
      expect(findings.map(({ rule }) => rule)).toEqual(['go-version/checksums-unusable']);
      const rule = (await goVersion.rules())['checksums-unusable'];
      const lines = rule?.remedies?.(findings[0]?.args, { family: 'debian' } as never) ?? [];
      const script = bestOf(lines).flatMap((remedy) => remedy.lines);
      for (const line of script) execFileSync('sh', ['-ec', line], { cwd: shop, env: cleanEnv() });
      fs.rmSync(join(shop, 'release'), { recursive: true });
    }, 300_000);
    afterAll(() => removeTree(shop));

    const live = () => liveHost(cleanEnv({ PATH: join(shop, 'go/bin') }));
    const judged = (host: Host) =>
      judgeHost(goVersion, host, {
        policy: { goVersion: { checksums: list } },
        deadlineMs: host.monotonic() + 240_000,
      });
    const rulesOf = async (host: Host) => {
      const { findings, incomplete } = await judged(host);
      return [
        ...findings.map(({ rule, args }) => [rule.slice(11), 'paths' in args ? args.paths : undefined]),
        ...(incomplete === undefined ? [] : [incomplete]),
      ];
    };
    /** Does it, looks, and undoes it. */
    const tampered = async (path: string, content: string | Buffer | null, look: () => Promise<unknown>) => {
      const was = fs.existsSync(place(path)) ? fs.readFileSync(place(path)) : null;
      const mode = was === null ? 0 : fs.statSync(place(path)).mode;
      if (content === null) fs.rmSync(place(path));
      else replaceFile(place(path), content, mode || 0o644);
      try {
        return await look();
      } finally {
        if (was === null) fs.rmSync(place(path));
        else replaceFile(place(path), was, mode);
      }
    };
    const look = () => rulesOf(live());

    it('finds nothing where it is as listed', async () => {
      expect(await look()).toEqual([]);
      expect(fs.readFileSync(list, 'utf8').split('\n').length).toBeGreaterThan(100);
    }, 120_000);

    it('finds one bit of the compiler', async () => {
      const compile = `${TOOLS}/compile`;
      const bytes = fs.readFileSync(place(compile));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      expect(await tampered(compile, bytes, look)).toEqual([['toolchain-changed', [place(compile)]]]);
    }, 120_000);

    it('finds a file that is gone, and one that is more', async () => {
      expect(await tampered('src/fmt/errors.go', null, look)).toEqual([
        ['toolchain-incomplete', [place('src/fmt/errors.go')]],
      ]);
      expect(await tampered('src/fmt/backdoor.go', 'package fmt\n', look)).toEqual([
        ['toolchain-added', [place('src/fmt/backdoor.go')]],
      ]);
    }, 120_000);

    it('finds a VERSION that is another release’s, and a whole release', async () => {
      expect(await tampered('VERSION', 'go1.26.99\ntime 2026-11-01T00:00:00Z\n', look)).toEqual([
        ['goroot-mismatch', undefined],
        ['toolchain-changed', [place('VERSION')]],
      ]);
      const [oldest] = goToolchains().slice(-2);
      if (oldest === undefined || oldest === newest) return;
      const { findings } = await judged(liveHost(cleanEnv({ PATH: join(oldest.goroot, 'bin') })));
      expect(findings.map(({ rule }) => rule)).toContain('go-version/toolchain-other');
      expect(findings.map(({ rule }) => rule)).not.toContain('go-version/toolchain-changed');
    }, 120_000);

    it('says the same of an image that has it, whose layers are read once more for that', async () => {
      const archive = () => {
        fs.mkdirSync(join(shop, 'image'), { recursive: true });
        execFileSync('tar', [
          '-cf',
          join(shop, 'image/layer.tar'),
          '-C',
          shop,
          '--transform',
          's,^go,usr/local/go,',
          'go',
        ]);
        const layer = fs.readFileSync(join(shop, 'image/layer.tar'));
        const config = configOf({ layers: [layer], config: { Env: ['PATH=/usr/local/go/bin'] } });
        const name = `${sha256(config)}.json`;
        fs.writeFileSync(join(shop, 'image', name), config);
        const manifest = [{ Config: name, RepoTags: ['go:1'], Layers: ['layer.tar'] }];
        fs.writeFileSync(join(shop, 'image/manifest.json'), JSON.stringify(manifest));
        return join(shop, 'image');
      };
      const lookAtImage = async () => {
        const image = await readImage(archive(), { platform: null, name: null });
        const asker = live();
        for (;;) {
          const { host, missed } = imageHost(asker, image, { file: 'image', user: null, cwd: null, env: {} });
          // Nothing in it is run: what go says is asked of the one beside it.
          const seen = {
            ...host,
            asker,
            run: (spec: Parameters<Host['run']>[0]) => asker.run({ ...spec, file: join(shop, GO) }),
          };
          const said = await rulesOf(seen);
          if (missed.size === 0 || !(await image.fetch(missed))) return said;
        }
      };
      expect(await lookAtImage()).toEqual([]);
      const patched = fs
        .readFileSync(place('src/fmt/print.go'), 'utf8')
        .replace('package fmt', 'package  fmt');
      expect(await tampered('src/fmt/print.go', patched, lookAtImage)).toEqual([
        ['toolchain-changed', ['/usr/local/go/src/fmt/print.go']],
      ]);
      expect(await tampered('pkg/tool/x', 'x', lookAtImage)).toEqual([
        ['toolchain-added', ['/usr/local/go/pkg/tool/x']],
      ]);
    }, 240_000);
  },
);
