/**
 * Files of the runtime package, which every program has, that only some releases of Go 1 hold: the first and
 * the last minor release. One that is there and does not belong to the tree's own release was left by another:
 * a toolchain was unpacked over an older or a newer one, and its runtime no longer compiles.
 *
 * Between two lines of which the tests know no toolchain the wider bound stands.
 */
const MARKERS: Readonly<Record<string, readonly [number, number]>> = {
  'src/runtime/lfstack_64bit.go': [0, 20],
  'src/runtime/exithook.go': [20, 22],
  'src/runtime/mbitmap_allocheaders.go': [22, 22],
  'src/runtime/coro.go': [22, Number.POSITIVE_INFINITY],
  'src/runtime/tracebuf.go': [23, Number.POSITIVE_INFINITY],
  'src/runtime/traceexp.go': [23, 24],
  'src/runtime/sizeclasses.go': [0, 24],
  'src/runtime/synctest.go': [24, Number.POSITIVE_INFINITY],
  'src/runtime/valgrind0.go': [25, Number.POSITIVE_INFINITY],
  'src/runtime/typekind.go': [0, 25],
  'src/runtime/list.go': [26, Number.POSITIVE_INFINITY],
  'src/runtime/hash64.go': [0, 26],
  'src/runtime/libinit.go': [27, Number.POSITIVE_INFINITY],
};

/** The newest release that the table knows: what later ones hold is not known. */
const NEWEST = 27;

/** Of the marker files those that release 1.`minor` does not hold. */
export function foreignMarkers(minor: number): readonly string[] {
  if (minor > NEWEST) return [];
  return Object.entries(MARKERS)
    .filter(([, [first, last]]) => minor < first || minor > last)
    .map(([path]) => path);
}
