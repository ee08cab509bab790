import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { gather } from '../../build/portable/gather.ts';
import { EXECUTABLE } from '../support/runs/built-file.ts';
import type { Podman, Root } from '../support/system/containers.ts';
import { goToolchains, TOOLS } from '../support/system/real-tools.ts';

/** Where the executable, or the launcher of the portable folder, lies in every image. */
export const PROBE_ENV = '/usr/local/bin/probe-env';

/** The images that the suites run, made from Debian's packages. */
export type ImageName = 'golang' | 'debian' | 'musl' | 'distroless' | 'scratch';

/** What a Dockerfile would set by ENV. */
export const IMAGE_ENV: Readonly<Record<ImageName, Readonly<Record<string, string>>>> = {
  golang: {
    PATH: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    GOPATH: '/go',
    GOTOOLCHAIN: 'local',
  },
  debian: {},
  musl: {},
  distroless: { SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' },
  scratch: {},
};

export const DEBIAN = join(TOOLS, 'roots/debian');

/** Why the images cannot be made; null when they can. */
export function imagesProblem(): string | null {
  if (!existsSync(join(DEBIAN, 'etc/os-release'))) return 'no Debian root file system';
  return existsSync(EXECUTABLE) ? null : 'no dist/probe-env: npm run build:sea';
}

/** Makes root file systems of the images in a folder of podman's; each call of `root` stacks a new one. */
export class Images {
  readonly #layers: Readonly<Record<ImageName, readonly string[]>>;
  /** The layers that hold probe-env. */
  readonly #programs: readonly string[];

  readonly #podman: Podman;

  constructor(podman: Podman) {
    this.#podman = podman;
    const home = podman.folder('layers');
    const program = programLayer(home);
    const portable = portableLayer(home);
    this.#programs = [program, portable];
    this.#layers = {
      golang: [program, goLayer(home), DEBIAN],
      debian: [program, DEBIAN],
      musl: [portable, muslLayer(home), trustAndZones(home)],
      distroless: [portable, distrolessLayer(home), trustAndZones(home)],
      scratch: [portable],
    };
  }

  /** A root of that image, changed by `change`. */
  root(image: ImageName, change: (directory: string) => void = () => {}): Root {
    return this.#stack(this.#layers[image], change);
  }

  /** The same without probe-env. */
  bare(image: ImageName, change: (directory: string) => void = () => {}): Root {
    const layers = this.#layers[image].filter((layer) => !this.#programs.includes(layer));
    // Of scratch nothing is left, and overlayfs wants a layer.
    return this.#stack(layers.length > 0 ? layers : [this.#podman.folder('nothing')], change);
  }

  #stack(layers: readonly string[], change: (directory: string) => void): Root {
    const root = this.#podman.root(layers);
    change(root.directory);
    return root;
  }
}

/** Hard links where that is possible: the executable has 110 MB. */
function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function folder(home: string): string {
  const directory = mkdtempSync(join(home, 'layer-'));
  // mkdtemp makes it for its owner alone; as a layer it would be the root directory of every user.
  chmodSync(directory, 0o755);
  return directory;
}

function programLayer(home: string): string {
  const directory = folder(home);
  place(EXECUTABLE, join(directory, PROBE_ENV));
  return directory;
}

/** Makes the folder that starts beside another libc, or without one; gives its path. */
export function portableFolder(directory: string): string {
  const architecture = process.arch as 'x64' | 'arm64';
  gather({ architecture, executable: EXECUTABLE, sysroot: '/', folder: directory });
  return directory;
}

function portableLayer(home: string): string {
  const directory = folder(home);
  portableFolder(join(directory, dirname(PROBE_ENV)));
  return directory;
}

/** The newest toolchain as the official image has it. */
function goLayer(home: string): string {
  const directory = folder(home);
  const toolchain = goToolchains().at(-1);
  if (toolchain === undefined) throw new Error('no Go toolchain');
  mkdirSync(join(directory, 'usr/local'), { recursive: true });
  execaSync('cp', ['-al', `${toolchain.goroot}/.`, join(directory, 'usr/local/go')]);
  for (const path of ['go', 'go/src', 'go/bin']) {
    mkdirSync(join(directory, path), { recursive: true });
    chmodSync(join(directory, path), 0o1777);
  }
  return directory;
}

/** CA bundle and zoneinfo as ca-certificates and tzdata give them. */
function trustAndZones(home: string): string {
  const directory = folder(home);
  place(join(DEBIAN, BUNDLE), join(directory, BUNDLE));
  mkdirSync(join(directory, 'usr/share'), { recursive: true });
  execaSync('cp', ['-a', join(DEBIAN, 'usr/share/zoneinfo'), join(directory, 'usr/share/zoneinfo')]);
  mkdirSync(join(directory, 'tmp'));
  chmodSync(join(directory, 'tmp'), 0o1777);
  return directory;
}

const BUNDLE = 'etc/ssl/certs/ca-certificates.crt';

/** Alpine's traits: busybox, musl's loader, OPENSSLDIR /etc/ssl. */
function muslLayer(home: string): string {
  const directory = folder(home);
  place('/bin/busybox', join(directory, 'bin/busybox'));
  for (const name of ['sh', 'cat', 'sleep', 'kill', 'id'])
    symlinkSync('busybox', join(directory, 'bin', name));
  mkdirSync(join(directory, 'lib'), { recursive: true });
  copyFileSync('/usr/lib/x86_64-linux-musl/libc.so', join(directory, 'lib/ld-musl-x86_64.so.1'));
  mkdirSync(join(directory, 'etc/ssl'), { recursive: true });
  symlinkSync('certs/ca-certificates.crt', join(directory, 'etc/ssl/cert.pem'));
  mkdirSync(join(directory, 'sbin'));
  // The package manager's place is what tells Alpine from an image without one.
  writeFileSync(join(directory, 'sbin/apk'), '', { mode: 0o755 });
  writeFileSync(
    join(directory, 'etc/os-release'),
    'ID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME="Alpine Linux v3.22"\n',
  );
  writeFileSync(join(directory, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  mkdirSync(join(directory, 'root'), { mode: 0o700 });
  return directory;
}

function distrolessLayer(home: string): string {
  const directory = folder(home);
  mkdirSync(join(directory, 'etc'), { recursive: true });
  writeFileSync(join(directory, 'etc/os-release'), 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Distroless"\n');
  writeFileSync(
    join(directory, 'etc/passwd'),
    'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
  );
  mkdirSync(join(directory, 'root'), { mode: 0o700 });
  mkdirSync(join(directory, 'home/nonroot'), { recursive: true });
  execaSync('chown', ['65532:65532', join(directory, 'home/nonroot')]);
  symlinkSync('/usr/share/zoneinfo/Etc/UTC', join(directory, 'etc/localtime'));
  return directory;
}
