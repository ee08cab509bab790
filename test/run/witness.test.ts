import { describe, expect, it } from 'vitest';
import type { Silence } from '../../src/core/reason.ts';
import { FILE_CALLS, witness } from '../../src/run/witness.ts';
import type { Result } from '../../src/target/file.ts';
import type { Host } from '../../src/target/host.ts';
import { fail } from '../../src/target/result.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { file } from '../support/memory/tree.ts';

const SILENT: Silence = {
  code: 'mount-silent',
  data: { point: '/data', fsType: 'nfs4', waitedMs: 430, hangs: null },
};

type Call = (path: string, ...rest: unknown[]) => Result<unknown>;

/** Every call of a host that answers about a path, `access` apart: a refusal is what that asks for. */
const CALLS = FILE_CALLS.filter((name) => name !== 'access');

function answering(code: string, why?: Silence): Host {
  const calls = [...CALLS, 'access'].map((name) => [
    name,
    () => fail(code, why === undefined ? {} : { why }),
  ]);
  return { ...memoryHost(), ...Object.fromEntries(calls) };
}

describe('witness', () => {
  it('knows every call of a host that takes a path', () => {
    const host = memoryHost();
    const others = ['now', 'monotonic', 'run', 'access'];
    const calls = Object.keys(host).filter((name) => typeof host[name as keyof Host] === 'function');
    expect(calls.filter((name) => !others.includes(name)).sort()).toEqual([...CALLS].sort());
  });

  it('hands on all that a call says', () => {
    const bytes = Buffer.from('beginning, and what comes behind it');
    const { host } = witness(memoryHost({ trees: [{ '/a': file(bytes) }] }));
    expect(host.readHead('/a', 4, 11)).toEqual({ ok: true, value: bytes.subarray(11, 15) });
    expect(host.readFile('/a', { maxBytes: 4 }).ok).toBe(false);
  });

  it.each(CALLS)('%s: a refusal is unknown, once, with its errno', (name) => {
    const { host, unknown } = witness(answering('EACCES'));
    (host[name] as Call)('/a');
    (host[name] as Call)('/a');
    (host[name] as Call)('/a/below');
    (host[name] as Call)('/ab');
    expect(unknown()).toEqual([
      { what: '/a', why: { code: 'errno', data: { errno: 'EACCES' } } },
      { what: '/ab', why: { code: 'errno', data: { errno: 'EACCES' } } },
    ]);
  });

  it.each(['EPERM', 'EIO', 'ESTALE', 'EMFILE', 'EUNHEARDOF'])('%s says nothing about the path', (code) => {
    const { host, unknown } = witness(answering(code));
    host.stat('/a');
    expect(unknown()).toEqual([{ what: '/a', why: { code: 'errno', data: { errno: code } } }]);
  });

  it.each(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL', 'NOT_REGULAR', 'TOO_LARGE', 'NO_ANSWER'])(
    '%s is an answer, or somebody else’s matter',
    (code) => {
      const { host, unknown } = witness(answering(code));
      for (const name of CALLS) (host[name] as Call)('/a');
      expect(unknown()).toEqual([]);
    },
  );

  it('takes the refusal of access for the answer that it is', () => {
    const { host, unknown } = witness(answering('EACCES'));
    host.access('/a', 'write');
    expect(unknown()).toEqual([]);
  });

  it.each([...CALLS, 'access'] as const)('%s: tells of a file system that does not answer', (name) => {
    const { host, silence } = witness(answering('NO_ANSWER', SILENT));
    (host[name] as Call)('/a', 'read');
    expect(silence()).toEqual({ code: 'no-answer', data: { why: SILENT } });
  });

  it('counts only so many', () => {
    const { host, unknown } = witness(answering('EACCES'));
    for (let i = 0; i < 1000; i++) host.stat(`/${i}`);
    expect(unknown().length).toBe(32);
  });
});
