import type { Config } from '../../config/config.ts';
import { safe } from '../../core/text/safe.ts';
import type { Host } from '../../target/host.ts';
import { type Dependency, isUnchanged } from './dependency.ts';
import { Recorder } from './recorder.ts';
import { Ways } from './ways.ts';

type Configure<C> = (host: Host) => Promise<C>;

/** The configuration, read again when its files have changed. One that cannot be used is refused; the old one stays. */
export class Reloading<C = Config> {
  readonly #configure: Configure<C>;
  readonly #log: (line: string) => void;
  #config: C | null = null;
  #recorder: Recorder | null = null;
  #ways: Ways | null = null;
  /** Files that had words in them when they were taken up. */
  #filled: ReadonlySet<string> = new Set();
  #forced = false;
  #refusal: string | null = null;
  #readMs = 0;

  constructor(configure: Configure<C>, log: (line: string) => void) {
    this.#configure = configure;
    this.#log = log;
  }

  /** With what was read at the start. */
  async begin(config: C, host: Host): Promise<void> {
    await this.#read(host);
    this.#config ??= config;
  }

  /** At the next look. */
  force(): void {
    this.#forced = true;
  }

  async current(host: Host): Promise<C> {
    const dependencies = this.#recorder?.dependencies ?? [];
    if (this.#forced || dependencies.some((one) => !isUnchanged(one, host))) await this.#read(host);
    if (this.#config === null) throw new Error('nothing was configured');
    return this.#config;
  }

  get names(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#ways?.names ?? new Map();
  }

  get state() {
    return {
      configSucceeded: this.#refusal === null,
      configRefusal: this.#refusal,
      configReadMs: this.#readMs,
    };
  }

  async #read(host: Host): Promise<void> {
    this.#forced = false;
    this.#ways = new Ways(host);
    this.#recorder = new Recorder(host, this.#ways);
    try {
      const config = await this.#configure(this.#recorder.recording());
      const files = this.#recorder.dependencies;
      // Who writes a file has made it empty first; and where the disk is full, it stays so. It would ask for nothing.
      const emptied = files.find((one) => bytesOf(one) === 0 && this.#filled.has(one.path));
      if (emptied !== undefined)
        throw new Error(`${emptied.path}: is empty and was not; a comment in it says that it is meant`);
      this.#filled = new Set(files.filter((one) => (bytesOf(one) ?? 0) > 0).map(({ path }) => path));
      // The same words are the same configuration: what was seen under it stays.
      if (JSON.stringify(config) !== JSON.stringify(this.#config)) this.#config = config;
      this.#readMs = host.now();
      if (this.#refusal !== null) this.#log('the policy can be used again');
      this.#refusal = null;
    } catch (error) {
      const refusal = safe(error instanceof Error ? error.message : String(error));
      if (refusal !== this.#refusal)
        this.#log(`the policy is refused, and the one before stays in force: ${refusal}`);
      this.#refusal = refusal;
    }
  }
}

/** Null of what is no regular file, or not there. */
function bytesOf({ sign, value }: Dependency): number | null {
  return sign === 'file' && typeof value !== 'string' && value.type === 'file' ? value.size : null;
}
