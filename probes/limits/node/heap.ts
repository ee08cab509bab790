/*
 * The largest heap that a Node lets itself have, as V8 chooses by the memory of the machine or of the control group
 * (v8::ResourceConstraints, Heap::ConfigureHeap), measured of Node 20, 22, 24 and 26 on 64 bits.
 */

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** What differs from line to line. */
interface Line {
  /** How many times larger than a semi-space the old generation is. */
  readonly ratio: number;
  /** The largest semi-space, bytes. */
  readonly semi: number;
  /** Memory from which the old generation may have 4 GiB, bytes. */
  readonly large: number;
  /** The semi-space where memory is low, and up to which memory it is, bytes. */
  readonly low: { readonly semi: number; readonly upTo: number };
}

const LINES: Readonly<Record<number, Line>> = {
  20: { ratio: 128, semi: 16 * MIB, large: 15.5 * GIB, low: { semi: MIB, upTo: 512 * MIB } },
  22: { ratio: 128, semi: 16 * MIB, large: 15 * GIB, low: { semi: MIB, upTo: 512 * MIB } },
  24: { ratio: 32, semi: 64 * MIB, large: 15 * GIB, low: { semi: MIB, upTo: 512 * MIB } },
  26: { ratio: 64, semi: 32 * MIB, large: 15 * GIB, low: { semi: 2 * MIB, upTo: 256 * MIB } },
};

/** V8 rounds the old generation up to whole pages of its own, bytes. */
const PAGE = MIB / 4;

/** The old generation and what is young beside it: three semi-spaces. */
export interface Heap {
  /** `heap_size_limit` of `v8.getHeapStatistics()`, bytes. */
  readonly limitBytes: number;
  /** The option that says it; null: Node chose it. */
  readonly by: string | null;
}

/**
 * @param major of Node's version
 * @param memory bytes that the control group allows, or the machine has, whichever is less
 * @param options NODE_OPTIONS
 * @returns null where nobody measured that line, or an option is not known here
 */
export function heapOf(major: number, memory: number, options = ''): Heap | null {
  const line = LINES[major];
  const said = heapOptions(options);
  if (line === undefined || said === null || (said.percentage !== null && major < 22)) return null;
  const asked = said.old ?? (said.percentage === null ? null : (memory * said.percentage) / 100);
  const chosen = oldGeneration(memory, line);
  const old = asked === null ? chosen : Math.ceil(asked / PAGE) * PAGE;
  const semi = said.semi ?? semiSpace(chosen, memory, line);
  return { limitBytes: old + 3 * semi, by: said.by };
}

function oldGeneration(memory: number, { large }: Line): number {
  const most = memory >= large ? 4 * GIB : 2 * GIB;
  return Math.ceil(Math.min(most, Math.max(256 * MIB, memory / 2)) / PAGE) * PAGE;
}

function semiSpace(old: number, memory: number, { ratio, semi, low }: Line): number {
  if (memory <= low.upTo) return low.semi;
  return Math.min(semi, 2 ** Math.ceil(Math.log2(old / ratio)));
}

interface HeapOptions {
  /** Bytes; null: not said. */
  readonly old: number | null;
  readonly semi: number | null;
  /** Of the memory. */
  readonly percentage: number | null;
  /** The last of the options that say something. */
  readonly by: string | null;
}

/** V8 takes a dash for an underscore and the last of several; null where one is not known here. */
function heapOptions(options: string): HeapOptions | null {
  let said: HeapOptions = { old: null, semi: null, percentage: null, by: null };
  for (const word of options.split(/[ "]+/)) {
    const [, dashed = '', value] = /^--([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    const name = dashed.replaceAll('_', '-');
    if (!/(?:^|-)(?:heap|space)-/.test(name)) continue;
    if (value === undefined || !/^\d{1,9}$/.test(value)) return null;
    const size = Number(value);
    switch (name) {
      case 'max-old-space-size':
        // None is as good as not said.
        said = { ...said, old: size === 0 ? null : size * MIB, by: size === 0 ? null : word };
        break;
      case 'max-old-space-size-percentage':
        said = { ...said, percentage: size, by: word };
        break;
      case 'max-semi-space-size':
        // Rounded up to a power of two.
        said = { ...said, semi: size === 0 ? null : 2 ** Math.ceil(Math.log2(size)) * MIB };
        break;
      default:
        return null;
    }
  }
  return said;
}
