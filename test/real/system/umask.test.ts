import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

const MASKS = [
  '0000',
  '0002',
  '0007',
  '0020',
  '0022',
  '0026',
  '0027',
  '0077',
  '0111',
  '0222',
  '0277',
  '0400',
  '0777',
];
const AS_USER = ['--reuid=12345', '--regid=12345', '--clear-groups'];

/** What `stat -c %a` and a subshell say of what was really made. */
const MAKE = `
cd "$1" || exit 9
rm -rf file dir; : >file && mkdir dir && stat -c %a file
( cd dir && cd .. && : >>file && : <file ) 2>/dev/null && echo mine || echo closed
for shared in plain acl-open acl-closed; do
  rm -f $shared/file; : >$shared/file; stat -c %a $shared/file
done
`;

describeReal('umask agrees with what is really made', { tools: ['setpriv', 'setfacl'], root: true }, () => {
  let directory = '';
  const as = (mask: string, ...command: string[]) => {
    const args = [...AS_USER, 'sh', '-c', `umask ${mask}; exec "$@"`, 'sh', ...command];
    const result = spawnSync('setpriv', args, { env: cleanEnv(), encoding: 'utf8', cwd: '/' });
    return result.stdout.trim();
  };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'probe-env-umask-'));
    chmodSync(directory, 0o777);
    for (const name of ['plain', 'acl-open', 'acl-closed']) {
      mkdirSync(join(directory, name));
      chmodSync(join(directory, name), 0o777);
    }
    spawnSync('setfacl', ['-d', '-m', 'u::rwx,g::rwx,o::r-x', join(directory, 'acl-open')]);
    spawnSync('setfacl', ['-d', '-m', 'u::rwx,g::r-x,o::r-x', join(directory, 'acl-closed')]);
    buildSync({
      entryPoints: [new URL('./umask/agent.ts', import.meta.url).pathname],
      outfile: join(directory, 'agent.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(MASKS)('umask %s', (mask) => {
    const shared = ['plain', 'acl-open', 'acl-closed'].map((name) => join(directory, name));
    const { facts, findings } = JSON.parse(
      as(mask, process.execPath, join(directory, 'agent.mjs'), ...shared),
    ) as { facts: { self: string }; findings: { rule: string; args: { paths?: string[] } }[] };
    const [mode = '', owner, ...modes] = as(mask, 'sh', '-c', MAKE, 'sh', directory).split('\n');
    const has = (rule: string) => findings.some((finding) => finding.rule === `umask/${rule}`);
    const bits = Number.parseInt(mode, 8);

    expect(facts.self).toBe(mask);
    expect(has('too-open')).toBe((bits & 0o002) !== 0);
    expect(has('blocks-owner')).toBe(owner === 'closed');
    const groupWrites = modes.map((text) => (Number.parseInt(text, 8) & 0o020) !== 0);
    // Whatever the umask, the lists decide in their directories: the umask is to blame in the first alone.
    expect(groupWrites.slice(1)).toEqual([true, false]);
    const closed = groupWrites[0] ? [] : shared.slice(0, 1);
    const named = findings.find((finding) => finding.rule === 'umask/blocks-group-write')?.args.paths ?? [];
    expect(named).toEqual(closed);
  });
});
