import type { Ignorance } from '../../core/reason.ts';
import type { Host } from '../host.ts';

/** An environment of which some values are not known: whoever reads one of these is told of. */
export function unknownEnv(why: ReadonlyMap<string, Ignorance>): NonNullable<Host['unknownEnv']> {
  return {
    why,
    reading: (env, told) => {
      const note = (name: string | symbol) => {
        const reason = why.get(String(name));
        if (reason !== undefined) told(String(name), reason);
      };
      return new Proxy(env, {
        get: (target, name) => {
          note(name);
          return Reflect.get(target, name);
        },
        getOwnPropertyDescriptor: (target, name) => {
          note(name);
          return Reflect.getOwnPropertyDescriptor(target, name);
        },
      });
    },
  };
}
