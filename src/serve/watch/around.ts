import { once } from '../../core/once.ts';
import type { Host } from '../../target/host.ts';
import { nodeThere } from '../../target/system/node-there.ts';

/** What a probe asked of a machine beside what is in files. */
export interface Around {
  /** Variables, by their names; null: it is not set. */
  readonly variables: ReadonlyMap<string, string | null>;
  /** The names of all variables; left out where they were not asked for. */
  readonly names?: string;
  /** When what runs there started, milliseconds since 1970, null: nobody can tell; left out where that was not asked. */
  readonly startedMs?: number | null;
  /** It asked what another machine with the same files and variables may answer in another way. */
  readonly ofItself: boolean;
}

/** Writes down what of a machine is asked that no file tells. */
export class AroundRecorder {
  readonly #variables = new Map<string, string | null>();
  #names: string | undefined;
  #startedMs: number | null | undefined;
  #ofItself = false;

  get around(): Around {
    return {
      variables: this.#variables,
      ...(this.#names === undefined ? {} : { names: this.#names }),
      ...(this.#startedMs === undefined ? {} : { startedMs: this.#startedMs }),
      ofItself: this.#ofItself,
    };
  }

  /** @param host whose calls that look at files are written down elsewhere */
  recording(host: Host): Host {
    const { running, outerProc, nodeThere: hasNode, acl, fileCapabilities, network } = host;
    const alone =
      <A extends unknown[], R>(ask: (...args: A) => R) =>
      (...args: A): R => {
        this.#ofItself = true;
        return ask(...args);
      };
    const recorded: Host = {
      ...host,
      env: this.#env(host.env),
      run: alone(host.run),
      ...(running && {
        running: {
          startedMs: () => {
            this.#startedMs = running.startedMs();
            return this.#startedMs;
          },
          program: alone(running.program),
        },
      }),
      ...(outerProc && {
        outerProc: {
          access: alone(outerProc.access),
          readdir: alone(outerProc.readdir),
          readFile: alone(outerProc.readFile),
          readlink: alone(outerProc.readlink),
        },
      }),
      ...(acl && { acl: alone(acl) }),
      ...(fileCapabilities && { fileCapabilities: alone(fileCapabilities) }),
      ...(network && {
        network: {
          lookup: alone(network.lookup),
          handshake: alone(network.handshake),
          request: alone(network.request),
        },
      }),
    };
    // The files that tell of it are among those of whoever asks.
    return hasNode === undefined ? recorded : { ...recorded, nodeThere: once(() => nodeThere(recorded)) };
  }

  #env(env: Host['env']): Host['env'] {
    const note = (name: string | symbol) => {
      if (typeof name === 'string' && !this.#variables.has(name))
        this.#variables.set(name, Object.hasOwn(env, name) ? (env[name] ?? null) : null);
    };
    return new Proxy(env, {
      get: (all, name) => {
        note(name);
        return Reflect.get(all, name);
      },
      has: (all, name) => {
        note(name);
        return Reflect.has(all, name);
      },
      // Who lists the names is given each descriptor too, and reads the values that it wants by get.
      getOwnPropertyDescriptor: (all, name) => {
        if (this.#names === undefined) note(name);
        return Reflect.getOwnPropertyDescriptor(all, name);
      },
      ownKeys: (all) => {
        this.#names = namesIn(all);
        return Reflect.ownKeys(all);
      },
    });
  }
}

function namesIn(env: Host['env']): string {
  return Object.keys(env).sort().join('\0');
}

/** Whether another machine with the same files would have answered the same. @param newestMs the last change of these files */
export function isSameAround(
  { variables, names, startedMs, ofItself }: Around,
  host: Host,
  newestMs: number,
): boolean {
  if (ofItself || (names !== undefined && names !== namesIn(host.env))) return false;
  for (const [name, value] of variables)
    if ((Object.hasOwn(host.env, name) ? host.env[name] : null) !== value) return false;
  if (startedMs === undefined) return true;
  // Who asks when it started asks whether files have changed since.
  const now = host.running?.startedMs() ?? null;
  return startedMs === null || now === null ? startedMs === now : newestMs < Math.min(startedMs, now);
}
