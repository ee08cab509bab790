import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../runs/serving.ts';

export interface LightContainer {
  /** As /containers has it. */
  readonly id: string;
  /** The number of its image. */
  readonly image: number;
  /** What it has written to its root: a file in here stands before that of its image from the start on. */
  readonly upper: string;
  /** The process that holds its namespaces, which ends with it. */
  readonly holder: ChildProcess;
  /** Its first process, in our numbers. */
  pid(): number;
}

export interface HowLight {
  /** Changes what it writes over its image, before it starts. */
  readonly change?: (upper: string) => void;
  /** More commands of the shell before the first process, in its root: /bin is that of the image. */
  readonly before?: string;
  /** Its first process, as the shell has it. */
  readonly command?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Processes at most. */
  readonly pids?: number;
}

/** What is an image's own: all that is looked at in a stock Debian. The rest is the base that all images have. */
const OWN = ['etc', 'usr/share/zoneinfo', 'usr/share/ca-certificates'];

const GROUPS = existsSync('/sys/fs/cgroup/cgroup.controllers') ? '/sys/fs/cgroup' : '/sys/fs/cgroup/pids';

/**
 * Containers that cost little, for tests that need hundreds: what a kubelet's runtime makes of one as far as an agent beside it can
 * see (an overlay of the layers of its image, a mount and a pid namespace, a control group of its name, a directory of logs), and
 * nothing more. Needs root, unshare(1) and mount(8).
 */
export class LightContainers {
  readonly #home: string;
  readonly #base: string;
  readonly #images = new Set<number>();
  readonly #all = new Map<string, LightContainer>();
  #next = 0;
  /** In the names of all, since others may make some at the same time: 8 digits. */
  readonly #mark = randomBytes(4).toString('hex');

  /** @param base root file system that all images begin with */
  constructor(base: string) {
    this.#home = mkdtempSync(join(tmpdir(), 'probe-env-light-'));
    this.#base = base;
    // An overlay cannot write to another one.
    must('mount', ['-t', 'tmpfs', 'probe-env-light', this.#home]);
    mkdirSync(this.logs);
  }

  /** `--pods`. */
  get logs(): string {
    return join(this.#home, 'logs');
  }

  get all(): readonly LightContainer[] {
    return [...this.#all.values()];
  }

  /** Where the files lie that an image does not have from the base. */
  image(number: number): string {
    const directory = join(this.#home, `image-${number}`);
    if (this.#images.has(number)) return directory;
    this.#images.add(number);
    for (const name of OWN)
      cpSync(join(this.#base, name), join(directory, name), {
        ...{ recursive: true, verbatimSymlinks: true, preserveTimestamps: true },
      });
    writeFileSync(join(directory, 'etc/image'), String(number));
    return directory;
  }

  start(image: number, { change, before = ':', command, env = {}, pids }: HowLight = {}): LightContainer {
    const number = this.#next++;
    // As with any runtime the image is older than what is written over it.
    const layer = this.image(image);
    const home = join(this.#home, `c${number}`);
    for (const name of ['upper', 'work', 'root']) mkdirSync(join(home, name), { recursive: true });
    change?.(join(home, 'upper'));
    const digits = String(number).padStart(12, '0');
    const uid = `${this.#mark}-7a4b-4d5a-9c43-${digits}`;
    const id = `${this.#mark}${digits.padStart(56, '0')}`;
    const group = join(GROUPS, 'kubepods/burstable', `pod${uid}`, id);
    mkdirSync(group, { recursive: true });
    if (pids !== undefined) writeFileSync(join(group, 'pids.max'), String(pids));
    mkdirSync(join(this.#logOf(image, number, uid), 'web'), { recursive: true });
    const root = join(home, 'root');
    const script = [
      `mount -t overlay overlay -o lowerdir=${layer}:${this.#base},upperdir=${home}/upper,workdir=${home}/work ${root}`,
      `echo $$ > ${group}/cgroup.procs`,
      `mount -t proc proc ${root}/proc && mount -t tmpfs dev ${root}/dev && mknod -m 666 ${root}/dev/null c 1 3`,
      `cd ${root} && mkdir -p .old && pivot_root . .old && umount -l .old && rmdir .old`,
      before,
      `exec ${command ?? '/bin/sleep 100000'}`,
    ];
    const flags = ['--mount', '--pid', '--fork', '--kill-child', '--propagation', 'private'];
    const holder = spawn('unshare', [...flags, '/bin/sh', '-c', script.join(' && ')], {
      env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', TZ: 'UTC', ...env },
      stdio: 'ignore',
    });
    const container: LightContainer = {
      ...{ id, image, upper: join(home, 'upper'), holder },
      pid: () => Number(readFileSync(join(group, 'cgroup.procs'), 'utf8').split('\n')[0]),
    };
    this.#all.set(id, container);
    return container;
  }

  #logOf(image: number, number: number, uid: string): string {
    const suffix = String(number).padStart(5, '0').slice(-5);
    return join(this.logs, `shop_web${image}-7d4b9c6f5-${suffix}_${uid}`);
  }

  /** When all that were started run what they are to run. */
  async started(): Promise<void> {
    for (const { id, pid, holder } of this.all)
      await until(async () => {
        if (holder.exitCode !== null || holder.signalCode !== null) throw new Error(`${id} has ended`);
        try {
          return !readFileSync(`/proc/${pid()}/cmdline`, 'utf8').includes('pivot_root');
        } catch {
          return false;
        }
      });
  }

  async end({ id, image, holder }: LightContainer): Promise<void> {
    this.#all.delete(id);
    if (holder.exitCode === null && holder.signalCode === null) {
      const gone = new Promise((resolve) => holder.once('exit', resolve));
      holder.kill('SIGKILL');
      await gone;
    }
    const number = Number(id.slice(8));
    const uid = `${this.#mark}-7a4b-4d5a-9c43-${id.slice(-12)}`;
    const pod = join(GROUPS, 'kubepods/burstable', `pod${uid}`);
    // What still ends keeps its group for a moment.
    await until(async () => removed(join(pod, id)));
    removed(pod);
    rmSync(this.#logOf(image, number, uid), { recursive: true, force: true });
    rmSync(join(this.#home, `c${number}`), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((container) => this.end(container)));
    spawnSync('umount', ['-l', this.#home]);
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function removed(group: string): boolean {
  try {
    rmdirSync(group);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function must(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}
