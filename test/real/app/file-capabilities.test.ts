import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { app } from '../../../probes/app/index.ts';
import type { SeenApp } from '../../../probes/app/see.ts';
import type { Host } from '../../../src/target/host.ts';
import { afterExec } from '../../../src/target/posix/capabilities/exec-capabilities.ts';
import {
  namesOf,
  parseCapabilityText,
  parseFileCapabilities,
} from '../../../src/target/posix/capabilities/file-capabilities.ts';
import { parseGetcap } from '../../../src/target/posix/capabilities/getcap.ts';
import { USUAL_CAPABILITIES } from '../../../src/target/posix/capabilities/usual-capabilities.ts';
import { fail } from '../../../src/target/result.ts';
import { rootHost } from '../../../src/target/root/root-host.ts';
import { treeOfHost } from '../../../src/target/tree/tree-of-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal, tool } from '../../support/system/real-tools.ts';

const USER = 12345;
const NET_BIND = 1n << 10n;
const SETS: Readonly<Record<string, bigint>> = { '-all': 0n, '-all,+net_bind_service': NET_BIND };

const hex = (status: string, name: string) =>
  BigInt(`0x${new RegExp(`^${name}:\\t(.*)$`, 'm').exec(status)?.[1] ?? '0'}`);

describeReal(
  'what execve makes of the capabilities of a file',
  { tools: ['setcap', 'getcap', 'setpriv', 'cat'], root: true },
  () => {
    const home = mkdtempSync(join(tmpdir(), 'probe-env-caps-'));
    const program = join(home, 'cat');
    const run = (...words: readonly string[]) =>
      spawnSync(words[0] as string, words.slice(1), { encoding: 'utf8' });
    const all = hex(run('cat', '/proc/self/status').stdout, 'CapPrm');
    beforeAll(() => {
      copyFileSync(realpathSync(tool('cat') as string), program);
      spawnSync('chmod', ['755', home, program]);
    });
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    const files = [
      null,
      'cap_net_bind_service=ep',
      'cap_net_bind_service=p',
      'cap_net_bind_service,cap_net_raw=ep',
      'cap_net_raw=ei',
      'cap_net_bind_service,cap_chown=eip cap_chown-p',
    ];

    it.each(files)('the kernel and we agree: %s', (text) => {
      copyFileSync(realpathSync(tool('cat') as string), program);
      if (text !== null) expect(run('setcap', text, program).status).toBe(0);
      const file = text === null ? null : parseCapabilityText(text);
      expect(parseGetcap(run('getcap', program).stdout, program)).toEqual(file);
      const wrong: unknown[] = [];
      for (const bounding of ['', '-all', '-all,+net_bind_service'])
        for (const noNewPrivileges of [false, true])
          for (const uid of [0, USER])
            for (const raised of ['', '-all,+net_bind_service'] as const) {
              // What is ambient is inheritable and permitted, too.
              if (raised !== '' && (uid === 0 || bounding === '-all')) continue;
              const options = [
                ...(bounding === '' ? [] : ['--bounding-set', bounding]),
                ...(uid === 0 ? [] : ['--reuid', String(uid), '--clear-groups']),
                '--inh-caps',
                raised === '' ? '-all' : raised,
                '--ambient-caps',
                raised === '' ? '-all' : raised,
              ];
              // The first execve(2) leaves what the first process of a container has.
              const more = ['setpriv', ...(noNewPrivileges ? ['--no-new-privs'] : [])];
              const did = run('setpriv', ...options, ...more, program, '/proc/self/status');
              const ambient = raised === '' ? 0n : NET_BIND;
              const bound = bounding === '' ? all : (SETS[bounding] as bigint);
              const is = afterExec(
                {
                  bounding: bound,
                  permitted: uid === 0 ? bound : ambient,
                  inheritable: ambient,
                  ambient,
                  root: uid === 0,
                  noNewPrivileges,
                },
                file,
              );
              const real =
                did.status === 0
                  ? {
                      kind: 'executed',
                      permitted: hex(did.stdout, 'CapPrm'),
                      effective: hex(did.stdout, 'CapEff'),
                    }
                  : { kind: /failed to execute.*not permitted/.test(did.stderr) ? 'refused' : did.stderr };
              const ours = is.kind === 'refused' ? { kind: is.kind } : is;
              if (String(Object.values(real)) !== String(Object.values(ours)))
                wrong.push({ options: options.join(' '), real, ours });
            }
      expect(wrong).toEqual([]);
    });

    // Vault's image has cap_ipc_lock=ep on its program, which no engine gives by default.
    it.each([
      'cap_ipc_lock=ep',
      'cap_ipc_lock=p',
      'cap_ipc_lock=ei',
      'cap_net_bind_service,cap_sys_ptrace=ep',
      'cap_net_bind_service=ep',
      'cap_perfmon=ep',
      '=ep',
      '=p',
    ])('a program is found not to start where it does not: %s', async (text) => {
      copyFileSync(realpathSync(tool('cat') as string), program);
      expect(run('setcap', text, program).status).toBe(0);
      const usual = namesOf(USUAL_CAPABILITIES).map((name) => `+${name.toLowerCase()}`);
      const sets: readonly (readonly string[])[] = [[], ['-all'], ['-all', ...usual], ['-ipc_lock']];
      for (const set of sets) {
        const options = set.length === 0 ? [] : ['--bounding-set', set.join(',')];
        const real = run('setpriv', ...options, program, '/dev/null');
        const refused = /failed to execute.*not permitted/.test(real.stderr);
        expect(refused || real.status === 0).toBe(true);
        const status = Buffer.from(run('setpriv', ...options, 'cat', '/proc/self/status').stdout);
        const live = liveHost({ PATH: process.env.PATH ?? '' });
        const host: Host = {
          ...live,
          readFile: (path, more) =>
            path === `${live.proc}/status` ? { ok: true, value: status } : live.readFile(path, more),
        };
        const policy = { app: { command: [program] } };
        const { rules } = await judgeHost(app, host, { policy });
        expect([set, rules]).toEqual([set, refused ? ['app/capabilities-refused'] : []]);
      }
    });

    const texts = [...files.slice(1), 'cap_ipc_lock=ep', '=ep', '=p'] as const;
    const without = (live: Host, ...names: readonly string[]): Host => {
      const isHidden = (path: string) => names.some((name) => path.endsWith(`/${name}`));
      return {
        ...live,
        stat: (path) => (isHidden(path) ? fail('ENOENT') : live.stat(path)),
        access: (path, mode) => (isHidden(path) ? fail('ENOENT') : live.access(path, mode)),
      };
    };
    const rootOf = (...hidden: readonly string[]) => {
      const operator = without(liveHost({ PATH: process.env.PATH ?? '' }), ...hidden);
      return rootHost(operator, { root: home, user: '12345:12345', cwd: '/', env: {} });
    };

    it.each([null, ...texts])('they are read in a root that is looked at from outside: %s', (text) => {
      copyFileSync(realpathSync(tool('cat') as string), program);
      if (text !== null) expect(run('setcap', text, program).status).toBe(0);
      spawnSync('ln', ['-sf', 'cat', join(home, 'link')]);
      const file = text === null ? null : parseCapabilityText(text);
      // Each tool alone: getfattr by the handle, getcap in the directory.
      for (const hidden of ['getcap', 'getfattr'])
        if (tool(hidden === 'getcap' ? 'getfattr' : 'getcap') !== null)
          for (const path of ['/cat', '/link'])
            expect([hidden, rootOf(hidden).fileCapabilities?.(path)]).toEqual([hidden, file]);
      expect(rootOf('getcap', 'getfattr').fileCapabilities).toBeUndefined();
      // A manifest's container with the root in the place of its image.
      const { tree } = treeOfHost(rootOf());
      const node = tree.children.get('cat');
      const asked = typeof node?.capability === 'function' ? node.capability() : 'nobody';
      expect(asked).toEqual(file);
    });

    it('a program of a root that engines do not let start is told of, and where nobody can tell that is said', async () => {
      copyFileSync(realpathSync(tool('cat') as string), program);
      expect(run('setcap', 'cap_ipc_lock=ep', program).status).toBe(0);
      const policy = { app: { command: ['/cat'] } };
      const unread = async (host: Host) => {
        const { facts, findings } = await judgeHost(app, host, { policy });
        const told = findings.filter(({ rule }) => rule === 'app/capabilities-refused');
        return [(facts as SeenApp).facts.capabilitiesUnread, told.map(({ severity }) => severity)];
      };
      expect(await unread(rootOf())).toEqual([false, ['warning']]);
      expect(await unread(rootOf('getcap', 'getfattr'))).toEqual([true, []]);
    });

    it.skipIf(tool('python3') === null).each(files.slice(1))('the attribute is read as it is: %s', (text) => {
      expect(run('setcap', text as string, program).status).toBe(0);
      const value = run(
        'python3',
        '-c',
        'import os,sys; print(os.getxattr(sys.argv[1], "security.capability").hex())',
        program,
      );
      expect(parseFileCapabilities(Buffer.from(value.stdout.trim(), 'hex'))).toEqual(
        parseCapabilityText(text as string),
      );
    });
  },
);
