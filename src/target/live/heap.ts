import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { monotonicNow } from './clock.ts';

/**
 * For what is looked at once and dropped: a larger space for what is young only takes memory, up to 100 MiB of it for the 100 000 files
 * of an image.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** The same for a Node that is started: this one is told too late for a space that has grown. */
export const SMALL_YOUNG_HEAP: readonly string[] = ['--max-semi-space-size=4'];

/**
 * Has glibc give files that were read back to the kernel (mallopt(3)): what lies between others is else kept. A program that is
 * started has it in its environment, and musl knows nothing of it.
 */
export const LITTLE_KEPT: Readonly<Record<string, string>> = {
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** So many looks that found something out leave so much behind that it is worth to collect it. */
const MANY = 20;
/** After the last of them that made it so many, when those that began with it have come to their end; and between two times. */
const [SOON_MS, AGAIN_MS] = [15_000, 60_000];

/** What large looks leave behind, collected when there is much of it. V8 does so by itself only where nothing is done for half a minute. */
export class Leftovers {
  #count = 0;
  #collectedMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  /** A look has left something behind. */
  more(): void {
    if (++this.#count < MANY || this.#timer !== null) return;
    const waitMs = Math.max(SOON_MS, this.#collectedMs + AGAIN_MS - monotonicNow());
    this.#timer = setTimeout(() => this.#collect(), waitMs);
    this.#timer.unref();
  }

  #collect(): void {
    giveMemoryBack();
    this.#collectedMs = monotonicNow();
    this.#count = 0;
    this.#timer = null;
  }
}

let collect: ((how?: object) => void) | null = null;

/** All garbage, and the pages that held it, in 30 to 120 ms. Node 20 keeps the pages: it knows no kind of collection but two. */
function giveMemoryBack(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as typeof collect;
  }
  // There any argument asks for what is young alone.
  if (Number.parseInt(process.versions.v8, 10) < 12) collect?.();
  else collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
