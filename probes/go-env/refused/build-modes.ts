import { releaseNumbers } from '../../../src/go/release.ts';

/* What -buildmode can be on Linux, by architecture (internal/platform, BuildModeSupported). A test holds it to the real Gos. */

const EVERYWHERE = '386 amd64 arm arm64 ppc64le riscv64:18 s390x loong64:20 ppc64:27';
const SHARED = '386 amd64 arm arm64 ppc64le s390x ppc64:27';
/** With the first minor release of Go 1 that has it. */
const MODES: Readonly<Record<string, string>> = {
  'c-archive': EVERYWHERE,
  'c-shared': EVERYWHERE,
  pie: EVERYWHERE,
  plugin: '386 amd64 arm arm64 ppc64le s390x loong64:22 riscv64:25 ppc64:27',
  shared: SHARED,
};
/** Position-independent programs that Go's own linker makes (InternalLinkPIESupported). */
const OWN_LINKER = 'amd64 arm64 ppc64le loong64:25 s390x:27 ppc64:27';

/** Other systems have lists of their own: there nothing is said. */
export function supportsMode(mode: string, goos: string, goarch: string, goversion: string): boolean {
  const list = MODES[mode];
  // Up to Go 1.19 it was refused for one machine alone.
  if (mode === 'c-archive' && minorOf(goversion) < 20) return goarch !== 'ppc64';
  return goos !== 'linux' || list === undefined || holds(list, goarch, goversion);
}

/** The C compiler links it, and Go's runtime for C has to be in it. Up to Go 1.21 go builds without. */
export function needsCgo(mode: string, goos: string, goarch: string, goversion: string): boolean {
  if (goos !== 'linux' || minorOf(goversion) < 22) return false;
  return (
    mode === 'c-shared' || mode === 'plugin' || (mode === 'pie' && !holds(OWN_LINKER, goarch, goversion))
  );
}

function holds(list: string, goarch: string, goversion: string): boolean {
  return list.split(' ').some((entry) => {
    const [name, since = '0'] = entry.split(':');
    return name === goarch && minorOf(goversion) >= Number(since);
  });
}

function minorOf(goversion: string): number {
  return releaseNumbers(goversion)?.[1] ?? Number.POSITIVE_INFINITY;
}
