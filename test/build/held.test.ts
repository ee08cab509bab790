import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { asFunction, hold, type Program } from '../../build/rehearsal/program.ts';
import { BUNDLE } from '../support/runs/built-file.ts';

const text = readFileSync(BUNDLE, 'latin1').replace(/^#!.*/, '');
const program: Program = new Script(asFunction(text)).runInThisContext();

/** The same wherever and whenever it is asked. */
const PURE = new Set(['Date.UTC']);

/** Has the modules evaluated; what they asked of the process and the clock meanwhile, and what begins them. */
function evaluated() {
  const asked: string[] = [];
  const watched = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get: (of, key) => {
        asked.push(`${name}.${String(key)}`);
        return Reflect.get(of, key);
      },
      has: (of, key) => {
        asked.push(`${name}.${String(key)}`);
        return Reflect.has(of, key);
      },
      apply: (of, self, args) => {
        asked.push(`${name}()`);
        return Reflect.apply(of as never, self, args);
      },
      construct: (of, args) => {
        asked.push(`new ${name}()`);
        return Reflect.construct(of as never, args);
      },
    });
  const builtin = (name: string) => process.getBuiltinModule(name);
  const begin = hold(() =>
    program(
      builtin,
      {},
      {},
      watched('process', process),
      watched('Date', Date),
      watched('timer', () => {}),
    ),
  );
  return { asked: () => asked.filter((call) => !PURE.has(call)), begin };
}

describe('the program, evaluated when the executable is built', () => {
  it('reads nothing of the process and of the clock before it begins', () => {
    expect(evaluated().asked()).toEqual([]);
  });

  it('would be noticed: it reads its arguments when it begins', () => {
    const { asked, begin } = evaluated();
    const fake = new Error('read');
    const { env } = process;
    Object.defineProperty(process, 'env', {
      configurable: true,
      get: () => {
        throw fake;
      },
    });
    try {
      expect(begin).toThrow(fake);
    } finally {
      Object.defineProperty(process, 'env', { configurable: true, writable: true, value: env });
    }
    expect(asked()).toEqual(['process.env']);
  });

  it('is refused where it does not say how it begins', () => {
    expect(() => hold(() => undefined)).toThrow('how it begins');
  });
});
