import { describe, expect, it } from 'vitest';
import { goVersion } from '../../../probes/go-version/index.ts';
import { parseReleaseList } from '../../../probes/go-version/provenance/list.ts';
import { fail } from '../../../src/target/result.ts';
import { releaseList } from '../../support/files/release-list.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { link, type Tree } from '../../support/memory/tree.ts';
import { golangImage, goTree } from '../../support/memory/trees/go-version.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

const A = 'a'.repeat(64);
const B = 'B'.repeat(64);
const GOROOT = '/usr/local/go';

function parsed(...lines: readonly string[]) {
  const list = parseReleaseList(lines.join('\n'));
  return 'files' in list ? Object.fromEntries(list.files) : list;
}

describe('the list of a release', () => {
  it.each([
    ['of a directory', [`${A}  ./VERSION`, `${B}  ./bin/go`]],
    ['of the directory above it', [`${A}  go/VERSION`, `${B}  go/bin/go`, `${A}  other/VERSION`]],
    ['by absolute paths, as binary', [`${A} */usr/local/go/VERSION`, `${B} */usr/local/go/bin/go`]],
    ['with tags', [`SHA256 (VERSION) = ${A}`, `SHA256 (bin/go) = ${B}`]],
    [
      'with ends of line of Windows, comments and empty lines',
      [`# go1.26\r`, '\r', `${A}  VERSION\r`, `${B}  bin/go`],
    ],
  ])('%s', (_, lines) => {
    expect(parsed(...lines)).toEqual({ VERSION: A, 'bin/go': B.toLowerCase() });
  });

  it('takes the uppermost tree where one lies in the other', () => {
    const inner = [`${B}  go/src/testdata/VERSION`, `${B}  go/src/testdata/bin/go`];
    expect(Object.keys(parsed(...inner, `${A}  go/VERSION`, `${A}  go/bin/go`))).toHaveLength(4);
  });

  it('reads escapes of names', () => {
    expect(parsed(`\\${A}  src/a\\nb\\\\c`, `${A}  VERSION`, `${A}  bin/go`)).toHaveProperty(['src/a\nb\\c']);
  });

  it.each([
    ['a line of something else', [`${A}  VERSION`, 'go1.26.10 linux amd64'], { why: 'line', line: 2 }],
    ['a hash of another kind', [`${'a'.repeat(40)}  VERSION`], { why: 'line', line: 1 }],
    ['the checksum of an archive', [`${A}  go1.26.10.linux-amd64.tar.gz`], { why: 'archive', line: 1 }],
    ['a VERSION without a go', [`${A}  VERSION`], { why: 'no-toolchain' }],
    ['nothing', [''], { why: 'no-toolchain' }],
  ])('is none of %s', (_, lines, why) => {
    expect(parsed(...lines)).toEqual(why);
  });
});

describe('the toolchain against its list', () => {
  const tree = goTree();
  const look = async (
    list: string,
    files: Tree = {},
    more: Partial<Parameters<typeof judgeHost>[2]> = {},
  ) => {
    const image = golangImage();
    const host = memoryHost({ ...image, trees: [tree, { '/go.sha256': list, ...files }] });
    return judgeHost(goVersion, host, { policy: { goVersion: { checksums: '/go.sha256' } }, ...more });
  };
  const whole = releaseList(tree, GOROOT);

  it('says how many files are as listed', async () => {
    const { rules, facts } = await look(whole);
    expect(rules).toEqual([]);
    expect(goVersion.summary(facts)).toBe('go1.26.10 linux/amd64 at /usr/local/go, 8 files as listed');
    expect((await goVersion.report(facts, memoryHost())).checksums).toEqual({
      list: '/go.sha256',
      listed: 8,
      compared: 8,
      changed: 0,
      missing: 0,
      added: 0,
    });
  });

  it('says each kind of difference, with its files', async () => {
    const files = {
      [`${GOROOT}/VERSION`]: 'go1.26.10\n',
      [`${GOROOT}/bin/gofmt2`]: '',
    };
    const { findings } = await look(`${whole}${A}  ./src/os/file.go\n`, files);
    expect(findings.map(({ rule, args }) => [rule, 'paths' in args ? args.paths : null])).toEqual([
      ['go-version/toolchain-changed', [`${GOROOT}/VERSION`]],
      ['go-version/toolchain-incomplete', [`${GOROOT}/src/os/file.go`]],
      ['go-version/toolchain-added', [`${GOROOT}/bin/gofmt2`]],
    ]);
  });

  it('follows the links of a distribution, and names those that lead to nothing listed', async () => {
    const elsewhere = {
      [`${GOROOT}/src`]: link('/usr/share/go/src'),
      '/usr/share/go/src/runtime/runtime.go': 'package runtime\n',
      '/usr/share/go/src/fmt/print.go': 'package fmt\n',
    };
    const image = golangImage();
    const host = memoryHost({
      ...image,
      trees: [
        tree,
        { [`${GOROOT}/src`]: null },
        elsewhere,
        { '/go.sha256': whole, [`${GOROOT}/test`]: link('/etc') },
      ],
    });
    const { findings } = await judgeHost(goVersion, host, {
      policy: { goVersion: { checksums: '/go.sha256' } },
    });
    expect(findings.map(({ rule, args }) => [rule, 'paths' in args ? args.paths : null])).toEqual([
      ['go-version/toolchain-added', [`${GOROOT}/test`]],
    ]);
  });

  describe('behind a link', () => {
    const behind = async (elsewhere: Tree) => {
      const links = { [`${GOROOT}/src`]: link('/usr/share/go/src'), '/go.sha256': whole };
      const sources = {
        '/usr/share/go/src/runtime/runtime.go': 'package runtime\n',
        '/usr/share/go/src/fmt/print.go': 'package fmt\n',
      };
      const trees = [tree, { [`${GOROOT}/src`]: null }, links, sources, elsewhere];
      const { findings, incomplete } = await judgeHost(goVersion, memoryHost({ ...golangImage(), trees }), {
        policy: { goVersion: { checksums: '/go.sha256' } },
      });
      return {
        incomplete,
        found: findings.map(({ rule, args }) => [rule, 'paths' in args ? args.paths : null]),
      };
    };

    it('names what was added, in directories of the list and in others', async () => {
      const { found } = await behind({
        '/usr/share/go/src/fmt/evil.go': 'package fmt\n',
        '/usr/share/go/src/evil/evil.go': 'package evil\n',
      });
      expect(found).toEqual([
        ['go-version/toolchain-added', [`${GOROOT}/src/evil/evil.go`, `${GOROOT}/src/fmt/evil.go`]],
      ]);
    });

    it('follows a link behind the link', async () => {
      const { found } = await behind({
        '/usr/share/go/src/fmt': link('/opt/fmt'),
        '/opt/fmt/print.go': 'package fmt\n',
        '/opt/fmt/evil.go': 'package fmt\n',
      });
      expect(found).toEqual([['go-version/toolchain-added', [`${GOROOT}/src/fmt/evil.go`]]]);
    });

    it('comes to an end where links lead in a circle', async () => {
      const { found } = await behind({
        '/usr/share/go/src/fmt': link('/usr/share/go/src'),
        '/usr/share/go/src/print.go': 'package fmt\n',
      });
      expect(found).toEqual([
        [
          'go-version/toolchain-added',
          ['fmt/fmt', 'fmt/runtime/runtime.go', 'print.go'].map((path) => `${GOROOT}/src/${path}`),
        ],
      ]);
    });

    it('says what is missing where it leads nowhere', async () => {
      const { found, incomplete } = await behind({ '/usr/share/go/src/fmt': link('/gone') });
      expect(incomplete).toBeUndefined();
      expect(found.filter(([rule]) => String(rule).includes('/toolchain-'))).toEqual([
        ['go-version/toolchain-incomplete', [`${GOROOT}/src/fmt/print.go`]],
      ]);
    });
  });

  it('is no conclusion where a file cannot be read, and finds what is wrong elsewhere', async () => {
    const image = golangImage();
    const base = memoryHost({ ...image, trees: [tree, { '/go.sha256': whole, [`${GOROOT}/bin/x`]: '' }] });
    const host = {
      ...base,
      readHead: (path: string, bytes: number, from?: number) =>
        path === `${GOROOT}/src/fmt/print.go` ? fail<Buffer>('EIO') : base.readHead(path, bytes, from),
    };
    const { rules, incomplete } = await judgeHost(goVersion, host, {
      policy: { goVersion: { checksums: '/go.sha256' } },
    });
    expect(rules).toEqual(['go-version/toolchain-added']);
    expect(incomplete).toContain('/usr/local/go/src/fmt/print.go');
  });

  it('is no conclusion where the deadline comes first', async () => {
    let now = 9;
    const base = memoryHost({ ...golangImage(), trees: [tree, { '/go.sha256': whole }] });
    const host = { ...base, monotonic: () => ++now };
    for (let deadlineMs = 12; deadlineMs < 60; deadlineMs += 4) {
      now = 9;
      const { rules, incomplete, facts } = await judgeHost(goVersion, host, {
        policy: { goVersion: { checksums: '/go.sha256' } },
        deadlineMs,
      });
      expect(rules).toEqual([]);
      if (incomplete === undefined) expect(facts.provenance?.look?.compared).toBe(8);
    }
  });

  it('reads the list where probe-env is called, and not in what is looked at', async () => {
    const base = memoryHost({ ...golangImage(), trees: [tree] });
    const asker = memoryHost({ trees: [{ '/go.sha256': whole }] });
    const policy = { goVersion: { checksums: '/go.sha256' } };
    expect((await judgeHost(goVersion, base, { policy })).findings[0]?.args).toMatchObject({
      code: 'ENOENT',
    });
    expect((await judgeHost(goVersion, { ...base, asker }, { policy })).rules).toEqual([]);
  });
});
