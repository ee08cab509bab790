import { describe, expect, it } from 'vitest';
import type { Platform } from '../../src/core/platform.ts';
import { command, shell } from '../../src/core/remedy/forms.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import { rule } from '../../src/core/rule.ts';
import { detectPlatform } from '../../src/target/system/platform.ts';
import { remediesOf } from '../../src/verdict/render.ts';
import { lookHere } from '../node/looks/look-here.ts';
import { memoryHost } from '../support/memory/memory-host.ts';

const PLATFORM = { family: 'debian', root: true, has: () => true, writes: () => true } as unknown as Platform;

function told(remedies: readonly Remedy[], reachedBy?: string): readonly string[] {
  const definition = rule({
    title: 'A test',
    severity: 'error',
    cause: 'For a test.',
    message: 'Seen.',
    remedies: () => remedies,
    restart: { mends: false, why: 'No.' },
    example: {},
  });
  const platform = reachedBy === undefined ? PLATFORM : { ...PLATFORM, reachedBy };
  return remediesOf(definition, {}, platform).map(({ where, lines }) => `${where}: ${lines.join()}`);
}

describe('a container that is looked at from outside', () => {
  it('is mended in it, and not where the report is read', () => {
    expect(told(command('chmod a+r /a; id'), '/proc/4711/root')).toEqual([
      "container: chroot /proc/4711/root sh -c 'chmod a+r /a; id'",
      'image: RUN chmod a+r /a; id',
    ]);
    expect(told(command('id'))).toEqual(['container: id', 'image: RUN id']);
  });

  it('is mended in its image where its own user would do it, and that is said once', () => {
    expect(told([shell('go env -u GOFLAGS'), ...command('id')], '/r')).toEqual([
      'image: RUN go env -u GOFLAGS',
      'container: chroot /r sh -c id',
      'image: RUN id',
    ]);
    expect(told([shell('id'), ...command('id')], '/r')).toEqual([
      'container: chroot /r sh -c id',
      'image: RUN id',
    ]);
  });

  it('is done no harm by way of the shell', () => {
    expect(told(command('chmod o+r /root/.netrc'), '/r').join()).not.toContain('chmod');
  });

  it('is reached where whoever asked says so', () => {
    expect(detectPlatform({ ...memoryHost(), reachedBy: '/r' }).reachedBy).toBe('/r');
    expect(detectPlatform(memoryHost()).reachedBy).toBeUndefined();
  });

  it('is closed to whoever reads of it on another machine, as of a container of a node', async () => {
    expect(detectPlatform({ ...memoryHost(), reachedBy: null })).toMatchObject({ closed: true });
    const { observation } = await lookHere(process.pid, 'umask', {})();
    expect(detectPlatform(observation.host)).toMatchObject({ closed: true });
  });
});
