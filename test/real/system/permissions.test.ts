import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Need } from '../../../probes/permissions/policy.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

/** Who tries, as arguments of setpriv(1). */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  root: ['--clear-groups'],
  'root without capabilities': ['--clear-groups', '--bounding-set=-all'],
  'root without CAP_DAC_OVERRIDE': ['--clear-groups', '--bounding-set=-dac_override,-dac_read_search'],
  'root with CAP_DAC_READ_SEARCH alone': ['--clear-groups', '--bounding-set=-all,+dac_read_search'],
  'a random uid in group 0': ['--reuid=12345', '--regid=0', '--clear-groups'],
  'a random uid': ['--reuid=12345', '--regid=12345', '--clear-groups'],
  'a random uid with two groups': ['--reuid=12345', '--regid=12345', '--groups=50,60'],
  'a user with staff': ['--reuid=1000', '--regid=1000', '--groups=50'],
  'a user whose own group is staff': ['--reuid=1000', '--regid=50', '--clear-groups'],
  'the owner': ['--reuid=2000', '--regid=2000', '--clear-groups'],
  'a user with ambient CAP_DAC_OVERRIDE': [
    '--reuid=12345',
    '--regid=12345',
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ],
  'a user with ambient CAP_DAC_READ_SEARCH': [
    '--reuid=12345',
    '--regid=12345',
    '--clear-groups',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ],
};

const NEEDS: readonly Need[] = ['read', 'write', 'execute', 'create'];
/** Of what is not there only making it is a question. */
const CREATE: readonly Need[] = ['create'];
const HERE = new URL('./permissions/', import.meta.url).pathname;

/** What the agent prints. */
interface Answer {
  readonly paths: readonly { readonly path: string; readonly need: Need; readonly ok: boolean }[];
  readonly remedies: readonly {
    readonly rule: string;
    /** For the shell of root; of no use where a group is to be joined. */
    readonly command: string;
    readonly at: string;
    readonly tried: string;
    /** What is to be made, where something is missing. */
    readonly target: string | null;
    readonly joinGid: number | null;
  }[];
}

describeReal(
  'permissions agrees with real attempts',
  { tools: ['setpriv', 'unshare', 'setfacl', 'getfacl'], root: true },
  () => {
    let directory = '';
    let tree = '';
    let trials: readonly { readonly path: string; readonly need: Need }[] = [];
    /** A process whose mount namespace has the mounts of the tree. */
    let holder: number | undefined;

    const inside = (args: readonly string[]) => ['-t', String(holder), '-m', '--', 'setpriv', ...args];
    const run = (identity: readonly string[], command: readonly string[]) => {
      const result = spawnSync('nsenter', [...inside(identity), ...command], {
        env: cleanEnv(),
        encoding: 'utf8',
        cwd: '/',
      });
      expect(result.stderr).toBe('');
      return result.stdout;
    };
    const attempt = (identity: readonly string[], asked: readonly { path: string; need: Need }[]) => {
      const list = join(directory, 'list');
      writeFileSync(list, asked.map(({ need, path }) => `${need}\t${path}\n`).join(''));
      return run(identity, ['/bin/sh', join(directory, 'attempts.sh'), list])
        .trim()
        .split('\n');
    };

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'probe-env-permissions-'));
      chmodSync(directory, 0o755);
      tree = join(directory, 'tree');
      for (const script of ['setup.sh', 'attempts.sh']) {
        writeFileSync(join(directory, script), readFileSync(join(HERE, script)), { mode: 0o755 });
      }
      buildSync({
        entryPoints: [join(HERE, 'agent.ts')],
        outfile: join(directory, 'agent.mjs'),
        bundle: true,
        platform: 'node',
        format: 'esm',
      });
      const script = 'mkdir "$1/tree" && sh "$1/setup.sh" "$1/tree" && echo ready && exec sleep 600';
      holder = await startHolder(script, directory);
      const names = namesIn(run([], ['find', tree, '-mindepth', '1']));
      const asked = names.map((path) => ({
        path,
        need: /\/missing/.test(path) ? CREATE : NEEDS,
        shared: false,
      }));
      trials = asked.flatMap(({ path, need }) => need.map((one) => ({ path, need: one })));
      writeFileSync(join(directory, 'paths.json'), JSON.stringify(asked));
    });
    afterAll(() => {
      if (holder !== undefined) process.kill(holder, 'SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    });

    const probe = (identity: readonly string[]): Answer =>
      JSON.parse(
        run(identity, [process.execPath, join(directory, 'agent.mjs'), join(directory, 'paths.json')]),
      );

    it('changes nothing', () => {
      // Everything but the times of access, in the upper layer of the overlay too.
      const look = () =>
        run([], ['find', tree, join(directory, 'overlay'), '-printf', '%p %m %U %G %s %T@ %C@\\n']);
      const before = look();
      probe(['--clear-groups']);
      probe(['--reuid=12345', '--regid=0', '--clear-groups']);
      expect(look()).toBe(before);
      expect(before).toContain('overlay/upper ');
      expect(before).not.toContain('overlay/upper/');
    });

    it.each(Object.entries(IDENTITIES))('%s', (_, identity) => {
      const ours = probe(identity).paths;
      expect(ours.map(({ path, need }) => ({ path, need }))).toEqual(trials);
      const theirs = attempt(identity, trials);
      const differ = ours.flatMap(({ path, need, ok }, i) =>
        ok === (theirs[i] === 'ok') ? [] : [`${need} ${path.slice(tree.length)}: we say ${ok}`],
      );
      expect(differ).toEqual([]);
      expect(trials.length).toBeGreaterThan(300);
    });

    it.each(['a random uid in group 0', 'a random uid', 'a user with staff', 'the owner'])(
      'the remedies for %s mend what they are for',
      (name) => {
        const identity = IDENTITIES[name] ?? [];
        const saved = join(directory, 'saved');
        const open: string[] = [];
        const done = new Set<string>();
        for (const { rule, command, at, tried, target, joinGid } of probe(identity).remedies) {
          const path = target ?? at;
          const need = target === null ? NEED_OF[tried] : 'create';
          // On a read-only mount nothing can be mended from inside.
          if (need === undefined || done.has(`${need} ${path}`) || /mount-read-only|mount-both/.test(path))
            continue;
          done.add(`${need} ${path}`);
          const saving = 'getfacl -R -p -- "$1" >"$2"; ';
          if (joinGid === null)
            run([], ['sh', '-c', `${target === null ? saving : ''}${command}`, 'sh', at, saved]);
          const now = joinGid === null ? identity : withGroup(identity, joinGid);
          if (attempt(now, [{ path, need }])[0] !== 'ok') open.push(`${rule} ${need} ${path}: ${command}`);
          if (target !== null) run([], ['rm', '-rf', target]);
          else if (joinGid === null) run([], ['setfacl', `--restore=${saved}`]);
        }
        expect(open).toEqual([]);
        expect(done.size).toBeGreaterThan(8);
      },
      // Hundreds of programs, one after another.
      300_000,
    );
  },
);

/** The arguments of setpriv with one more group. */
function withGroup(identity: readonly string[], gid: number): readonly string[] {
  return identity.map((arg) =>
    arg === '--clear-groups' ? `--groups=${gid}` : arg.replace(/^--groups=.*/, `$&,${gid}`),
  );
}

/** What a mode of access is tried as. */
const NEED_OF: Readonly<Record<string, Need>> = {
  read: 'read',
  write: 'write',
  execute: 'execute',
  search: 'execute',
};

/** Starts the script in a mount namespace of its own, and gives its pid when it says that it is ready. */
function startHolder(script: string, directory: string): Promise<number> {
  const child = spawn('unshare', ['-m', '--', 'sh', '-c', script, 'sh', directory], {
    env: cleanEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let problem = '';
    child.stderr.on('data', (data) => {
      problem += data;
    });
    child.stdout.once('data', () => resolve(child.pid ?? 0));
    child.once('exit', (code) => reject(new Error(`setup ended with ${code}: ${problem}`)));
  });
}

/** Everything in the tree, and beside every directory what is not there yet. */
function namesIn(found: string): readonly string[] {
  const names = found.trim().split('\n').sort();
  const missing = names
    .filter((name) => !name.includes('/file'))
    .flatMap((name) => [`${name}/missing`, `${name}/missing/deep`]);
  return [...names, ...missing];
}
