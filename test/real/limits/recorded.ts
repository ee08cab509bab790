import { readFileSync } from 'node:fs';

/* What real Go programs took of real control groups: see record.sh. */

/** What a program found, and what it took. */
export interface Recorded {
  readonly world: string;
  /** Such as `go1.27-old`: built by 1.27, with a go line of 1.24. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** GOMAXPROCS, the number of CPUs, and the limit of memory that it printed; null: it ended before main. */
  readonly took: readonly [procs: number, cpus: number, limit: bigint] | null;
}

/** The files that stood in /proc and in the control groups. */
export interface World {
  readonly files: Readonly<Record<string, string>>;
  readonly runs: readonly Recorded[];
}

export function recorded(name: string): readonly World[] {
  const text = readFileSync(new URL(`recorded/${name}.txt`, import.meta.url), 'latin1');
  return text
    .split(/^world /m)
    .slice(1)
    .map(worldOf);
}

function worldOf(text: string): World {
  const [world = '', ...lines] = text.split('\n');
  const files: Record<string, string> = {};
  const runs: Recorded[] = [];
  let at = '';
  for (const line of lines) {
    const [word = '', ...rest] = line.split(' ');
    if (line === 'cgroup' || line === 'mounts') {
      at = line === 'cgroup' ? '/proc/self/cgroup' : '/proc/self/mountinfo';
      files[at] = '';
    } else if (word === 'cpus') {
      files['/proc/self/status'] = `Name:\tx\nCpus_allowed:\t${rest[0]}\n`;
      at = '';
    } else if (word === 'file') files[rest[0] ?? ''] = `${rest.slice(1).join(' ')}\n`;
    else if (word === 'go') runs.push(runOf(world, line.slice('go '.length)));
    else if (at !== '' && line !== '') files[at] += `${line}\n`;
  }
  return { files, runs };
}

function runOf(world: string, text: string): Recorded {
  const [program = '', settings = '', said = ''] = text.split('|');
  const env = Object.fromEntries(
    settings
      .split(/ (?=[A-Z]+=)/)
      .map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  );
  const [, procs, cpus, limit] = /^(\d+) (\d+) (\d+)$/.exec(said) ?? [];
  const took = limit === undefined ? null : ([Number(procs), Number(cpus), BigInt(limit)] as const);
  return { world, program, env, took };
}
