import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTAINER_PROBES } from '../support/probes/container-probes.ts';
import { BUNDLE, EXECUTABLE, executableProblem } from '../support/runs/built-file.ts';
import { describeReal, nodes } from '../support/system/real-tools.ts';
import { inside, STOCK, TracedImage } from './traced.ts';

/*
 * What a healthy run may cost, counted and not timed: a slow machine changes none of these numbers. A test
 * that fails here means that a change makes every probe of every container dearer. If it is worth it, raise
 * the ceiling in the same commit, and say why.
 */

/**
 * KiB that V8 reads before the first line runs; 0.3 ms each ten. Four are there so that an own CA
 * loads no crypto, two for the signs that go will refuse what it has not yet looked at, and six so that a busy
 * probe is broken off, signals end it, and mounts that may not answer are known, two for durations, which
 * manifests set, twelve for demands on what is skipped, strictness and labels, three for exceptions that end and
 * for what is still heard of a program that has crashed, and three for CAs that nobody reads, owners outside the user
 * namespace and zones by today's rules, fifteen for images with a CA of their own or a zone in TZ, which
 * had to unpack a part at every run, and two for what a program was built to take and the owners of what go reads, and one for reasons that are data
 * until a report is made, and five for the limits of the container, which every run shows, and one for what
 * can be asked of an image, and two to know whether somebody asks for the container's program,
 * and three to see that nothing has changed since the container started, and three for more names of secrets, for
 * what go expects of the characters and the place of go.mod, and for what is not known in a line of the report,
 * and one for sources without a go.mod and flags that only go test reads,
 * and three for CAs that no server is believed by, more passwords of commands, and an environment of thousands.
 */
const EAGER_KIB = 264;
/**
 * KiB of the bundle with all that is packed in it; the closer look at what go refuses has 25 of them, asking
 * mounts that may not answer and the watch over the deadline 8, the remedies as data 16, the names and rules of zones
 * 11, to read what is handed over in place of a PEM file, and to say how it is converted, 26, CAs that nobody reads 6,
 * exceptions that end, crashes and process 1 3, what no remedy may do and which modules are nobody else's business 9, a
 * root file system that is looked at from outside 12, what the command target tells 12, another process, and the
 * process that looks at it, 18, what is judged without this Node's zones and without getfacl 8, an image that is
 * not running, with what unpacks zstd on Node 20, 32, an earlier report to compare with 6, builds
 * without a network and lines of the Dockerfile 11, what programs take of the
 * limits 15, how programs read the variables of proxies 18, who listens at
 * a port 10, what is in the layers of an image 16, a service of docker compose and what starts of an image alone 14,
 * how the kernel and loaders start a program 24, the agent that stays, its page and its metrics 24, what programs keep
 * that has changed 7,
 * how each resolver reads its files and what it asks for 15,
 * what programs that start another one refuse and start 11, what the API server refuses in a pod 4, the network, how Go verifies a chain and what sources of modules answer 45, every container of a node 25, looks in slices 4,
 * what GOFLAGS hands on to other tools, headers of C, and what go says of packages that are not there 8, what is read
 * by the deadline, and what an API server refuses in a pod, 10,
 * what a build needs not, what modes of it a target lacks, and how slips of GOFLAGS are mended 10,
 * what interpreters and scripts are to read, and what docker refuses, 11, what longer texts of shells start and patterns of go:embed find 4,
 * what tools say that no rule is about, 14.
 */
const BUNDLE_KIB = 1224;
/** Modules of Node's own that the run adds to those of a bare `node`, internal ones too. */
const MODULES = 30;
/**
 * Files and directories that one process opens, those of the loader and of Node's own start among them; the mount table
 * and the four newest files of the trust store too; the two that say how many threads there may be; and the control
 * groups with the mounts that may show them. Two of them Node itself opens in some runs alone.
 */
const OPENED = 42;

/** System calls for the certificates of Debian's package, of which each has a file and two links. */
const CERTIFICATE_CALLS = 250;

/** The probes that came after the six, and what all of them together add: system calls, and files among them. */
const LATER = 'limits,app,resolver,proxy,listeners,online,container,pod,image';
const LATER_CALLS = 45;
const LATER_OPENED = 8;

/** Modules of Node's own that cost milliseconds, and that only a finding or another command may load. */
const DEAR = [
  'crypto',
  'zlib',
  'tls',
  'http',
  'https',
  'perf_hooks',
  'worker_threads',
  'inspector',
  'dns',
  'url',
];

describe('the bundle', () => {
  it('is small where V8 has to read it', () => {
    const text = readFileSync(BUNDLE, 'latin1');
    const code = text.replace(/\/\*\n----[\s\S]*$/, '').replace(/"[A-Za-z0-9+/=]{64,}"/g, '""');
    expect(code.length / 1024).toBeLessThan(EAGER_KIB);
    expect(statSync(BUNDLE).size / 1024).toBeLessThan(BUNDLE_KIB);
  });

  it('has no part of node-forge where V8 reads it before anything is wrong', () => {
    expect(readFileSync(BUNDLE, 'latin1')).not.toContain('Unparsed DER bytes');
  });

  it('is ASCII, or V8 would hold it in UTF-16', () => {
    expect(readFileSync(BUNDLE, 'latin1')).not.toMatch(/[^\x00-\x7f]/);
  });
});

const needs = {
  tools: ['strace', 'bwrap', 'readelf', 'gcc'],
  nodes: true,
  root: true,
  also: executableProblem,
} as const;
describeReal('a healthy run', needs, () => {
  let image: TracedImage;
  beforeAll(() => {
    image = new TracedImage([EXECUTABLE, ...nodes().map(({ path }) => path)], [BUNDLE]);
  }, 300_000);
  afterAll(() => image.close());

  /** Names of the modules of Node's own that the run loads, with TZ set to `tz` if it is given. */
  function modulesOf(path: string, tz = ''): readonly string[] {
    const script = `const before = new Set(process.moduleLoadList);
      if (${JSON.stringify(tz)}) process.env.TZ = ${JSON.stringify(tz)};
      process.argv.splice(1, 0, 'probe-env');
      process.on('exit', () => process.stderr.write(
        JSON.stringify(process.moduleLoadList.filter((name) => !before.has(name)))));
      require('${inside(BUNDLE)}');`;
    const { stdout, stderr } = image.run([inside(path), '-e', script], 'exit_group');
    expect(stdout).toContain(`READY ${CONTAINER_PROBES.length} probes`);
    expect(stdout).toContain(tz);
    const loaded = (JSON.parse(stderr) as string[]).filter((name) => name.startsWith('NativeModule '));
    return loaded.map((name) => name.slice('NativeModule '.length));
  }

  it.each(nodes())('of the bundle on Node $version loads nothing dear', ({ path }) => {
    const loaded = modulesOf(path);
    expect(loaded.filter((name) => DEAR.includes(name))).toEqual([]);
    expect(loaded.length).toBeLessThanOrEqual(MODULES);
  });

  it.each(nodes())('nor in an image with a zone and a CA of its own on Node $version', ({ path }) => {
    const [root = ''] = readdirSync(STOCK);
    const loaded = image.with(join(STOCK, root), '/usr/local/share/ca-certificates/own.crt', () =>
      modulesOf(path, 'Europe/Berlin'),
    );
    expect(loaded.filter((name) => DEAR.includes(name))).toEqual([]);
    expect(loaded.length).toBeLessThanOrEqual(MODULES);
  });

  describe.each([
    // Threads and programs: one of go; Node's timer, the one that waits for SIGUSR1 (without it the signal
    // stays blocked, in the command of `run` too), and V8's one worker, or four.
    ['executable', 4, [inside(EXECUTABLE)]],
    ['bundle', 7, [inside(nodes().at(-1)?.path ?? ''), inside(BUNDLE)]],
  ] as const)('of the %s', (_name, threads, argv) => {
    it('starts go once and nothing else', () => {
      const { stdout, calls } = image.run(argv, 'exit_group');
      expect(stdout).toContain(`READY ${CONTAINER_PROBES.length} probes`);
      const programs = calls.filter((call) => / execve\(.* = 0$/.test(call));
      expect(programs).toHaveLength(2);
    });

    it('asks little of the kernel for a stock trust store', () => {
      const callsOf = (...options: string[]) => {
        const { stdout, calls } = image.run([...argv, '--profile', 'runtime', ...options], 'all');
        expect(stdout).toMatch(/^READY/);
        const process = calls[0]?.split(' ')[0];
        return calls.filter((call) => call.startsWith(`${process} `) && !/^\d+ futex/.test(call)).length;
      };
      expect(callsOf() - callsOf('--skip', 'ca-certs')).toBeLessThanOrEqual(CERTIFICATE_CALLS);
    });

    it('asks next to nothing for probes that nobody asks', () => {
      const run = (...options: string[]) => {
        const { calls } = image.run([...argv, '--profile', 'runtime', ...options], 'all');
        const process = calls[0]?.split(' ')[0];
        return calls.filter((call) => call.startsWith(`${process} `) && !/^\d+ futex/.test(call));
      };
      const [all, six] = [run(), run('--skip', LATER)];
      const opened = (calls: readonly string[]) =>
        calls.filter((call) => / open(?:at)?\(.*= \d+$/.test(call)).length;
      expect(all.length - six.length).toBeLessThanOrEqual(LATER_CALLS);
      expect(opened(all) - opened(six)).toBeLessThanOrEqual(LATER_OPENED);
    });

    it('opens few files and starts few threads', () => {
      const runs = [1, 2, 3].map(() => {
        const { calls } = image.run(argv, 'open,openat,clone,clone3,vfork');
        const process = calls[0]?.split(' ')[0];
        return calls.filter((call) => call.startsWith(`${process} `));
      });
      // Node itself looks at its machine (/proc/stat) in some runs, and not in others: the least counts.
      const opened = runs.map((own) => own.filter((call) => / open(?:at)?\(.*= \d+$/.test(call)).length);
      expect(Math.min(...opened)).toBeLessThanOrEqual(OPENED);
      const started = runs.map((own) => own.filter((call) => / (clone3?|vfork)\(/.test(call)).length);
      expect(Math.min(...started)).toBeLessThanOrEqual(threads);
    });
  });
});
