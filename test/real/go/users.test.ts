import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeZip } from '../../support/files/zip-writer.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

/** A machine that root prepared and another user builds on: what go says, and which rule says it. */
interface UserCase {
  readonly name: string;
  /** As root, in the module's directory; `$D` is the one above it. */
  readonly shell: string;
  readonly command: readonly string[];
  readonly finds: string | null;
}

const REQUIRES = `printf 'module m\\n\\ngo 1.18\\n\\nrequire x.example/y v1.0.0\\n' > go.mod
  printf "x.example/y v1.0.0 h1:AAAA=\\nx.example/y v1.0.0/go.mod h1:$MODHASH\\n" > go.sum`;

/** What go.sum holds of the module's go.mod. */
const MODULE = 'module x.example/y\n';
const MODHASH = createHash('sha256')
  .update(`${createHash('sha256').update(MODULE).digest('hex')}  go.mod\n`)
  .digest('base64');

const CASES: readonly UserCase[] = [
  { name: 'nothing in the way', shell: ':', command: ['list', '.'], finds: null },
  {
    name: 'a build cache of root',
    shell: 'for i in $(seq 0 255); do mkdir -p $D/cache/$(printf %02x $i); done; chmod 777 $D/cache',
    command: ['build', '-o', '/dev/null', '.'],
    finds: 'go-env/build-cache-unwritable',
  },
  {
    name: 'a file in the place of a directory of the build cache',
    shell: 'mkdir $D/cache; touch $D/cache/00; chmod 777 $D/cache',
    command: ['build', '-o', '/dev/null', '.'],
    finds: 'go-env/build-cache-unwritable',
  },
  {
    name: 'a link that leads nowhere in the place of a directory of the build cache',
    shell: 'mkdir $D/cache; ln -s nowhere $D/cache/ff; chmod 777 $D/cache',
    command: ['build', '-o', '/dev/null', '.'],
    finds: 'go-env/build-cache-unwritable',
  },
  {
    name: 'a module cache of which root made the inner directories',
    shell: `${REQUIRES}; mkdir -p $D/home/go/pkg/mod/cache/download; chmod 777 $D/home/go $D/home/go/pkg $D/home/go/pkg/mod`,
    command: ['mod', 'download'],
    finds: 'go-env/module-cache-unwritable',
  },
  {
    name: 'go.mod of root alone',
    shell: 'chmod 600 go.mod',
    command: ['list', '.'],
    finds: 'go-env/file-unreadable',
  },
  {
    name: 'vendor of root alone',
    shell: `${REQUIRES}; mkdir vendor; printf '# x.example/y v1.0.0\\n## explicit\\n' > vendor/modules.txt; chmod 700 vendor`,
    command: ['list', '.'],
    finds: 'go-env/file-unreadable',
  },
];

const USER = ['--reuid=12345', '--regid=12345', '--clear-groups'] as const;

describeReal('what another user may not touch', { go: true, root: true, tools: ['setpriv'] }, () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-go-users-'));
    chmodSync(root, 0o755);
    copyFileSync(BUNDLE, join(root, 'probe-env.cjs'));
    chmodSync(join(root, 'probe-env.cjs'), 0o644);
  });
  afterAll(() => removeTree(root));

  const toolchains = goToolchains();
  const chosen = [toolchains[0], toolchains.at(-1)].filter((one) => one !== undefined);
  for (const { version, go, goroot } of chosen) {
    it.each(CASES)(`${version}: $name`, { timeout: 120_000 }, ({ name, shell, command, finds }) => {
      const home = join(root, `${version}-${CASES.findIndex((one) => one.name === name)}`);
      const files = {
        'mod/go.mod': 'module m\n\ngo 1.18\n',
        'mod/m.go': 'package main\n\nimport "strconv"\n\nfunc main() { println(strconv.Itoa(1)) }\n',
        'home/.config/go/telemetry/mode': 'off',
      };
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), content);
      }
      execFileSync('sh', ['-ec', `chmod 777 $D/home; ${shell}`], {
        cwd: join(home, 'mod'),
        env: cleanEnv({ D: home, MODHASH }),
      });
      const env = cleanEnv({
        HOME: join(home, 'home'),
        GOCACHE: join(home, 'cache'),
        GOPROXY: `file://${home}/proxy`,
        GOSUMDB: 'off',
        GOTOOLCHAIN: 'local',
        GOFLAGS: '-buildvcs=false',
        GOROOT: goroot,
      });
      env.PATH = `${dirname(go)}:${env.PATH}`;
      if (finds !== 'go-env/build-cache-unwritable')
        execFileSync('sh', ['-c', `mkdir ${home}/cache && chmod 777 ${home}/cache`]);
      const at = join(home, 'proxy/x.example/y/@v');
      mkdirSync(at, { recursive: true });
      writeFileSync(join(at, 'v1.0.0.info'), '{"Version":"v1.0.0"}');
      writeFileSync(join(at, 'v1.0.0.mod'), MODULE);
      writeFileSync(join(at, 'v1.0.0.zip'), writeZip({ 'x.example/y@v1.0.0/go.mod': MODULE }));
      const as = (args: readonly string[]) =>
        spawnSync('setpriv', [...USER, ...args], { cwd: join(home, 'mod'), env, encoding: 'utf8' });
      const check = as([
        process.execPath,
        join(root, 'probe-env.cjs'),
        ...['check', '-p', 'build', '--only', 'go-version,go-env', '--timeout', '60000', '-f', 'json'],
      ]);
      const report = JSON.parse(check.stdout) as {
        probes: { findings: { rule: string; severity: string }[] }[];
      };
      const errors = report.probes.flatMap(({ findings }) =>
        findings
          .filter(({ rule, severity }) => severity === 'error' && rule !== 'go-version/out-of-range')
          .map(({ rule }) => rule),
      );
      expect(errors).toEqual(finds === null ? [] : [finds]);
      const real = as([go, ...command]);
      if (finds === null) expect(real.status).toBe(0);
      else
        expect(real.stderr).toMatch(/permission denied|is not in (?:std|GOROOT)|not a directory|file exists/);
    });
  }
});
