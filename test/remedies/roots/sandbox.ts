import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Report } from '../../../src/core/documents/report.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { TOOLS } from '../../support/system/real-tools.ts';
import { exposed, homesIn } from '../apply/harm.ts';
import type { Identity, Mount, Settings } from '../situation.ts';
import { GO_CACHE, PROBE_ENV, type Roots, SEER } from './roots.ts';

export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly stdout: string;
}

const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * One root file system that is broken and mended: an overlay over layers that stay as they are. Each step runs
 * in namespaces of its own (mounts, pids, no network), so nothing is left behind but the upper layer.
 */
export class Sandbox {
  readonly #home: string;
  readonly #roots: Roots;
  readonly #fixtures: string;
  readonly #packages: string;
  /** The uppermost first. */
  #lower: readonly string[];
  #uppers = 0;

  constructor(roots: Roots, layers: readonly string[], fixtures: string, packages: string) {
    this.#home = mkdtempSync(join(roots.home, 'sandbox-'));
    for (const name of ['upper0', 'inner0', 'root', 'volumes']) mkdirSync(join(this.#home, name));
    this.#roots = roots;
    this.#lower = layers;
    this.#fixtures = fixtures;
    this.#packages = packages;
  }

  /** Another one in the same state; nothing may be running in this one. */
  copy(): Sandbox {
    const copy = new Sandbox(this.#roots, this.#lower, this.#fixtures, this.#packages);
    if (this.#uppers > 0) throw new Error('what has layers of its own is not copied');
    const parts = ['upper0', 'volumes'].map((name) => join(this.#home, name));
    execFileSync('cp', ['-a', ...parts, copy.#home]);
    return copy;
  }

  /**
   * COPY of a directory as builders keep it: one more layer, merged with what is below. What was written
   * before becomes a layer below it.
   */
  addLayer(layer: string): void {
    this.#lower = [layer, join(this.#home, `upper${this.#uppers}`), ...this.#lower];
    this.#uppers++;
    for (const name of ['upper', 'inner']) mkdirSync(join(this.#home, `${name}${this.#uppers}`));
  }

  /** What `COPY --from=golang:VERSION /usr/local/go AT` does. */
  addTree(version: string, at: string): void {
    this.addLayer(this.#roots.tree(version, at, true));
  }

  /** Shell lines from outside, in the directory of the root, as root: what broke it, or an edit of the image. */
  outside(lines: readonly string[], mounts: readonly Mount[] = []): Promise<Ended> {
    return this.#enter(['/bin/sh', '-ec', lines.join('\n')], { mounts });
  }

  /** A command in the root. */
  inside(argv: readonly string[], settings: Settings, as: Identity = settings.identity): Promise<Ended> {
    const { imageEnv, podEnv, cwd, withoutCapabilities = false, userNamespace = false } = settings;
    const env = { PATH: SYSTEM_PATH, ...imageEnv, ...podEnv, ...(cwd === '/' ? {} : { PWD: cwd }) };
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const groups = [as.gid, ...(as.groups ?? [])];
    if (!withoutCapabilities && !userNamespace) {
      const enter = { env: variables, directory: cwd, uid: as.uid, gid: as.gid, groups };
      return this.#enter(argv, settings, enter);
    }
    const command = [
      ...['/usr/bin/env', '-i', ...variables],
      ...(withoutCapabilities
        ? ['/usr/bin/setpriv', '--bounding-set=-all,+sys_chroot,+setuid,+setgid', '--inh-caps=-all']
        : []),
      // Groups cannot be set there, and who comes in is root.
      ...(userNamespace
        ? ['/usr/bin/unshare', '-U', '--map-root-user', '/usr/sbin/chroot', '.']
        : [
            '/usr/sbin/chroot',
            `--userspec=+${as.uid}:+${as.gid}`,
            `--groups=${groups.map((gid) => `+${gid}`).join(',')}`,
            '.',
          ]),
      ...(cwd === '/' ? argv : [SEER, 'in', cwd, ...argv]),
    ];
    return this.#enter(command, settings);
  }

  /** RUN: in a shell of the root, without what the pod adds to the image. */
  run(line: string, { imageEnv, cwd, identity }: Settings): Promise<Ended> {
    const env = { DEBIAN_FRONTEND: 'noninteractive', ...imageEnv };
    return this.inside(['/bin/sh', '-c', line], { ...BARE, imageEnv: env, cwd, identity });
  }

  async probe(settings: Settings, args: readonly string[]): Promise<Report> {
    const all = ['--format', 'json', '--timeout', '25000', ...args];
    const { stdout, output } = await this.inside([...PROBE_ENV, ...all], settings);
    if (!stdout.startsWith('{')) throw new Error(`no report: ${output}`);
    const report = JSON.parse(stdout);
    if (report.probes.length === 0) throw new Error(`nothing was looked at: ${stdout}`);
    return report;
  }

  /**
   * A question to the Go program, or a go command: `builds` compiles the module, `links` makes a program of it
   * too, both with the cache that has the standard library.
   */
  ask(question: string, settings: Settings, seer = SEER): Promise<Ended> {
    const [what = '', ...rest] = question.split(' ');
    if (what === 'go') return this.inside(['go', ...rest], settings);
    const podEnv = { ...settings.podEnv, GOCACHE: GO_CACHE };
    if (what === 'builds') return this.inside(['go', 'list', '-export', '.'], { ...settings, podEnv });
    if (what === 'links') {
      const output = `/tmp/built-${settings.identity.uid}`;
      return this.inside(['go', 'build', '-o', output], { ...settings, podEnv });
    }
    return this.inside([seer, what, rest.join(' ')], settings);
  }

  homes(): ReadonlySet<string> {
    return new Set([...this.#lower, ...this.#written()].flatMap(homesIn));
  }

  #written(): readonly string[] {
    return Array.from({ length: this.#uppers + 1 }, (_, index) => join(this.#home, `upper${index}`));
  }

  /** What stands open in it, of those homes: see harm.ts. */
  exposed(homes: ReadonlySet<string>): ReadonlySet<string> {
    const uppers = this.#written();
    return new Set([...uppers, join(this.#home, 'volumes')].flatMap((folder) => [...exposed(folder, homes)]));
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** @param enter who runs it in the root; without that it runs outside, in the directory of the root */
  async #enter(
    command: readonly string[],
    { mounts = [], readOnly = false, umask = '0022', groups = [] }: Partial<Settings>,
    enter: Process | null = null,
  ): Promise<Ended> {
    const own = (name: string) => join(this.#home, name);
    const { goCache, buildStage } = this.#roots;
    const variables = {
      M: own('root'),
      F: this.#fixtures,
      V: own('volumes'),
      B: buildStage,
      G: `${TOOLS}/go`,
    };
    const plan = {
      layers: this.#lower,
      upper: own(`upper${this.#uppers}`),
      inner: own(`inner${this.#uppers}`),
      at: own('root'),
      binds: [
        [goCache, GO_CACHE],
        ['/dev/null', '/dev/null'],
        ...(this.#hasPackages() ? [[this.#packages, PACKAGES]] : []),
      ],
      groups,
      readOnly,
      script: mounts.flatMap(mountLines).join('\n'),
      variables: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      umask,
      enter,
      command,
    };
    const ended = await execa(this.#roots.enter, [JSON.stringify(plan)], {
      reject: false,
      timeout: 600_000,
      stdin: 'ignore',
      all: true,
      stripFinalNewline: false,
    });
    return { code: ended.exitCode ?? -1, stdout: ended.stdout, output: ended.all };
  }

  #hasPackages(): boolean {
    return [...this.#written(), ...this.#lower].some((layer) => existsSync(join(layer, PACKAGES)));
  }
}

/** Who runs a command in the root: see enter/main.go. */
interface Process {
  readonly env: readonly string[];
  readonly directory: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** Where package managers of the roots find what they install. */
const PACKAGES = '/opt/packages';

function mountLines({
  at,
  volume,
  from,
  options = [],
  full,
  modeOfBelow,
  fsGroup,
}: Mount): readonly string[] {
  // As container engines do: what a mount is put on is made, unless nothing can be made there.
  const target = `"$M"${quote(at)}`;
  const make = `[ -e ${target} ] || mkdir -p ${target}`;
  if (volume === undefined) {
    const mode = modeOfBelow ? `$(stat -c %a ${target})` : '1777';
    return [
      make,
      `mount -t tmpfs -o ${[`mode=${mode}`, ...options].join(',')} tmpfs ${target}`,
      ...(full ? [`cat /dev/zero >${target}/full 2>/dev/null || true`] : []),
    ];
  }
  const source = `"$V/${volume}"`;
  if (from !== undefined) {
    return [
      make,
      `mkdir -p "$V/${volume}.inner" ${source}`,
      `mount -t overlay overlay -o lowerdir=${from},upperdir=$V/${volume},workdir=$V/${volume}.inner ${target}`,
    ];
  }
  return [
    `[ -e ${source} ] || mkdir -p ${source}`,
    make,
    ...(fsGroup === undefined
      ? []
      : [
          `chgrp -R ${fsGroup} ${source}`,
          `chmod -R g+rwX ${source}`,
          `find ${source} -type d -exec chmod g+s {} +`,
        ]),
    `mount --bind ${source} ${target}`,
    ...(options.length === 0 ? [] : [`mount -o ${['remount', 'bind', ...options].join(',')} ${target}`]),
  ];
}

/** A container of which nothing is known but its image. */
export const BARE: Settings = {
  imageEnv: {},
  podEnv: {},
  identity: { uid: 0, gid: 0 },
  mounts: [],
  readOnly: false,
  umask: '0022',
  cwd: '/',
  context: 'context',
};

/** A file beside the sandboxes. */
export function writeFixture(folder: string, name: string, content: string | Buffer): void {
  writeFileSync(join(folder, name), content);
}
