import { expect, it } from 'vitest';
import { kernelClock, timeNamespace } from '../../../probes/timezone/clock/kernel-clock.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';

const AT = '/sys/devices/system/clocksource/clocksource0';

it('tells the source of the clock, and by how much a time namespace moves what is no wall clock', () => {
  const host = memoryHost({
    trees: [
      {
        [`${AT}/current_clocksource`]: 'kvm-clock\n',
        [`${AT}/available_clocksource`]: 'kvm-clock tsc acpi_pm \n',
        '/proc/self/timens_offsets':
          'monotonic       86400         500000000\nboottime           -7         0\n',
      },
    ],
  });
  expect(kernelClock(host)).toEqual({
    source: 'kvm-clock',
    available: ['kvm-clock', 'tsc', 'acpi_pm'],
    timeNamespace: { monotonicSeconds: 86_400.5, boottimeSeconds: -7 },
    synchronised: null,
  });
});

it('tells nothing where nothing is seen', () => {
  expect(kernelClock(memoryHost({ trees: [] }))).toEqual({
    source: null,
    available: null,
    timeNamespace: null,
    synchronised: null,
  });
  expect(timeNamespace('nonsense')).toEqual({ monotonicSeconds: null, boottimeSeconds: null });
});
