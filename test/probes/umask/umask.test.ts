import { describe, expect, it } from 'vitest';
import { umask } from '../../../probes/umask/index.ts';
import { parseOctal } from '../../../probes/umask/octal.ts';
import { procTree } from '../../support/healthy.ts';
import { judgeHost } from '../../support/judge-host.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { testRuleCases } from '../../support/rule-cases.ts';

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
