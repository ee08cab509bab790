import { expect, it } from 'vitest';
import { reasonText } from '../../src/verdict/reasons.ts';

it('a reason within a reason comes in words', async () => {
  const share = { point: '/data', fsType: 'nfs4', waitedMs: 429.6, hangs: 7 };
  expect(await reasonText({ code: 'no-answer', data: { why: { code: 'mount-silent', data: share } } })).toBe(
    '/data is an nfs4 mount that did not answer in 430 ms (process 7 hangs there)',
  );
  const of = { code: 'process', data: { pid: 4711 } };
  const why = { code: 'mounted-by-runtime', data: { path: '/dev' } };
  expect(await reasonText({ code: 'not-from-outside', data: { of, why } })).toBe(
    'cannot be known of process 4711: a container runtime mounts /dev',
  );
});
