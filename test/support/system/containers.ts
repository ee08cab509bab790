import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';

/**
 * Real containers: root file systems stacked from layers by overlayfs, run by podman and runc. Needs
 * root. Nothing of the machine is touched but a folder of its own below the temporary directory.
 */
export interface ContainerOptions {
  /** `uid` or `uid:gid`. */
  readonly user?: string;
  readonly readOnly?: boolean;
  /** Mounts a writable /tmp. */
  readonly tmp?: boolean;
  readonly pidsLimit?: number;
  readonly memory?: string;
  /** Share of a CPU, such as 0.1. */
  readonly cpus?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Bind mounts, `host:container[:options]`. */
  readonly volumes?: readonly string[];
  readonly capDrop?: 'all';
  readonly workdir?: string;
  /** Milliseconds until the container is killed. */
  readonly timeoutMs?: number;
}

export interface ContainerResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stacked root file system with its own writable layer. */
export interface Root {
  /** The merged tree: what a test changes here, the container sees. */
  readonly directory: string;
  run(command: readonly string[], options?: ContainerOptions): ContainerResult;
  /** Unmounts and removes it. */
  remove(): void;
}

/** How long {@link Podman.close} may take on a busy machine, milliseconds: two commands, and its folder. */
export const CLOSE_MS = 300_000;
const CLOSE_COMMAND_MS = 120_000;

/** podman with a store of its own, told what these machines need. */
export class Podman {
  readonly #home = mkdtempSync(join(tmpdir(), 'probe-env-podman-'));
  readonly #roots = new Set<Root>();

  constructor() {
    writeFileSync(join(this.#home, 'containers.conf'), CONTAINERS_CONF);
  }

  /** Where podman keeps what it knows of its containers. */
  get store(): string {
    return join(this.#home, 'store');
  }

  /** Any podman command; never throws for its exit code. */
  command(args: readonly string[], timeoutMs = 60_000): ContainerResult {
    const { exitCode, stdout, stderr } = execaSync('podman', this.#own(args), this.#settings(timeoutMs));
    return { exitCode: exitCode ?? -1, stdout, stderr };
  }

  /** The same without waiting, so that several run beside each other. */
  async start(args: readonly string[], timeoutMs = 60_000): Promise<ContainerResult> {
    const { exitCode, stdout, stderr } = await execa('podman', this.#own(args), this.#settings(timeoutMs));
    return { exitCode: exitCode ?? -1, stdout, stderr };
  }

  #own(args: readonly string[]): readonly string[] {
    return [
      // The third is where podman keeps exit codes: shared, one suite's reset would take another's.
      ...['--root', join(this.#home, 'store'), '--runroot', join(this.#home, 'run')],
      ...['--tmpdir', join(this.#home, 'libpod'), ...args],
    ];
  }

  #settings(timeout: number) {
    const env = { CONTAINERS_CONF: join(this.#home, 'containers.conf') };
    return { reject: false, timeout, env } as const;
  }

  /** A folder that goes away with this podman. */
  folder(name: string): string {
    const directory = join(this.#home, name);
    mkdirSync(directory, { recursive: true });
    return directory;
  }

  /** Stacks `layers` (host directories, the uppermost first) under a writable layer. */
  root(layers: readonly string[]): Root {
    const home = mkdtempSync(join(this.#home, 'root-'));
    const [upper, work, directory] = ['upper', 'work', 'merged'].map((name) => join(home, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [upper, work, directory]) mkdirSync(folder);
    // Where no layer has a root directory of its own, the upper one is what every user meets.
    chmodSync(upper, 0o755);
    execaSync('mount', [
      ...['-t', 'overlay', 'overlay'],
      ...['-o', `lowerdir=${layers.join(':')},upperdir=${upper},workdir=${work}`, directory],
    ]);
    const root: Root = {
      directory,
      run: (command, options = {}) =>
        this.command(
          [
            'run',
            '--rm',
            '--log-driver',
            'none',
            ...containerFlags(options),
            '--rootfs',
            directory,
            ...command,
          ],
          options.timeoutMs ?? 60_000,
        ),
      remove: () => {
        execaSync('umount', [directory]);
        rmSync(home, { recursive: true });
        this.#roots.delete(root);
      },
    };
    this.#roots.add(root);
    return root;
  }

  /** Removes all roots, containers and images that were made with it. */
  close(): void {
    this.command(['rm', '--all', '--force', '--time', '0'], CLOSE_COMMAND_MS);
    for (const root of this.#roots) root.remove();
    // podman's own overlay mounts lie below its store until this call.
    this.command(['system', 'reset', '--force'], CLOSE_COMMAND_MS);
    rmSync(this.#home, { recursive: true, force: true });
  }
}

const CONTAINERS_CONF = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
netns = "none"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`;

/** Flags of `podman run` and `podman create`. */
export function containerFlags(options: ContainerOptions): string[] {
  const { user, pidsLimit, memory, cpus, workdir } = options;
  return [
    ...['--network', 'none', '--http-proxy=false'],
    ...(user === undefined ? [] : ['--user', user]),
    ...(options.readOnly ? ['--read-only', '--read-only-tmpfs=false'] : []),
    ...(options.tmp ? ['--tmpfs', '/tmp:size=8m,mode=1777'] : []),
    ...(pidsLimit === undefined ? [] : ['--pids-limit', String(pidsLimit)]),
    ...(memory === undefined ? [] : ['--memory', memory]),
    ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
    ...(options.capDrop === undefined ? [] : ['--cap-drop', options.capDrop]),
    ...(workdir === undefined ? [] : ['--workdir', workdir]),
    ...(options.volumes ?? []).flatMap((volume) => ['--volume', volume]),
    ...Object.entries(options.env ?? {}).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
  ];
}
