import { releaseNumbers } from '../../../src/go/release.ts';

export type Sanitizer = 'race' | 'msan' | 'asan';

/** Targets of each detector, with the first minor release of Go 1 that has it (internal/platform supported.go). */
const TARGETS: Readonly<Record<Sanitizer, Readonly<Record<string, number>>>> = {
  race: {
    'linux/amd64': 0,
    'linux/arm64': 0,
    'linux/ppc64le': 0,
    'linux/s390x': 0,
    'linux/loong64': 25,
    'linux/riscv64': 26,
    'darwin/amd64': 0,
    'darwin/arm64': 0,
    'freebsd/amd64': 0,
    'netbsd/amd64': 0,
    'windows/amd64': 0,
  },
  msan: { 'linux/amd64': 0, 'linux/arm64': 0, 'linux/loong64': 22, 'freebsd/amd64': 21 },
  asan: {
    'linux/amd64': 0,
    'linux/arm64': 0,
    'linux/riscv64': 0,
    'linux/ppc64le': 20,
    'linux/loong64': 22,
  },
};

/** The race detector of openbsd was taken out again. */
const LAST: Readonly<Record<string, number>> = { 'openbsd/amd64': 22 };

/** @param target `os/arch` */
export function supportsSanitizer(name: Sanitizer, target: string, goversion: string): boolean {
  const minor = releaseNumbers(goversion)?.[1] ?? Number.POSITIVE_INFINITY;
  if (name === 'race' && Object.hasOwn(LAST, target)) return minor <= (LAST[target] ?? 0);
  const first = TARGETS[name][target];
  return first !== undefined && minor >= first;
}
