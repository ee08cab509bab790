import { join, resolve } from 'node:path';

/**
 * Options of the Node inside the executable; docs/performance.md has what each one brings.
 * Never `--disable-sigusr1`: it leaves the signal blocked, and so it stays in the command that `run` becomes.
 * They hold for the build too: V8 refuses compiled code that was written under other options.
 */
export const EXEC_ARGV: readonly string[] = [
  // One worker thread for V8 instead of four: a probe ends before they could help, and a pids limit counts them.
  '--v8-pool-size=0',
  // The application's openssl.cnf is for the application: a bad one must not stop the probe.
  '--openssl-config=/dev/null',
  // Room for a run without garbage collection; what is not used is not touched.
  '--min-semi-space-size=16',
  // No thread of V8's own: what they would take off the main thread ends before they have started.
  '--single-threaded',
  // stderr is the probe's; nobody who reads it can act on Node's own warnings.
  '--no-warnings',
  // Strings keep the hashes that they have in the snapshot: to hash them anew with another seed takes as long
  // as to load it. Who could make use of a known seed would have to write the files that we read.
  '--no-rehash-snapshot',
  // What runs for 30 ms is better interpreted: compiling took a tenth of the CPU time and brought nothing.
  // A large trust store still gets its loops compiled.
  '--no-sparkplug',
  '--invocation-count-for-maglev=8000',
  '--invocation-count-for-maglev-osr=1000',
];

const ROOT = join(import.meta.dirname, '../..');

/** Where the build keeps what it fetches, and where `.ci/tools.sh` puts the arm64 libraries. */
export const FOLDERS = {
  cache: join(ROOT, '.cache/sea'),
  sysroot: resolve(process.env.PROBE_ENV_TOOLS ?? join(ROOT, '.cache/tools'), 'arm64/usr/aarch64-linux-gnu'),
};
