import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { builtFile } from '../support/runs/built-file.ts';
import { cleanEnv, describeReal, goToolchains } from '../support/system/real-tools.ts';

const CALLS =
  'openat,open,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,socket,execve';

describeReal('what the kernel sees of a run', { tools: ['strace'], go: true }, () => {
  it.each([
    ['check', ['-v']],
    ['route', ['route', 'example.com/x']],
  ])(
    '%s opens nothing for writing, uses no network, starts no shell',
    (_, args) => {
      const go = goToolchains().at(-1)?.goroot;
      const env = cleanEnv({ PATH: `${go}/bin:/usr/bin:/bin`, HOME: '/tmp' });
      const traced = ['-f', '-qq', '-e', `trace=${CALLS}`, ...builtFile(), ...args];
      const { stderr } = spawnSync('strace', traced, { env, cwd: '/', encoding: 'utf8', maxBuffer: 1 << 26 });
      const calls = stderr.split('\n').filter((line) => /^(?:\[pid +\d+\] )?\w+\(/.test(line));
      const effects = calls.filter(
        (line) => !/openat\(|open\(|execve\(/.test(line) || /O_WRONLY|O_RDWR|O_CREAT/.test(line),
      );
      expect(effects.filter((line) => !line.includes('"/dev/null"'))).toEqual([]);
      const programs = [...stderr.matchAll(/execve\("([^"]+)"/g)].map(([, path]) =>
        path?.replace(/.*\//, ''),
      );
      expect(programs).toContain('go');
      expect(programs.slice(1).filter((name) => name !== 'go' && name !== 'getfacl')).toEqual([]);
    },
    30_000,
  );
});
