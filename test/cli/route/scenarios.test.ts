import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tree } from '../../support/memory/tree.ts';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';
import { FAKES } from '../../support/probes/fake-probe.ts';
import { runMain } from '../../support/runs/run-main.ts';

/** One way of asking, as it stands in the golden file. */
interface Call {
  /** Claim or question that the call answers. */
  readonly about: string;
  readonly args: readonly string[];
}

interface Scenario {
  readonly name: string;
  readonly calls: readonly Call[];
}

const gin = fakeModule('github.com/gin-gonic/gin', 'v1.9.1');
const CACHE = '/go/pkg/mod/cache/download/github.com/gin-gonic/gin/@v/v1.9.1';

const TREE: Tree = {
  '/app/go.mod': 'module example.org/app\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.1\n',
  '/app/go.sum': `github.com/gin-gonic/gin v1.9.1 ${gin.treeHash}\ngithub.com/gin-gonic/gin v1.9.1/go.mod ${gin.modHash}\n`,
  '/vendored/go.mod': 'module example.org/app\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.1\n',
  '/vendored/vendor/modules.txt':
    '# github.com/gin-gonic/gin v1.9.1\n## explicit; go 1.18\ngithub.com/gin-gonic/gin\n',
  '/fork/go.mod':
    'module example.org/app\n\ngo 1.22\n\nrequire github.com/gin-gonic/gin v1.9.1\n\nreplace github.com/gin-gonic/gin => github.com/corp/gin v1.9.2-0.20240102030405-abcdefabcdef\n',
  [`${CACHE}.info`]: gin.info,
  [`${CACHE}.mod`]: gin.mod,
  [`${CACHE}.zip`]: gin.zip.toString('latin1'),
  [`${CACHE}.ziphash`]: gin.treeHash,
  '/matrix/go.mod':
    'module example.org/app\n\ngo 1.22\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.1\n\tgolang.org/x/net v0.30.0\n\tgit.corp.com/team/lib v0.4.0\n\tcorp.com/api v1.2.0\n\tgithub.com/Corp/billing/v2 v2.0.1 // indirect\n)\n',
  '/matrix/policy.yaml': 'goEnv:\n  privateModules: [corp.com, "*.corp.com", github.com/Corp]\n',
};

const GIN = 'github.com/gin-gonic/gin@v1.9.1';
const env = (...pairs: readonly string[]) => pairs.flatMap((pair) => ['--env', pair]);

/** Rows 12 to 18 of the scenarios; docs/route.md names what the documents have wrong. */
const SCENARIOS: readonly Scenario[] = [
  {
    name: '12-go111module',
    calls: [
      { about: 'off: no module is fetched', args: [...env('GO111MODULE=off'), GIN] },
      { about: 'auto, and no go.mod', args: [...env('GO111MODULE=auto'), GIN] },
      { about: 'auto, with a go.mod', args: [...env('GO111MODULE=auto'), '--from', '/app/go.mod'] },
      {
        about: 'on, with a vendor directory: it is used, not ignored',
        args: [...env('GO111MODULE=on'), '--from', '/vendored/go.mod'],
      },
      { about: 'the value is compared by case', args: [...env('GO111MODULE=ON'), GIN] },
    ],
  },
  {
    name: '13-goproxy',
    calls: [
      {
        about: 'a mirror alone: there is no way back to the origin',
        args: ['-v', ...env('GOPROXY=https://goproxy.example.com'), '--from', '/fork/go.mod'],
      },
      {
        about: 'a mirror, then direct: 404 leads to the origin',
        args: ['-v', ...env('GOPROXY=https://goproxy.example.com,direct'), '--from', '/fork/go.mod'],
      },
      {
        about: 'direct leaves the checksum database on',
        args: [...env('GOPROXY=direct'), GIN],
      },
      {
        about: 'off, with a cache that holds it',
        args: ['-v', ...env('GOPROXY=off', 'GOMODCACHE=/go/pkg/mod'), '--from', '/app/go.mod'],
      },
      { about: 'off, and nothing cached', args: [...env('GOPROXY=off'), '--from', '/app/go.mod'] },
    ],
  },
  {
    name: '14-gosumdb',
    calls: [
      { about: 'off', args: [...env('GOSUMDB=off'), GIN] },
      {
        about: '+insecure is no way to switch it off',
        args: [...env('GOSUMDB=sum.golang.org+insecure'), GIN],
      },
      { about: 'off has no other spelling', args: [...env('GOSUMDB=OFF'), GIN] },
      {
        about: 'go.sum with the hash makes it superfluous',
        args: [...env('GOSUMDB=sum.golang.org'), '--from', '/app/go.mod'],
      },
    ],
  },
  {
    name: '15-sumdb-and-certificates',
    calls: [
      {
        about: 'whom the database is asked by https: these connections need root certificates',
        args: ['-v', ...env('GOPROXY=https://goproxy.example.com,direct'), GIN],
      },
      {
        about: 'the same behind the mirror of the database in China',
        args: ['-v', ...env('GOSUMDB=sum.golang.google.cn'), GIN],
      },
    ],
  },
  {
    name: '16-gonoproxy-patterns',
    calls: [
      {
        about:
          'any match counts, in any order; *.org matches sub.example.org; *.corp.com does not match corp.com',
        args: [
          ...env('GONOPROXY=*.corp.com,github.com,*.org'),
          ...['internal.corp.com/v2@v2.0.0', 'github.com/user/repo@v1.0.0', 'foo.org/bar@v1.0.0'],
          ...['sub.example.org/x@v1.0.0', 'corp.com/api@v1.0.0', 'a.b.corp.com/x@v1.0.0'],
        ],
      },
      {
        about: 'why elements do not match',
        args: [
          '-v',
          ...env('GONOPROXY=*.corp.com, github.com,https://gitlab.com'),
          'corp.com/api@v1.0.0',
          'github.com/a/b@v1.0.0',
          'gitlab.com/a/b@v1.0.0',
        ],
      },
    ],
  },
  {
    name: '17-gonoproxy-and-direct',
    calls: [
      {
        about: 'a public list with direct at its end: 404 and 410 alone lead to the origin, 403 stops',
        args: [
          '-v',
          ...env('GOPROXY=https://p1.example.com,direct', 'GONOPROXY=*.org'),
          'github.com/myorg/private@v1.0.0',
        ],
      },
      {
        about: 'with | any error does',
        args: [
          '-v',
          ...env('GOPROXY=https://p1.example.com|direct', 'GONOPROXY=*.org'),
          'github.com/myorg/private@v1.0.0',
        ],
      },
      {
        about: 'a match goes direct although GOPROXY is off',
        args: ['-v', ...env('GOPROXY=off', 'GONOPROXY=github.com/myorg'), 'github.com/myorg/private@v1.0.0'],
      },
    ],
  },
  {
    name: '18-matrix',
    calls: [
      {
        about: 'modules by mode, vendor, cache, sources and database, with a policy',
        args: [
          '--from',
          '/matrix/go.mod',
          '-c',
          '/matrix/policy.yaml',
          ...env('GOPROXY=https://goproxy.corp.com,https://proxy.golang.org|direct', 'GOPRIVATE=*.corp.com'),
        ],
      },
      {
        about: 'the same with patterns that cover what the policy calls private',
        args: [
          '--from',
          '/matrix/go.mod',
          '-c',
          '/matrix/policy.yaml',
          ...env(
            'GOPROXY=https://goproxy.corp.com,https://proxy.golang.org|direct',
            'GOPRIVATE=*.corp.com,corp.com,github.com/Corp',
          ),
        ],
      },
    ],
  },
];

const GOLDEN = join(import.meta.dirname, 'golden');

describe('routes of the scenarios', () => {
  it('have one golden file each', () => {
    expect(readdirSync(GOLDEN).sort()).toEqual(SCENARIOS.map(({ name }) => `${name}.golden.txt`).sort());
  });

  it.each(SCENARIOS)('$name', async ({ name, calls }) => {
    const parts: string[] = [];
    for (const { about, args } of calls) {
      const { code, stdout, stderr } = await runMain(['route', ...args], { trees: [TREE], probes: FAKES });
      expect(stderr).toBe('');
      parts.push(
        `# ${about}\n$ probe-env route ${args.map(quoted).join(' ')}\n${stdout}$ echo $?\n${code}\n`,
      );
    }
    await expect(parts.join('\n')).toMatchFileSnapshot(join(GOLDEN, `${name}.golden.txt`));
  });
});

function quoted(word: string): string {
  return /^[\w./@=:-]+$/.test(word) ? word : `'${word}'`;
}
