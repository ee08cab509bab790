import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process in a folder that stands for /proc: its name, its program, its mount namespace and its control group. */
export function shown(
  proc: string,
  pid: number,
  name: string,
  exe: string,
  mounts: string,
  cgroup: string,
  table: readonly (readonly [root: string, point: string])[] = [],
): void {
  const one = join(proc, String(pid));
  mkdirSync(join(one, 'ns'), { recursive: true });
  const numbers = Array.from({ length: 49 }, (_, i) => (i === 16 ? 1 : i === 18 ? pid : 0));
  writeFileSync(join(one, 'stat'), `${pid} (${name}) S ${numbers.slice(1).join(' ')}\n`);
  writeFileSync(join(one, 'cgroup'), `0::${cgroup}\n`);
  const lines = [['/', '/'] as const, ...table].map(
    ([root, point], i) => `${i + 1} 0 8:1 ${root} ${point} rw - ext4 /dev/sda1 rw\n`,
  );
  writeFileSync(join(one, 'mountinfo'), lines.join(''));
  symlinkSync(exe, join(one, 'exe'));
  symlinkSync(`mnt:[${mounts}]`, join(one, 'ns/mnt'));
}
