import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { get, type ServingProcess } from '../../support/runs/serving.ts';
import { Podman } from '../../support/system/containers.ts';
import { DEBIAN } from '../images.ts';

/** One container as /containers tells of it. */
export interface Entry {
  readonly id: string;
  readonly pid: number;
  readonly verdict: string;
  readonly reason: string | null;
  readonly process: string;
  readonly rules: readonly string[];
  readonly runtime: string;
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly container: string | null;
  readonly workload: string | null;
}

export interface HowStarted {
  /** Changes its root before it starts. */
  readonly change?: (root: string) => void;
  /** More of `podman run`. */
  readonly flags?: readonly string[];
  readonly command?: readonly string[];
}

/** Why there is no root file system to start. */
export const noDebian = () =>
  existsSync(join(DEBIAN, 'etc/os-release')) ? null : 'no Debian root file system';

/** Real containers by names of the test, all with one host name. */
export class Fleet {
  readonly podman = new Podman();
  readonly ids: Record<string, string> = {};

  start(name: string, { change, flags = [], command = ['/bin/sleep', '3600'] }: HowStarted = {}): string {
    const root = this.podman.root([DEBIAN]);
    change?.(root.directory);
    const usual = ['--network', 'none', '--log-driver', 'none', '--hostname', 'twin'];
    const { stdout, stderr, exitCode } = this.podman.command([
      ...['run', '-d', ...usual, ...flags, '--rootfs', root.directory, ...command],
    ]);
    expect([exitCode, stderr]).toEqual([0, '']);
    this.ids[name] = stdout.trim();
    return stdout.trim();
  }

  end(name: string): void {
    this.podman.command(['rm', '--force', '--time', '0', this.ids[name] ?? '']);
    delete this.ids[name];
  }

  /** Those of the test that the agent has found. */
  async entries(agent: ServingProcess): Promise<Record<string, Entry>> {
    const { containers } = JSON.parse((await get(`${agent.url}/containers`)).body);
    const names = Object.fromEntries(Object.entries(this.ids).map(([name, id]) => [id, name]));
    return Object.fromEntries(
      (containers as Entry[]).flatMap((entry) => {
        const name = names[entry.id];
        return name === undefined ? [] : [[name, entry]];
      }),
    );
  }

  async verdicts(agent: ServingProcess): Promise<Record<string, string>> {
    const entries = Object.entries(await this.entries(agent));
    return Object.fromEntries(entries.map(([name, { verdict }]) => [name, verdict]));
  }
}

/** Its zone leads nowhere. */
export function dangle(root: string): void {
  rmSync(join(root, 'etc/localtime'), { force: true });
  rmSync(join(root, 'etc/timezone'), { force: true });
  symlinkSync('/usr/share/zoneinfo/Asia/Nowhere', join(root, 'etc/localtime'));
}
