import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { linkedFiles } from '../../../build/portable/libraries.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { type GoToolchain, goToolchains, TOOLS } from '../../support/system/real-tools.ts';
import { accounts, busybox, OS_OF_SUSE, OS_OF_UBI, program, rpmRoot } from './busybox.ts';

/**
 * `debian`: minbase with its packages; `alpine`: BusyBox and musl's loader; `ubi` and `suse`: BusyBox, and a manager of rpm
 * packages that is not dnf; the others have no shell.
 */
export type RootKind = 'debian' | 'alpine' | 'ubi' | 'suse' | 'distroless' | 'empty';

const DEBIAN = join(TOOLS, 'roots/debian');
const HERE = import.meta.dirname;

/** Where probe-env and the Go program lie in every root, with loader and libraries of their own. */
export const OPT = '/opt/probe-env';
/** Starts probe-env in a root that may have no libraries. */
export const PROBE_ENV = [
  `${OPT}/ld-linux-x86-64.so.2`,
  '--library-path',
  OPT,
  `${OPT}/node`,
  `${OPT}/probe-env.cjs`,
] as const;
export const SEER = `${OPT}/seer`;
/** The same with zone data inside. */
export const ZONED_SEER = `${OPT}/zoned-seer`;
/** A build cache that holds the packages that the Go program is made of. */
export const GO_CACHE = '/opt/go-cache';

/** Why the roots cannot be made; null when they can. */
export function rootsProblem(): string | null {
  if (!existsSync(join(DEBIAN, 'etc/os-release'))) return 'no Debian root file system';
  return existsSync(BUNDLE) ? null : 'no dist/probe-env.cjs: npm run build';
}

/** Layers of root file systems, the uppermost first, for overlay mounts. */
export class Roots {
  readonly home = mkdtempSync(join(tmpdir(), 'probe-env-remedies-'));
  readonly #program = programLayer(join(this.home, 'program'));
  /** The program that runs commands in a root: see enter/main.go. */
  readonly enter = enterProgram(join(this.home, 'enter'));
  /** The build cache, outside of every root. */
  readonly goCache = openCache();
  readonly #made = new Map<string, string>();
  readonly #few: boolean;

  /** @param few of Debian's roots are chosen: for trials that put the store together again and again */
  constructor({ few = false } = {}) {
    this.#few = few;
  }

  /** @param trees toolchains of Go, the uppermost first: `1.27`, or `1.27 /opt/go` for another place */
  layers(kind: RootKind, trees: readonly string[] = []): readonly string[] {
    const above = [this.#program, ...trees.map((tree) => this.tree(...words(tree)))];
    if (kind === 'debian') return [...above, this.#once('lighter', this.#few ? lighter : quickTools), DEBIAN];
    return [...above, this.#once(kind, (path) => MAKE[kind](path))];
  }

  /** A layer that holds a toolchain and nothing else: what `COPY --from=golang:VERSION` brings. */
  tree(version: string, at = '/usr/local/go', copied = false): string {
    const { goroot } = toolchain(version);
    // No layer may stand twice in one overlay: what is copied is another one than what is there.
    return this.#once(`${copied ? 'copied' : 'go'}-${version}${at.replaceAll('/', '_')}`, (path) => {
      folder(join(path, dirname(at)));
      chmodSync(path, 0o755);
      linked(goroot, join(path, at));
      return path;
    });
  }

  #once(name: string, make: (path: string) => string): string {
    const made = this.#made.get(name) ?? make(join(this.home, name));
    this.#made.set(name, made);
    return made;
  }

  /** The Go program, outside of every root. */
  get seer(): string {
    return join(this.#program, SEER);
  }

  /** The stage that COPY --from=build copies from. */
  get buildStage(): string {
    return DEBIAN;
  }
}

function words(tree: string): [string, string?] {
  const [version = '', at] = tree.split(' ');
  return at === undefined ? [version] : [version, at];
}

/** The toolchain of a version or of its line; throws where there is none. */
export function toolchain(version: string): GoToolchain {
  const [line] = /^\d+\.\d+/.exec(version) ?? [];
  const found = goToolchains().find((candidate) => candidate.version === line);
  if (found === undefined) throw new Error(`no Go ${version}`);
  return found;
}

/** The same files once more, by links where that can be: nobody writes to a lower layer. */
function linked(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', `${from}/.`, to], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', `${from}/.`, to]);
  }
}

/** Where the Go program was built; every user may add to it, in every root. */
function openCache(): string {
  execFileSync('find', [SEER_CACHE, '-type', 'd', '-exec', 'chmod', '1777', '{}', '+']);
  return SEER_CACHE;
}

const SEER_CACHE = join(tmpdir(), 'probe-env-seer-cache');

/** A folder as a layer: of everybody's root directory. */
function folder(path: string): string {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
  return path;
}

function programLayer(path: string): string {
  const opt = folder(join(folder(path), OPT));
  copyFileSync(process.execPath, join(opt, 'node'));
  for (const { from } of linkedFiles(process.execPath)) copyFileSync(from, join(opt, basename(from)));
  copyFileSync(BUNDLE, join(opt, 'probe-env.cjs'));
  buildSeer(newestGo(), join(opt, 'seer'));
  buildSeer(newestGo(), join(opt, 'zoned-seer'), ['-tags', 'timetzdata']);
  for (const directory of ['proc', 'dev', 'tmp', GO_CACHE]) mkdirSync(join(path, directory));
  chmodSync(join(path, 'tmp'), 0o1777);
  writeFileSync(join(path, 'dev/null'), '');
  return path;
}

function enterProgram(path: string): string {
  build(newestGo(), path, join(HERE, 'enter/main.go'));
  return path;
}

function newestGo(): string {
  const newest = goToolchains().at(-1);
  if (newest === undefined) throw new Error('no Go toolchain');
  return newest.go;
}

/** The Go program that answers questions; `flags` are further ones of `go build`. */
export function buildSeer(go: string, to: string, flags: readonly string[] = []): void {
  build(go, to, SEER_SOURCE, flags);
}

function build(go: string, to: string, source: string, flags: readonly string[] = []): void {
  execFileSync(go, ['build', ...flags, '-o', to, source], {
    env: { ...goBuildEnv(), GO111MODULE: 'off' },
  });
}

export const SEER_SOURCE = join(HERE, 'seer/main.go');

/** With the build cache that all programs of the tests are made from. */
export function goBuildEnv(): Readonly<Record<string, string>> {
  return {
    PATH: '/usr/bin:/bin',
    HOME: tmpdir(),
    GOCACHE: SEER_CACHE,
    GOTOOLCHAIN: 'local',
    CGO_ENABLED: '0',
  };
}

/** CA bundle and zone data as the packages give them. */
function data(root: string): void {
  mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true });
  mkdirSync(join(root, 'usr/share'), { recursive: true });
  copyFileSync(join(DEBIAN, BUNDLE_FILE), join(root, BUNDLE_FILE));
  execFileSync('cp', ['-a', join(DEBIAN, 'usr/share/zoneinfo'), join(root, 'usr/share/zoneinfo')]);
}

const BUNDLE_FILE = 'etc/ssl/certs/ca-certificates.crt';

const MAKE: Readonly<Record<Exclude<RootKind, 'debian'>, (path: string) => string>> = {
  alpine: (path) => {
    data(folder(path));
    busybox(path);
    copyFileSync('/usr/lib/x86_64-linux-musl/libc.so', join(path, 'lib/ld-musl-x86_64.so.1'));
    symlinkSync('certs/ca-certificates.crt', join(path, 'etc/ssl/cert.pem'));
    program('apk.sh', join(path, 'sbin/apk'));
    program('update-ca-certificates.sh', join(path, 'usr/sbin/update-ca-certificates'));
    writeFileSync(
      join(path, 'etc/os-release'),
      'ID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME="Alpine Linux v3.22"\n',
    );
    accounts(path, '/bin/sh');
    return path;
  },
  ubi: (path) => rpmRoot(path, 'microdnf', OS_OF_UBI),
  suse: (path) => rpmRoot(path, 'zypper', OS_OF_SUSE),
  distroless: (path) => {
    data(folder(path));
    writeFileSync(join(path, 'etc/os-release'), 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Distroless"\n');
    symlinkSync('/usr/share/zoneinfo/Etc/UTC', join(path, 'etc/localtime'));
    accounts(path, '/sbin/nologin');
    return path;
  },
  empty: (path) => folder(path),
};

/** Of the package's certificates so many are chosen, ISRG_Root_X1 among them. */
export const CHOSEN_ROOTS = 16;

/**
 * Where few of the package's certificates are chosen (ca-certificates.conf), as somebody may have chosen them:
 * update-ca-certificates starts five programs for each, and that was half of what all trials cost. Those that it starts
 * most are static ones, which write the same. A package that is installed again (debconf) chooses no more than there were. (Not so sed: BusyBox reads `$a\` in another way.)
 */
function lighter(path: string): string {
  quickTools(path);
  const work = mkdtempSync(`${path}-`);
  for (const name of ['inner', 'root']) mkdirSync(join(work, name));
  const script = `
    mount -t overlay overlay -o 'lowerdir=${DEBIAN},upperdir=${path},workdir=${work}/inner' '${work}/root'
    cd '${work}/root'
    grep -v '^#' etc/ca-certificates.conf | awk 'NR % 9 == 6' | head -n ${CHOSEN_ROOTS} >conf.new
    cat conf.new >etc/ca-certificates.conf
    rm conf.new
    sed -i '/^Name: ca-certificates.trust_new_crts/,/^$/s/^Value: yes/Value: no/' var/cache/debconf/config.dat
    chroot . /usr/sbin/update-ca-certificates --fresh`;
  execFileSync('unshare', ['-m', 'sh', '-ec', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  return path;
}

function quickTools(path: string): string {
  const bin = join(folder(path), 'usr/local/bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync('/bin/busybox', join(bin, 'busybox'));
  for (const name of ['basename', 'readlink', 'ln', 'rm']) symlinkSync('busybox', join(bin, name));
  return path;
}

/** Parents of a path inside a root. */
export function makeParents(root: string, path: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
}
