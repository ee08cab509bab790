import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Report } from '../../../src/core/documents/report.ts';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { makePem } from '../../support/files/certs.ts';
import { elf } from '../../support/files/elf.ts';
import { archiveOf, dockerArchive, type ImageSpec } from '../../support/files/images/image-writer.ts';
import { attestedLayout, predicateOf } from '../../support/files/images/provenance.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';
import { writeTzif } from '../../support/files/tzif-writer.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { reportIn } from '../../support/runs/report-schema.ts';
import { liveHost } from '../../support/system/live-host.ts';

const CERTIFICATES = makePem({ cn: 'Root CA' });
const TOKYO = writeTzif({ types: [{ offset: 32_400 }], designations: 'JST\0', footer: 'JST-9' });
const BASE: readonly EntrySpec[] = [
  { name: 'etc/' },
  {
    name: 'etc/passwd',
    content: 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n',
  },
  { name: 'etc/os-release', content: 'ID=alpine\nVERSION_ID=3.20\nPRETTY_NAME="Alpine Linux v3.20"\n' },
  { name: 'usr/share/zoneinfo/Asia/Tokyo', content: TOKYO },
  { name: 'etc/ssl/certs/ca-certificates.crt', content: CERTIFICATES },
  { name: 'home/app/', uid: 1000, gid: 1000 },
  { name: 'tmp/', mode: 0o1777 },
];
const FROM = { created_by: '/bin/sh -c #(nop) ADD file:5c0b in / ' };

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'probe-env-cli-image-'));
});
afterAll(() => rmSync(home, { recursive: true }));

async function runMain(argv: readonly string[]) {
  const io = memoryIo(false);
  const code = await main([...argv], sinceNow(liveHost({ PATH: '/usr/bin:/bin' })), io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

let images = 0;
function imageOf(
  steps: readonly (readonly [string, readonly EntrySpec[] | null])[],
  config: ImageSpec['config'] = {},
): string {
  const file = join(home, `${images++}.tar`);
  const layers = steps.flatMap(([, entries]) => (entries === null ? [] : [tarOf(entries)]));
  const history = steps.map(([created_by, entries]) => ({
    created_by,
    ...(entries === null ? { empty_layer: true } : {}),
  }));
  const spec = { layers: [tarOf(BASE), ...layers], history: [FROM, ...history], config };
  writeFileSync(file, archiveOf(dockerArchive(spec)));
  return file;
}

async function reportOf(file: string, ...args: readonly string[]): Promise<Report> {
  const { stdout } = await runMain(['check', '--image', file, '-f', 'json', ...args]);
  return reportIn(stdout);
}

async function blame(file: string, ...args: readonly string[]) {
  const { probes } = await reportOf(file, ...args);
  return Object.fromEntries(
    probes.flatMap(({ findings }) =>
      findings
        .filter(({ severity }) => severity !== 'info')
        .map(({ rule, origin = [] }) => [
          rule,
          origin.map((one) =>
            'file' in one ? `${one.file}:${one.line}` : [one.layer, one.createdBy].join(' '),
          ),
        ]),
    ),
  );
}

describe('check --image', () => {
  it('names the image first, and is ready where it is', async () => {
    const { stdout, code } = await runMain(['check', '--image', imageOf([])]);
    expect(stdout.split('\n')[0]).toMatch(/^READY image app:1\.4 \(linux\/amd64\): /);
    expect(code).toBe(0);
  });

  it('tells machines what it looked at', async () => {
    const file = imageOf([]);
    const { target } = await reportOf(file);
    expect(target).toMatchObject({
      kind: 'image',
      image: { file, reference: 'app:1.4', platform: 'linux/amd64' },
    });
  });

  it('takes user, environment and directory of the image, and what the call says over them', async () => {
    const file = imageOf([], { User: 'app', Env: ['TZ=Asia/Tokyo', 'A=1'], WorkingDir: '/srv/app' });
    const described = async (...args: readonly string[]) =>
      JSON.parse((await runMain(['target', '--image', file, '-f', 'json', ...args])).stdout);
    expect(await described()).toMatchObject({
      identity: { uid: 1000, gid: 1000 },
      cwd: '/srv/app',
      starts: null,
      reason: null,
      environment: expect.arrayContaining([
        expect.objectContaining({ name: 'HOME', value: '/home/app' }),
        expect.objectContaining({ name: 'TZ', value: 'Asia/Tokyo' }),
      ]),
    });
    const other = await described('--user', '7:8', '--cwd', '/tmp', '--env', 'A=2', '--path', '/srv/app');
    expect(other).toMatchObject({ identity: { uid: 7, gid: 8 }, cwd: '/tmp' });
    expect(other.environment).toContainEqual(expect.objectContaining({ name: 'A', value: '2' }));
  });

  it.each<[readonly string[], number, RegExp]>([
    [['--image', '/none/there.tar'], 64, /does not exist; docker save -o app\.tar IMAGE/],
    [['--image', '/etc/passwd'], 66, /cannot be looked at: /],
    [['--image', 'IMAGE', '--root', '/'], 64, /--image excludes --root and --pid/],
    [['--image', 'IMAGE', '--platform', 'a b'], 64, /--platform: "a b" is none/],
    [['--image', 'IMAGE', '--platform', 'linux/s390x'], 64, /no image in it fits\n.*linux\/amd64/],
    [['--image', 'IMAGE', '--user', 'nobody-there'], 64, /--user: there is no user "nobody-there"/],
    [['--image', 'IMAGE', '--cwd', 'relative'], 64, /--cwd/],
    [['--platform', 'linux/arm64'], 64, /--platform speaks of an image/],
  ])('refuses %j with %d', async (args, expected, message) => {
    const file = imageOf([]);
    const { code, stderr } = await runMain(['check', ...args.map((arg) => (arg === 'IMAGE' ? file : arg))]);
    expect(code).toBe(expected);
    expect(stderr).toMatch(message);
  });
});

describe('an image that cannot be started', () => {
  it('is told with the line of its history, and all else that is wrong with it', async () => {
    const file = imageOf(
      [
        ['USER web', null],
        ['ENTRYPOINT ["/app"]', null],
      ],
      { User: 'web', Entrypoint: ['/app'] },
    );
    expect(await blame(file)).toEqual({
      'app/missing': [' ENTRYPOINT ["/app"]'],
      'container/user-missing': [' USER web'],
    });
    const { probes } = await reportOf(file);
    const { status, reason } = probes.find(({ name }) => name === 'permissions') ?? {};
    expect([status, reason]).toEqual(['skip', 'cannot be known of an image: the image has no user web']);
    const { stdout, code } = await runMain(['target', '--image', file, '-f', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      starts: false,
      reason: 'unable to find user web: no matching entries in passwd file',
      identity: { uid: null, gid: null, groups: null },
    });
    expect((await runMain(['check', '--image', file, '--user', '1000'])).stdout).not.toContain(
      'user-missing',
    );
  });

  it('names who of it says what: its program, its label, its health check', async () => {
    const file = imageOf(
      [
        ['COPY app /app', [{ name: 'app', content: 'no program', mode: 0o755 }]],
        ['HEALTHCHECK &{["CMD-SHELL" "curl localhost"] "0s" "0s" "0s" "0s" \'\\x00\'}', null],
        ['CMD ["/app"]', null],
      ],
      { Cmd: ['/app'], Healthcheck: { Test: ['CMD-SHELL', 'curl localhost'] } },
    );
    const blamed = await blame(file);
    expect(blamed['container/program-not-started']).toEqual(['1 COPY app /app', ' CMD ["/app"]']);
    expect(blamed['container/healthcheck-program']?.[0]).toMatch(/^ HEALTHCHECK /);
  });
});

describe('target --image --layers', () => {
  const made = () =>
    imageOf([
      ['ENV A=1', null],
      [
        'RUN rm',
        [
          { name: 'usr/share/.wh.zoneinfo' },
          { name: 'tmp/', mode: 0o700 },
          { name: 'n/' },
          { name: 'n/x', content: 'x' },
        ],
      ],
      ['RUN cp', [{ name: 'n/.wh..wh..opq' }, { name: 'n/y' }, { name: 'etc/passwd', content: '' }]],
    ]);

  it('tells what each layer adds, changes and removes', async () => {
    const { stdout } = await runMain(['target', '--image', made(), '--layers', '-f', 'json']);
    const [lowest, ...layers] = JSON.parse(stdout).layers;
    expect(lowest).toMatchObject({ layer: 0, createdBy: 'ADD file:5c0b in /', removed: [], changed: [] });
    expect(layers).toMatchObject([
      {
        layer: 1,
        createdBy: 'RUN rm',
        bytes: 1,
        added: ['/n', '/n/x'],
        changed: ['/tmp'],
        removed: ['/usr/share/zoneinfo'],
      },
      {
        layer: 2,
        createdBy: 'RUN cp',
        bytes: 0,
        added: ['/n/y'],
        changed: ['/etc/passwd'],
        removed: ['/n/x'],
      },
    ]);
  });

  it('tells it in text, a line each', async () => {
    const { stdout } = await runMain(['target', '--image', made(), '--layers']);
    expect(stdout).toContain(' 1  RUN rm\n       1 byte, 2 paths added, 1 path changed, 1 path removed\n');
    const all = await runMain(['target', '--image', made(), '--layers', '-v']);
    expect(all.stdout).toContain('       - /usr/share/zoneinfo\n');
  });

  it('is refused where there is no image', async () => {
    const { code, stderr } = await runMain(['target', '--layers']);
    expect([code, stderr]).toEqual([64, expect.stringContaining('--layers speaks of an image')]);
  });
});

describe('who is to blame', () => {
  it('is the layer that took something away', async () => {
    const file = imageOf(
      [
        ['/bin/sh -c #(nop)  ENV TZ=Asia/Tokyo', null],
        ['RUN /bin/sh -c apk del tzdata # buildkit', [{ name: 'usr/share/.wh.zoneinfo' }]],
      ],
      { Env: ['TZ=Asia/Tokyo'] },
    );
    expect(await blame(file)).toEqual({
      'timezone/zoneinfo-missing': ['1 RUN apk del tzdata', ' ENV TZ=Asia/Tokyo'],
    });
  });

  it('is the layer that wrote something', async () => {
    const file = imageOf([
      ['COPY certs /etc/ssl/certs # buildkit', [{ name: 'etc/ssl/certs/ca-certificates.crt', content: '' }]],
      ['RUN /bin/sh -c true', []],
    ]);
    expect(await blame(file)).toEqual({ 'ca-certs/empty': ['1 COPY certs /etc/ssl/certs'] });
  });

  it('is the line that set a variable, and no option of this call', async () => {
    const env = { Env: ['TZ=Asia/Tokio'] };
    const file = imageOf([['ENV LANG=C TZ=Asia/Tokio', null]], env);
    expect(await blame(file)).toEqual({ 'timezone/tz-unknown': [' ENV LANG=C TZ=Asia/Tokio'] });
    expect(await blame(imageOf([]), '--env', 'TZ=Asia/Tokio')).toEqual({ 'timezone/tz-unknown': [] });
  });

  it('is the layer of the directory, and the line that set the user', async () => {
    const file = imageOf(
      [
        ['RUN /bin/sh -c mkdir /data', [{ name: 'home/app/', uid: 0, gid: 0 }]],
        ['USER app', null],
      ],
      { User: 'app', Env: ['GOPROXY=https://proxy.golang.org'] },
    );
    expect((await blame(file, '--only', 'permissions'))['permissions/home-unwritable']).toEqual([
      '1 RUN mkdir /data',
      ' USER app',
    ]);
  });

  /** A zone is set in one line, and its data are taken away in another; a copy empties the certificates. */
  const spoiled = () =>
    imageOf(
      [
        ['ENV TZ=Asia/Tokyo', null],
        [
          'COPY certs /etc/ssl/certs # buildkit',
          [{ name: 'etc/ssl/certs/ca-certificates.crt', content: '' }],
        ],
        ['RUN /bin/sh -c apk del tzdata # buildkit', [{ name: 'usr/share/.wh.zoneinfo' }]],
        ['USER app', null],
      ],
      { User: 'app', Env: ['TZ=Asia/Tokyo'] },
    );
  /** A certificate that is made here has a signature of this or that length. */
  const steady = (text: string, file: string) =>
    text
      .replaceAll(file, 'app.tar')
      .replace(/· [\d.]+ m?s/, '· 240 ms')
      .replace(/\d+ bytes, 0 packages/, '884 bytes, 0 packages');

  it('stands in the text as the README shows it', async () => {
    const file = spoiled();
    const { stdout } = await runMain(['check', '--image', file]);
    await expect(`$ probe-env check --image app.tar\n${steady(stdout, file)}`).toMatchFileSnapshot(
      'image.golden.txt',
    );
  });

  it('stands in JSON and in annotations', async () => {
    const file = spoiled();
    const { probes } = await reportOf(file);
    const findings = probes.flatMap((probe) => probe.findings);
    const github = steady((await runMain(['check', '--image', file, '-f', 'github'])).stdout, file);
    await expect(
      `${JSON.stringify(findings, ['rule', 'origin', 'layer', 'digest', 'createdBy'], 2)}\n\n${github}`,
    ).toMatchFileSnapshot('image-origin.golden.txt');
  });

  it('stands in the text with the line of the Dockerfile where BuildKit attested it', async () => {
    const file = join(home, 'attested.tar');
    const layers = [tarOf(BASE), tarOf([{ name: 'usr/share/.wh.zoneinfo' }])];
    const history = [FROM, { created_by: 'RUN /bin/sh -c apk del tzdata # buildkit' }];
    const steps = (digests: readonly string[]) =>
      [1, 4].map((line, at) => ({ layers: digests.slice(0, at + 1), line }));
    const image = { layers, history, config: { Env: ['TZ=Asia/Tokyo'] } };
    const parts = attestedLayout(image, (digests) => predicateOf(steps(digests), '1'), { version: '1' });
    writeFileSync(file, archiveOf(parts));
    const { stdout } = await runMain(['check', '--image', file]);
    expect(stdout).toContain('    └ Dockerfile:4, layer 1: RUN apk del tzdata\n');
    const { probes } = await reportOf(file);
    const origins = probes.flatMap(({ findings }) => findings.flatMap(({ origin = [] }) => origin));
    expect(origins).toContainEqual(expect.objectContaining({ layer: 1, file: 'Dockerfile', line: 4 }));
  });

  it('stands in the text, one line each, without what a build was given', async () => {
    const file = imageOf([
      [
        'RUN |1 TOKEN=s3cret /bin/sh -c curl -H "Authorization: Bearer abcdefghijklmnop" x && rm /etc/ssl/certs/ca-certificates.crt # buildkit',
        [{ name: 'etc/ssl/certs/.wh.ca-certificates.crt' }],
      ],
    ]);
    const { stdout } = await runMain(['check', '--image', file]);
    expect(stdout).toMatch(/^ {4}└ layer 1: RUN curl -H/m);
    expect(stdout).not.toMatch(/s3cret|abcdefghijklmnop/);
    const github = await runMain(['check', '--image', file, '-f', 'github']);
    expect(github.stdout).toContain('%0A└ layer 1: RUN curl');
  });
});

describe('init --image', () => {
  it('writes limits with room, which the image keeps, and a larger one does not', async () => {
    const PROGRAM = Buffer.concat([elf({}), Buffer.alloc(3 * 1024 * 1024)]);
    const server: EntrySpec = { name: 'app/server', content: PROGRAM, mode: 0o755 };
    const small = imageOf([['COPY server /app/', [server]]], { Entrypoint: ['/app/server'] });
    const { stdout, stderr } = await runMain(['init', '--image', small]);
    expect(stderr).toBe('');
    expect(parse(stdout).image).toEqual({
      maxLayers: 4,
      maxBytes: '4MiB',
      maxProgramBytes: '4MiB',
      static: true,
      packages: 'none',
    });
    const policy = join(home, 'policy.yaml');
    writeFileSync(policy, stdout);
    expect((await runMain(['check', '--image', small, '-c', policy])).code).toBe(0);
    const more = Array.from(
      { length: 4 },
      (_, i) => [`COPY ${i} /`, [{ name: `${i}`, content: PROGRAM }]] as const,
    );
    const large = imageOf([['COPY server /app/', [server]], ...more], { Entrypoint: ['/app/server'] });
    const found = JSON.parse(
      (await runMain(['check', '--image', large, '-c', policy, '-f', 'json'])).stdout,
    ) as Report;
    expect(found.probes.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual(
      expect.arrayContaining(['image/too-many-layers', 'image/too-large']),
    );
  });
});

describe('what layers hold', () => {
  it('is blamed on the layer that has it and the one that deletes it', async () => {
    const file = imageOf([
      ['COPY .netrc /root/', [{ name: 'root/.netrc', content: 'machine x login y password hunter2x\n' }]],
      ['ENV A=1', null],
      ['RUN rm /root/.netrc', [{ name: 'root/.wh..netrc', content: '' }]],
    ]);
    expect(await blame(file)).toMatchObject({
      'image/secret-removed-late': ['1 COPY .netrc /root/', '2 RUN rm /root/.netrc'],
    });
    expect((await runMain(['check', '--image', file, '-f', 'json'])).stdout).not.toContain('hunter2');
  });

  it('is unchecked where there is no image, and what the policy asks of it is told', async () => {
    const policy = join(home, 'limits.yaml');
    writeFileSync(policy, 'image:\n  maxLayers: 5\n');
    const { stdout } = await runMain(['check', '-c', policy, '--only', 'umask,image', '-f', 'json']);
    const { probes, unchecked } = reportIn(stdout);
    expect(probes.map(({ name, status }) => `${name} ${status}`)).toContain('image skip');
    expect(unchecked).toEqual([
      {
        field: 'image.maxLayers',
        probe: 'image',
        why: 'image was skipped: about an image that is not running, which --image FILE names',
      },
    ]);
  });
});
