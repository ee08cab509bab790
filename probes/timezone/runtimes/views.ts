import { LOCALTIME, type LocalTime, type Resolution } from './resolution.ts';

/** The runtimes that see one offset. */
export interface View {
  /** `UTC`, `+08:00`; `+01:00, later +02:00` where it changes within half a year. */
  readonly offset: string;
  readonly runtimes: readonly string[];
  readonly [key: string]: string | readonly string[];
}

const HALF_A_YEAR = 182 * 86_400;

/** The offset that a zone has now and half a year from now, seconds: both seasons. */
export function offsets(
  zone: { readonly at: (seconds: number) => LocalTime },
  now: number,
): readonly number[] {
  return [now, now + HALF_A_YEAR].map((t) => zone.at(t).offsetSeconds);
}

/** One zone for each runtime. */
export interface FourZones {
  readonly go: Resolution;
  readonly glibc: Resolution;
  readonly musl: Resolution;
  readonly node: Resolution | null;
}

/** What the runtimes see, those with the same offsets together. */
export function views(runtimes: FourZones, now: number): readonly View[] {
  const groups = new Map<string, string[]>();
  for (const [key, label] of LABELS) {
    const resolution = runtimes[key];
    if (resolution === null) continue;
    const [present = 0, later = 0] = offsets(resolution, now);
    const offset =
      resolution.source === 'blocked'
        ? 'nothing (opening it hangs)'
        : present === later
          ? showOffset(present)
          : `${showOffset(present)}, later ${showOffset(later)}`;
    groups.set(offset, [...(groups.get(offset) ?? []), label]);
  }
  return [...groups].map(([offset, names]) => ({ offset, runtimes: names }));
}

const LABELS: readonly (readonly [keyof FourZones, string])[] = [
  ['go', 'Go'],
  ['glibc', 'glibc'],
  ['musl', 'musl'],
  ['node', 'Node'],
];

/** `28800` → `+08:00`; seconds only where there are any. */
export function showOffset(seconds: number): string {
  if (seconds === 0) return 'UTC';
  const all = Math.abs(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = all % 60 === 0 ? '' : `:${two(all % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${two(all / 3600)}:${two((all / 60) % 60)}${rest}`;
}

/** `Go sees UTC; glibc, musl and Node see +08:00.` */
export function tellViews(groups: readonly View[]): string {
  const parts = groups.map(({ offset, runtimes }) => {
    const verb = runtimes.length === 1 ? 'sees' : 'see';
    return `${enumerate(runtimes)} ${verb} ${offset}`;
  });
  return `${parts.join('; ')}.`;
}

export function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Where a resolution comes from, in a word or two. */
export function origin(resolution: Resolution): string {
  if (resolution.path === LOCALTIME) return LOCALTIME;
  return resolution.path ?? resolution.source;
}
