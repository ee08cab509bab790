import type { Family, Platform } from '../../../src/core/platform.ts';
import { byHand, command, dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { renewal } from '../../../src/core/remedy/packages.ts';
import { copyLine, quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { IMAGE, install } from '../install.ts';

/** Which tree, and what made it the one: see Goroot in goroot.ts. */
type Tree = {
  readonly goroot: string;
  readonly from: 'environment' | 'env-file' | 'binary';
  readonly file: string | null;
};

/** Where the official images have it. */
const PLACE = '/usr/local/go';

/** go env -u does not help: it fails like every other command. */
function unset({ file }: Tree): readonly Remedy[] {
  return file === null
    ? setEnv({ GOROOT: '' }, 'go finds its own tree; better: take GOROOT out where it is set')
    : [
        shell(`sed -i '/^GOROOT=/d' ${quote(file)}`, { needs: [`write:${file}`] }),
        byHand('image', `take the line GOROOT= out of ${file}`),
      ];
}

function says({ goroot, file }: Tree): string {
  return `${file === null ? 'The environment' : file} says GOROOT=${goroot}`;
}

const SETTING = { mends: false, why: 'The setting comes from the image or the deployment.' } as const;

/** The tree of the toolchain, which `go version` itself does not look at. */
export const gorootRules = {
  'goroot-not-found': rule<Tree>({
    title: 'GOROOT names a directory that does not exist',
    severity: 'error',
    cause:
      'Every go command fails, `go version` included. GOROOT is rarely needed: the go command finds its tree from its own place.',
    says: ['cannot find GOROOT directory'],
    message: (args) => `${says(args)}, which is no directory.`,
    remedies: unset,
    restart: SETTING,
    example: { goroot: '/usr/lib/go-1.21', from: 'environment', file: null },
  }),
  'goroot-relative': rule<Tree>({
    title: 'GOROOT is not an absolute path',
    severity: 'error',
    cause:
      'A relative GOROOT is looked for in the working directory: everywhere but in one place every go command fails with "cannot find GOROOT directory".',
    message: (args) => `${says(args)}, which depends on the working directory.`,
    remedies: unset,
    restart: SETTING,
    example: { goroot: 'go', from: 'environment', file: null },
  }),
  'goroot-incomplete': rule<Tree & { missing: readonly string[]; suggested: string | null }>({
    title: 'The toolchain lacks parts that a build needs',
    severity: 'error',
    cause:
      '`go version` and `go env` may succeed, but `go build` says "package fmt is not in std" or "no such tool". It comes from deleting directories to make an image small, from a source package that was left out, or from a GOROOT that points at sources without built tools.',
    says: ['no such tool'],
    message: ({ goroot, missing }) => `The toolchain at ${goroot} lacks ${missing.join(', ')}.`,
    remedies: (args, platform) => [...packaged(args, platform), ...anew(args, platform.family)],
    restart: IMAGE,
    example: { goroot: '/usr/local/go', from: 'binary', file: null, missing: ['src'], suggested: '1.26' },
  }),
  'goroot-mismatch': rule<Tree & { version: string; stated: string; compiler: string | null }>({
    title: 'The go command and its GOROOT are of different versions',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: "where the compiler is of the go command's own version" }],
    cause:
      'GOROOT points at the tree of another Go, or one was unpacked over another without deleting it first. The compiler refuses to work for another go command: "compile: version … does not match go tool version …". Where compiler and go command do agree, builds work, but whatever reads the VERSION file (editors, scanners, version managers) is misled: then this is a warning.',
    message: ({ goroot, version, stated, compiler }) =>
      `The go command is ${version}, but ${goroot}/VERSION says ${stated}${compiler === null ? '' : ` and its compiler is ${compiler}`}.`,
    remedies: (args, { family }) =>
      args.from === 'binary' ? install(args.version, family, args.goroot) : unset(args),
    restart: IMAGE,
    example: {
      goroot: '/usr/local/go',
      from: 'environment',
      file: null,
      version: '1.26.10',
      stated: 'go1.22.12',
      compiler: 'go1.22.12',
    },
  }),
  'goroot-merged': rule<Tree & { version: string; leftover: string }>({
    title: 'The toolchain is two releases in one tree',
    severity: 'error',
    cause:
      'A toolchain was unpacked or copied over another one, and files of that one are left. The go command answers well, and every build ends in the standard library: "redeclared in this block", "undefined". A tree must be deleted before another takes its place.',
    message: ({ goroot, version, leftover }) =>
      `${goroot} is Go ${version}, and holds ${leftover}, which is another release's.`,
    remedies: (args, { family }) =>
      args.from === 'binary' ? install(args.version, family, args.goroot) : unset(args),
    restart: IMAGE,
    example: {
      goroot: '/usr/local/go',
      from: 'binary',
      file: null,
      version: '1.26.10',
      leftover: 'src/runtime/sizeclasses.go',
    },
  }),
  'goroot-unreadable': rule<{ goroot: string; path: string; owner: number; mode: string; need: string }>({
    title: 'This user may not use the files of the toolchain',
    severity: 'error',
    cause:
      'The go command starts, and its sources or tools have modes that keep this user out: a tree that was unpacked with a narrow umask, or copied from a home of root. Builds end with "permission denied".',
    says: ['fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: permission denied', 'cannot find package'],
    message: ({ path, owner, mode, need }) =>
      `This user may not ${need} ${path} (owner ${owner}, mode ${mode}).`,
    remedies: ({ goroot, path, mode, need }) =>
      path === goroot || path.startsWith(`${goroot}/`)
        ? [
            ...command([...programsOf(goroot, mode, need), `chmod -R a+rX ${quote(goroot)}`], {
              why: 'a toolchain is no secret',
            }),
            dockerfile(copyLine(goroot, goroot, '--from=build', '--chmod=0755'), {
              why: 'with the toolchain in the stage build',
            }),
          ]
        : // Who may pass a directory above it, such as the home of root, is not ours to say.
          [byHand('image', `bring the toolchain where every user may reach it, such as ${PLACE}`)],
    restart: IMAGE,
    example: {
      goroot: '/usr/local/go',
      path: '/usr/local/go/src/runtime/runtime.go',
      owner: 0,
      mode: '0600',
      need: 'read',
    },
  }),
} as const satisfies RuleSet;

/** `X` gives back no right to execute that nobody has. */
function programsOf(goroot: string, mode: string, need: string): readonly string[] {
  const lost = need === 'execute' && (Number.parseInt(mode, 8) & 0o111) === 0;
  return lost ? [`chmod a+x ${quote(goroot)}/bin/* ${quote(goroot)}/pkg/tool/*/*`] : [];
}

/** Where the tree was chosen by a setting, taking that away is the shorter way. */
function anew(args: Tree & { readonly suggested: string | null }, family: Family): readonly Remedy[] {
  return args.from === 'binary' ? install(args.suggested, family, args.goroot) : unset(args);
}

/** Debian keeps each line of Go in packages of its own: /usr/lib/go-1.24 is golang-1.24-go and -src. */
function packaged({ from, goroot }: Tree, platform: Platform): readonly Remedy[] {
  const line = /^\/usr\/(?:lib|lib64|share)\/go(?:lang)?(-[\d.]+)?$/.exec(goroot);
  if (from !== 'binary' || line === null) return [];
  const of = line[1] ?? '';
  const names = {
    debian: `golang${of}-go golang${of}-src`,
    alpine: 'go',
    rhel: 'golang golang-bin golang-src',
  };
  const found = renewal({ ...names, suse: `go${of.slice(1)}` }, platform);
  return found === null ? [] : command(found.line, { needs: found.needs });
}
