import { describe, expect, it } from 'vitest';
import { umask } from '../../../probes/umask/index.ts';
import { parseOctal } from '../../../probes/umask/octal.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, program, type Tree } from '../../support/memory/tree.ts';
import { getfacl } from '../../support/memory/trees/permissions.ts';
import { judgeHost, type policy } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';

const withUmask = (mask: string, init = mask) => memoryHost({ trees: [procTree(mask, init)] });

describe('umask', () => {
  testRuleCases(umask, {
    unexpected: { host: () => withUmask('0027'), policy: { umask: { allowed: ['022', '2'] } } },
    'blocks-group-write': {
      host: () => withUmask('0022'),
      policy: { permissions: { paths: [{ path: '/srv', need: ['write'], shared: true }] } },
    },
    'too-open': { host: () => withUmask('0000') },
    'blocks-owner': { host: () => withUmask('0222') },
    'differs-from-init': { host: () => withUmask('0022', '0027') },
    unknown: { host: () => memoryHost() },
  });

  const setGid = { '/srv': directory({ mode: 0o2775 }) };
  const writes = { permissions: { paths: [{ path: '/srv', need: ['write'], shared: false }] } } as const;
  const shares = { permissions: { paths: [{ path: '/srv', need: ['write'], shared: true }] } } as const;

  it.each<[string, Tree, Parameters<typeof policy>[0], string[]]>([
    ['a shared directory', {}, shares, ['error']],
    ['a set-gid directory that its group may write', setGid, writes, ['warning']],
    ['the same where the policy names the umask', setGid, { ...writes, umask: { allowed: ['22'] } }, []],
    [
      'a shared one where the policy names the umask',
      setGid,
      { ...shares, umask: { allowed: ['22'] } },
      ['error'],
    ],
    ['a set-gid directory for its owner alone', { '/srv': directory({ mode: 0o2755 }) }, writes, []],
    ['a set-gid directory for everybody', { '/srv': directory({ mode: 0o2777 }) }, writes, []],
    ['no set-gid bit', { '/srv': directory({ mode: 0o775 }) }, writes, []],
    ['a set-gid file', { '/srv': file('', { mode: 0o2775 }) }, writes, []],
  ])('with umask 0022 weighs %s', async (_, tree, changes, severities) => {
    const host = memoryHost({ trees: [procTree('0022'), tree] });
    const { findings } = await judgeHost(umask, host, { policy: changes });
    expect(findings.map(({ severity }) => severity)).toEqual(severities);
  });

  it.each([
    ['default:user::rwx\ndefault:group::rwx\ndefault:other::r-x', 0],
    ['default:user::rwx\ndefault:group::r-x\ndefault:group:50:rwx\ndefault:mask::rwx\ndefault:other::r-x', 0],
    ['default:user::rwx\ndefault:group::r-x\ndefault:other::r-x', 0],
    ['', 1],
  ])('knows that a default ACL replaces the umask: %j', async (defaults, count) => {
    const list = `# owner: 0\n# group: 0\nuser::rwx\ngroup::rwx\nother::r-x\n${defaults}\n`;
    const host = memoryHost({
      trees: [procTree('0022'), setGid, { '/usr/bin/getfacl': program() }],
      ...getfacl({ '/srv': list }),
    });
    expect((await judgeHost(umask, host, { policy: shares })).findings).toHaveLength(count);
  });

  it('takes what the policy asks for and nobody can see as not granted', async () => {
    const { findings } = await judgeHost(umask, memoryHost(), { policy: { umask: { allowed: ['22'] } } });
    expect(findings).toMatchObject([{ rule: 'umask/unknown', severity: 'error' }]);
  });

  it('warns where process 1 has a umask that the policy forbids', async () => {
    const options = { policy: { umask: { allowed: ['22'] } } };
    const { findings } = await judgeHost(umask, withUmask('0022', '0077'), options);
    expect(findings).toMatchObject([{ rule: 'umask/differs-from-init', severity: 'warning' }]);
  });

  it.each(['0022', '0002', '0027', '0077'])('finds nothing wrong with %s', async (mask) => {
    expect((await judgeHost(umask, withUmask(mask))).rules).toEqual([]);
  });

  it('accepts a world-writable umask that the policy names', async () => {
    const { rules } = await judgeHost(umask, withUmask('0000'), { policy: { umask: { allowed: ['0'] } } });
    expect(rules).toEqual([]);
  });

  it.each([
    ['22', 0o22],
    ['022', 0o22],
    ['0022', 0o22],
    ['0o22', 0o22],
    ['29', null],
    ['00022', null],
    ['', null],
  ])('reads %j as a umask', (text, value) => {
    expect(parseOctal(text)).toBe(value);
  });
});
