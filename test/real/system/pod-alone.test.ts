import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { checkPod, findingsIn, manifestOf } from '../../support/files/alone.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal, goToolchains } from '../../support/system/real-tools.ts';

/* What is said of go's variables in a manifest without its image is what is said with each real go in it. */

const ENVIRONMENTS: readonly Readonly<Record<string, string>>[] = [
  { GOFLAGS: '-mod=vendro', GOPROXY: 'nonsense' },
  { GOFLAGS: '-mod=vendor -trimpath', GOPROXY: 'https://a.example,off,direct', GOSUMDB: 'off' },
  { GOPROXY: ',', GOTOOLCHAIN: 'go99', GOINSECURE: '*.corp.example' },
  { GOPROXY: 'http://u:p@a.example', GOSUMDB: 'sum.example', GOAUTH: 'none;x', GOBIN: 'bin' },
  { GO111MODULE: 'yes', GOPROXY: 'nonsense' },
  { GOPATH: 'relative', GOFLAGS: 'x' },
  { GOOS: 'linux', GOARCH: 'arm46', GOPRIVATE: 'https://git.corp.example' },
  { CGO_ENABLED: 'false', GOVCS: 'x', GOCACHE: '"/cache"' },
];

describeReal('go in a manifest without its image', { go: true }, () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'probe-env-alone-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  // From 1.21 on go reads go.env; what is older is out of support, and its image is not judged without it.
  const recent = goToolchains().filter(({ version }) => Number(version.split('.')[1]) >= 21);
  const chosen = [recent[0], recent.at(-1)].filter((one) => one !== undefined);

  it.each(chosen)('is found with Go $version too', async ({ goroot }) => {
    let found = 0;
    for (const env of ENVIRONMENTS) {
      const io = memoryIo();
      const host = sinceNow(liveHost({ ...env, PATH: `${goroot}/bin`, HOME: directory }));
      await main(['check', '-f', 'json', '--only', 'go-env', '--timeout', '20s'], host, io);
      const whole = findingsIn(JSON.parse(io.stdout())).map(({ rule }) => rule);
      const alone = findingsIn(await checkPod(directory, manifestOf(env))).map(({ rule }) => rule);
      found += alone.length;
      for (const rule of alone) expect(whole, JSON.stringify(env)).toContain(rule);
    }
    expect(found).toBeGreaterThan(8);
  });
});
