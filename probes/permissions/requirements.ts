import type { Policy } from '../../src/core/policy/policy.ts';
import type { ProfileName } from '../../src/core/probe.ts';
import type { Severity } from '../../src/core/severity.ts';
import { type GoPath, goPaths } from '../../src/go/paths.ts';
import type { Host } from '../../src/target/host.ts';
import type { Need } from './policy.ts';

/** Who asks for a path. */
export type Role =
  | 'GOROOT'
  | 'GOPATH'
  | 'GOMODCACHE'
  | 'GOCACHE'
  | 'GOBIN'
  | 'HOME'
  | 'TMPDIR'
  | 'GOTMPDIR'
  | 'CA file'
  | 'localtime'
  | 'volume'
  | 'policy';

/** What a path must allow, and how much it matters. */
export interface Requirement {
  readonly path: string;
  readonly role: Role;
  readonly need: readonly Need[];
  /** What it weighs when it is not met. */
  readonly severity: Severity;
  /** Only a directory will do. */
  readonly directory: boolean;
  /** Whether it is there at all is another probe's question. */
  readonly optional: boolean;
  /** Programs will be started in it: its mount must not be noexec. */
  readonly runsPrograms: boolean;
  /** It would move with HOME. */
  readonly underHome: boolean;
  /** Nobody named it: it is only the usual place. */
  readonly assumed: boolean;
}

/** What the machine and the policy ask of this process. */
export interface Requirements {
  readonly list: readonly Requirement[];
  /** Absolute HOME; null where it is not set. */
  readonly home: string | null;
  /** Go needs HOME for a directory that nothing else names. */
  readonly needsHome: boolean;
}

/** The paths that the profile names, then those of the policy. */
export function requirements(host: Host, policy: Policy, profile: ProfileName): Requirements {
  const home = host.env.HOME?.startsWith('/') ? host.env.HOME : null;
  const named = policy.permissions.paths.map(({ path, need }) => requirement(path, 'policy', need, {}));
  if (profile === 'runtime') return { list: [...forRuntime(host), ...named], home, needsHome: false };
  const go = goPaths(host);
  const needsHome = !host.env.HOME && (go.cache === null || go.modcache === null);
  return { list: [...forBuild(go, home, host.cwd), ...named], home, needsHome };
}

type More = Partial<Omit<Requirement, 'path' | 'role' | 'need'>>;

function requirement(path: string, role: Role, need: readonly Need[], more: More): Requirement {
  const usual = { directory: false, optional: false, runsPrograms: false, underHome: false, assumed: false };
  return { path, role, need, severity: 'error', ...usual, ...more };
}

function forBuild(
  { goroot, gopath, modcache, cache, bin, temporary }: ReturnType<typeof goPaths>,
  home: string | null,
  cwd: string | null,
): Requirement[] {
  const list: Requirement[] = [];
  const writable = (role: Role, at: GoPath | null, more: More = {}) => {
    if (at === null) return;
    list.push(requirement(at.path, role, ['create'], { directory: true, underHome: at.underHome, ...more }));
  };
  if (goroot !== null) {
    // A GOROOT that is not there is what go-version and go-env are about.
    const more = { directory: true, optional: true, runsPrograms: true };
    list.push(requirement(goroot.path, 'GOROOT', ['read', 'execute'], more));
  }
  writable('GOPATH', gopath);
  writable('GOMODCACHE', modcache);
  writable('GOCACHE', cache);
  // Only `go install` needs it: an error where somebody asked for this directory.
  writable('GOBIN', bin, { severity: bin?.origin === 'default' ? 'warning' : 'error' });
  // Go makes its work directory in it, but not it itself; `go run` and `go test` start programs there.
  // That GOTMPDIR is not there is what go-env is about.
  const more = { directory: true, runsPrograms: true, optional: temporary.variable === 'GOTMPDIR' };
  list.push(requirement(from(cwd, temporary.path), temporary.variable, ['write'], more));
  // What go needs below it is named above: for its own sake HOME is only worth a remark.
  if (home !== null) list.push(requirement(home, 'HOME', ['create'], { directory: true, severity: 'info' }));
  return list;
}

/**
 * A built program needs less: a temporary directory that the environment names, and what it reads.
 *
 * The default /tmp weighs nothing where it is missing or read-only: images from scratch have none and
 * `readOnlyRootFilesystem: true` is good practice; whoever needs it names it in the policy.
 */
function forRuntime(host: Host): Requirement[] {
  const directory = from(host.cwd, host.env.TMPDIR || '/tmp');
  return [
    requirement(directory, 'TMPDIR', ['write'], {
      directory: true,
      severity: 'warning',
      assumed: !host.env.TMPDIR,
    }),
    ...caFiles(host).map((path) => requirement(path, 'CA file', ['read'], { optional: true })),
    requirement('/etc/localtime', 'localtime', ['read'], { optional: true, severity: 'warning' }),
  ];
}

/** A relative TMPDIR means another directory wherever the program stands. */
function from(cwd: string | null, path: string): string {
  return path.startsWith('/') ? path : `${cwd ?? ''}/${path}`;
}

/** The bundle that Go would open: SSL_CERT_FILE, else the first of its list that is there (crypto/x509). */
function caFiles(host: Host): readonly string[] {
  const asked = host.env.SSL_CERT_FILE;
  if (asked) return asked.startsWith('/') ? [asked] : [];
  const states = BUNDLES.map((path) => ({ path, stat: host.stat(path) }));
  const there = states.filter(({ stat }) =>
    stat.ok ? stat.value.type === 'file' : stat.error.code === 'EACCES',
  );
  // Go passes over a bundle that it may not read and takes the next.
  const readable = there.find(({ path }) => host.access(path, 'read').ok);
  return (readable === undefined ? there.slice(0, 1) : [readable]).map(({ path }) => path);
}

const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;
