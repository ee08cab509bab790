import { describe, expect, it } from 'vitest';
import {
  CAP_DAC_OVERRIDE,
  CAP_DAC_READ_SEARCH,
  hasCapability,
  parseProcStatus,
  readProcStatus,
} from '../../../src/target/posix/process-status.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';

describe('/proc/PID/status', () => {
  it('reads every field', () => {
    const text =
      'Name:\tmy app\nUmask:\t0027\nUid:\t7\t8\t9\t10\nGroups:\t4 20 12345 \nCapEff:\t00000000a80425fb\n';
    expect(parseProcStatus(text)).toEqual({
      name: 'my app',
      umask: 0o27,
      groups: [4, 20, 12345],
      realUid: 7,
      capEff: 0xa80425fbn,
    });
  });

  it('has no groups where the line is empty', () => {
    expect(parseProcStatus('Groups:\t \n').groups).toEqual([]);
  });

  it('knows nothing where the kernel leaves the lines out', () => {
    expect(parseProcStatus('State:\tR\n')).toEqual({
      name: null,
      umask: null,
      groups: null,
      realUid: null,
      capEff: null,
    });
  });

  it('is not misled by a name that looks like a field', () => {
    expect(parseProcStatus('Name:\tUmask:\nUmask:\t0022\n').umask).toBe(0o22);
  });

  it('tells capabilities apart, beyond 32 bits too', () => {
    expect(hasCapability(0b10n, CAP_DAC_OVERRIDE)).toBe(true);
    expect(hasCapability(0b10n, CAP_DAC_READ_SEARCH)).toBe(false);
    expect(hasCapability(1n << 40n, 40)).toBe(true);
  });

  it('is null without /proc', () => {
    expect(readProcStatus(memoryHost(), '/proc/self')).toBeNull();
  });
});
