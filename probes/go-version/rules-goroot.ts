import { type RuleSet, rule } from '../../src/core/rule.ts';
import { IMAGE, INSTALL } from './install.ts';

const UNSET = {
  GOROOT: 'take GOROOT out of the environment (in the Dockerfile, in env: of the pod): go finds its own tree',
  'env-file': 'go env -u GOROOT',
};

/** What made the GOROOT: see Goroot in goroot.ts. */
type From = 'GOROOT' | 'env-file' | 'binary';

/** The tree of the toolchain, which `go version` itself does not look at. */
export const gorootRules = {
  'goroot-not-found': rule<{ goroot: string; from: From }>({
    title: 'GOROOT names a directory that does not exist',
    severity: 'error',
    cause:
      'Every go command fails, `go version` included. GOROOT is rarely needed: the go command finds its tree from its own place.',
    message: ({ goroot, from }) =>
      `${from === 'env-file' ? 'The file of go env -w' : 'The environment'} says GOROOT=${goroot}, which is no directory.`,
    remedy: ({ from }) => (from === 'binary' ? UNSET.GOROOT : UNSET[from]),
    restart: { mends: false, why: 'The environment comes from the image or the deployment.' },
    example: { goroot: '/usr/lib/go-1.21', from: 'GOROOT' },
  }),
  'goroot-incomplete': rule<{
    goroot: string;
    from: From;
    missing: readonly string[];
    suggested: string | null;
  }>({
    title: 'The toolchain lacks parts that a build needs',
    severity: 'error',
    cause:
      '`go version` and `go env` may succeed, but `go build` says "package fmt is not in std" or "no such tool". Images that were made small by deleting directories, a go-src package that was left out, or a GOROOT that points at sources without built tools.',
    message: ({ goroot, missing }) => `The toolchain at ${goroot} lacks ${missing.join(', ')}.`,
    remedy: {
      ...INSTALL,
      debian: (args) =>
        `${anew(args)}, or with Debian's packages: apt-get install -y --reinstall golang-go golang-src`,
      alpine: (args) => `${anew(args)}, or with Alpine's package: apk fix go`,
      rhel: (args) =>
        `${anew(args)}, or with the distribution's packages: dnf reinstall -y golang golang-bin golang-src`,
      scratch: (args) => anew(args),
    },
    restart: IMAGE,
    example: { goroot: '/usr/local/go', from: 'binary', missing: ['src'], suggested: '1.26' },
  }),
  'goroot-mismatch': rule<{
    goroot: string;
    from: From;
    version: string;
    stated: string;
    compiler: string | null;
  }>({
    title: 'The go command and its GOROOT are of different versions',
    severity: 'error',
    cause:
      'GOROOT points at the tree of another Go, or one was unpacked over another without deleting it first. The compiler refuses to work for another go command: "compile: version … does not match go tool version …". Where compiler and go command do agree, builds work, but whatever reads the VERSION file (editors, scanners, version managers) is misled: then this is a warning.',
    message: ({ goroot, version, stated, compiler }) =>
      `The go command is ${version}, but ${goroot}/VERSION says ${stated}${compiler === null ? '' : ` and its compiler is ${compiler}`}.`,
    remedy: ({ from, goroot, version }) =>
      from === 'binary'
        ? `replace the whole tree, never unpack over it: rm -rf ${goroot}, then in the Dockerfile: COPY --from=golang:${version} /usr/local/go ${goroot}`
        : UNSET[from],
    restart: IMAGE,
    example: {
      goroot: '/usr/local/go',
      from: 'GOROOT',
      version: '1.26.10',
      stated: 'go1.22.12',
      compiler: 'go1.22.12',
    },
  }),
} as const satisfies RuleSet;

/** Where the tree was chosen by a setting, taking that away is the shorter way. */
function anew({ goroot, from, suggested }: { goroot: string; from: From; suggested: string | null }): string {
  if (from !== 'binary') return UNSET[from];
  return `in the Dockerfile: COPY --from=golang${suggested === null ? '' : `:${suggested}`} /usr/local/go ${goroot}`;
}
