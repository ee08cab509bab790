import { FILE_CALLS } from '../../run/witness.ts';
import type { Result } from '../../target/file.ts';
import type { FileCall, Host } from '../../target/host.ts';
import type { Network } from '../../target/network.ts';
import type { RunSpec } from '../../target/program/program.ts';
import { type Around, AroundRecorder } from './around.ts';
import {
  type Dependency,
  dependencyOn,
  isInFiles,
  MADE_AT_READING,
  placeOf,
  type Sign,
  signOf,
  wordsOf,
} from './dependency.ts';
import { inputsOf } from './program-inputs.ts';
import type { Ways } from './ways.ts';

const MOUNTS = '/proc/self/mountinfo';

/** Of a probe that looks at more, everything is looked at again at every interval. */
const MAX_DEPENDENCIES = 20_000;

/** What one probe looked at. */
export class Recorder {
  readonly #found = new Map<string, Dependency>();
  readonly #places = new Map<string, Dependency>();
  readonly #host: Host;
  readonly #ways: Ways;
  readonly #glanced: boolean;
  readonly #around: AroundRecorder | null;
  /** More was looked at than is kept. */
  tooMany = false;
  /** Others were asked over the network, of whom no file tells. */
  askedOthers = false;

  /** @param glanced what is in files is only listed: how it is, with each link on the way, somebody else asks */
  constructor(host: Host, ways: Ways, glanced = false) {
    this.#host = host;
    this.#ways = ways;
    this.#glanced = glanced;
    this.#around = glanced ? new AroundRecorder() : null;
  }

  /** The machine, which writes down what is asked of it. */
  recording(): Host {
    const host = this.#host;
    // How it is is asked before the answer is made: a change between the two is found at the next look.
    const before = Object.fromEntries(
      FILE_CALLS.map((name) => {
        const call = host[name] as (path: string, ...rest: readonly unknown[]) => unknown;
        return [
          name,
          (path: string, ...rest: readonly unknown[]) => {
            if (name === 'readFile' && signOf(name, path) === 'words')
              return this.#noteWords(path, call(path, ...rest) as Result<Buffer>);
            this.#note(name, path);
            return call(path, ...rest);
          },
        ];
      }),
    ) as unknown as Pick<Host, FileCall>;
    const recorded: Host = {
      ...host,
      ...before,
      ...(host.network && { network: this.#noteOthers(host.network) }),
      run: (program) => {
        this.#noteProgram(program);
        return host.run(program);
      },
    };
    return this.#around?.recording(recorded) ?? recorded;
  }

  /** What was asked beside files; null where nobody needs it. */
  get around(): Around | null {
    return this.#around?.around ?? null;
  }

  get dependencies(): readonly Dependency[] {
    return [...this.#found.values()];
  }

  #noteOthers(network: Network): Network {
    const noted =
      <A extends unknown[], R>(ask: (...args: A) => R) =>
      (...args: A): R => {
        this.askedOthers = true;
        return ask(...args);
      };
    return {
      lookup: noted(network.lookup),
      handshake: noted(network.handshake),
      request: noted(network.request),
    };
  }

  #note(call: FileCall, path: string): void {
    const sign = signOf(call, path);
    this.#add(sign, path);
    // What may be done to a path follows from its mount too.
    if (call === 'access' || call === 'statfs') this.#add('words', MOUNTS);
    if (this.#glanced) return;
    if (call === 'readdir' || call === 'entries') this.#ways.listed(path);
    if (sign !== 'file' && sign !== 'entry' && sign !== 'link') return;
    // Each link on the way: what is swapped at once is swapped by one of them.
    for (const link of this.#ways.links(path)) this.#add('link', link);
  }

  /** What the kernel writes anew at each reading is not read twice. */
  #noteWords(path: string, content: Result<Buffer>): Result<Buffer> {
    const key = `words ${path}`;
    if (!this.#found.has(key))
      this.#found.set(key, { sign: 'words', path, value: wordsOf(content, path), fresh: false });
    return content;
  }

  #noteProgram(program: RunSpec): void {
    for (const path of inputsOf(program, this.#host)) this.#note('stat', path);
  }

  #add(sign: Sign, path: string): void {
    const key = `${sign} ${path}`;
    if (this.#found.has(key)) return;
    if (this.#found.size >= MAX_DEPENDENCIES) this.tooMany = true;
    else if (this.#glanced && isInFiles({ sign, path }))
      this.#found.set(key, { sign, path, value: '', fresh: true });
    else this.#found.set(key, { ...this.#placeOf(sign, path), ...dependencyOn(sign, path, this.#host) });
  }

  /** Asked before the link itself: what is changed in between makes it another one. */
  #placeOf(sign: Sign, path: string): Pick<Dependency, 'place'> {
    if (sign !== 'link' || !path.startsWith('/') || MADE_AT_READING.test(path)) return {};
    const directory = placeOf(path);
    const known = this.#places.get(directory) ?? dependencyOn('file', directory, this.#host);
    this.#places.set(directory, known);
    return known.fresh || typeof known.value === 'string' ? {} : { place: known };
  }
}
