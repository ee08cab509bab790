/**
 * Whether release `go` is `minimum` or later, by major and minor number: `1.27.3`, `go1.21rc2` and
 * `1.24-devel` are fine. An unknown release (null) counts as the newest.
 */
export function goAtLeast(go: string | null, minimum: string): boolean {
  const have = go === null ? null : releaseNumbers(go);
  const want = releaseNumbers(minimum);
  if (have === null || want === null) return true;
  return have[0] !== want[0] ? have[0] > want[0] : have[1] >= want[1];
}

/** Major and minor number of a Go version; null where it has none. */
export function releaseNumbers(version: string): readonly [number, number] | null {
  const [, major, minor] = /^(?:go|v)?(\d+)\.(\d+)/.exec(version.trim()) ?? [];
  return major === undefined || minor === undefined ? null : [Number(major), Number(minor)];
}
