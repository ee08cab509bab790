import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Leftovers } from '../../../src/target/live/heap.ts';
import { selfCommand } from '../../../src/target/live/self.ts';

/** Something that nobody has any more. */
async function left(): Promise<WeakRef<object>> {
  const ref = new WeakRef({ text: 'left' });
  // What is weak is held until its turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  return ref;
}

describe('what large looks leave behind', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is collected when there was much of it, a while later', async () => {
    const leftovers = new Leftovers();
    for (let n = 0; n < 19; n++) leftovers.more();
    expect(vi.getTimerCount()).toBe(0);
    leftovers.more();
    leftovers.more();
    expect(vi.getTimerCount()).toBe(1);
    const ref = await left();
    vi.advanceTimersByTime(15_000);
    expect(ref.deref()).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not collected again within a minute', () => {
    const leftovers = new Leftovers();
    const many = () => {
      for (let n = 0; n < 20; n++) leftovers.more();
    };
    many();
    vi.advanceTimersByTime(15_000);
    many();
    vi.advanceTimersByTime(40_000);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(20_001);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the command that starts this program once more', () => {
  const of = (more: Partial<NodeJS.Process>) =>
    selfCommand(
      {
        argv: ['node', '/x/probe-env.cjs'],
        argv0: 'node',
        execPath: '/bin/node',
        execArgv: [],
        ...more,
      } as NodeJS.Process,
      ['--max-semi-space-size=4'],
    );

  it('has the options that are wanted before those that somebody gave', () => {
    expect(of({ execArgv: ['--max-semi-space-size=8'] })).toEqual([
      ...['/bin/node', '--max-semi-space-size=4', '--max-semi-space-size=8', '/x/probe-env.cjs'],
    ]);
  });

  it('has none where it is the executable, whose options are its own', () => {
    const getBuiltinModule = (() => ({ isSea: () => true })) as unknown as NodeJS.Process['getBuiltinModule'];
    expect(of({ execPath: '/bin/probe-env', getBuiltinModule })).toEqual(['/bin/probe-env']);
  });
});
