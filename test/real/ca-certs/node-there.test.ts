import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { fail } from '../../../src/target/result.ts';
import { rootHost } from '../../../src/target/root/root-host.ts';
import { nodeThere } from '../../../src/target/system/node-there.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal, nodes } from '../../support/system/real-tools.ts';

describeReal('a Node that is read and not run', { nodes: true }, () => {
  it.each(nodes())('is as Node $version says of itself', { timeout: 120_000 }, ({ path }) => {
    const root = dirname(dirname(path));
    const host = rootHost(liveHost({ PATH: '/nowhere' }), {
      root,
      user: null,
      cwd: '/',
      env: { PATH: '/bin' },
    });
    const script = 'JSON.stringify([process.version, require("tls").rootCertificates])';
    const said = execFileSync(path, ['-p', script], { encoding: 'utf8', env: {}, maxBuffer: 1e8 });
    const [version, roots] = JSON.parse(said) as [string, string[]];
    const there = host.nodeThere?.();
    expect([there?.path, there?.version()]).toEqual(['/bin/node', version]);
    const plain = (list: readonly string[] | null | undefined) => list?.map((pem) => pem.trim()).sort();
    expect(plain(there?.bundledRoots())).toEqual(plain(roots));
    // Images that were slimmed down have no headers.
    const readFile: typeof host.readFile = (file, options) =>
      file.endsWith('.h') ? fail('ENOENT') : host.readFile(file, options);
    expect(nodeThere({ ...host, readFile })?.version()).toBe(version);
  });

  it('is none where PATH leads to none, whatever there is here', () => {
    const [{ path } = { path: '' }] = nodes();
    const host = rootHost(liveHost({ PATH: dirname(path) }), {
      root: join(dirname(dirname(path)), 'share'),
      user: null,
      cwd: '/',
      env: {},
    });
    expect(host.nodeThere?.()).toBeNull();
  });
});
