import { describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import { rules } from '../../../probes/ca-certs/rules/index.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { parseInstruction } from '../../remedies/apply/dockerfile.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { directory, program } from '../../support/memory/tree.ts';
import { caTree } from '../../support/memory/trees/ca-certs.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

const both = { '/usr/bin/git': program(), '/usr/bin/node': program() };
const container = (env: Readonly<Record<string, string>>, programs = both) =>
  memoryHost({
    trees: [procTree(), caTree('debian'), programs, { '/dir': directory() }],
    env: { PATH: '/usr/bin', ...env },
  });
const PLATFORM = { family: 'debian', has: () => true, writes: () => true, root: true } as never;

describe('variables that one client alone reads', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, ['ca-certs/verification-off']],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '1' }, []],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: 'false' }, []],
    [{ GIT_SSL_NO_VERIFY: '' }, ['ca-certs/verification-off']],
    [{ GIT_SSL_NO_VERIFY: 'false' }, ['ca-certs/verification-off']],
    [{ GIT_SSL_CAINFO: '' }, ['ca-certs/git-ca-missing']],
    [{ GIT_SSL_CAINFO: '/dir' }, ['ca-certs/git-ca-missing']],
    [{ GIT_SSL_CAINFO: '/etc/ssl/certs/ca-certificates.crt' }, []],
  ])('%j: %j', async (env, expected) => {
    expect((await judgeHost(caCerts, container(env))).rules).toEqual(expected);
  });

  it('say nothing where there is no such client', async () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0', GIT_SSL_NO_VERIFY: '1', GIT_SSL_CAINFO: '/gone' };
    expect((await judgeHost(caCerts, container(env, {} as never))).rules).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['verification-off', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['git-ca-missing', { GIT_SSL_CAINFO: '/etc/ssl/corp.pem' }],
  ])('%s is gone by what its remedy sets', async (name, env) => {
    const { findings } = await judgeHost(caCerts, container(env));
    const all = remediesOf(rules[name as 'git-ca-missing'], findings[0]?.args as never, PLATFORM);
    const lines = all.filter(({ where }) => where === 'image').flatMap((remedy) => remedy.lines);
    expect(lines).toHaveLength(1);
    const set = parseInstruction(lines.join('\n'), {});
    const after = container({ ...env, ...(set.kind === 'env' ? set.values : {}) });
    expect((await judgeHost(caCerts, after)).rules).toEqual([]);
  });
});
