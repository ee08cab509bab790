/**
 * Options of the Node inside the executable; docs/performance.md has what each one brings.
 *
 * They hold for the build too: V8 refuses a code cache that was written under other options.
 */
export const EXEC_ARGV: readonly string[] = [
  // No worker threads for V8: a probe ends before they could help, and a tight pids limit counts them.
  '--v8-pool-size=0',
  // No thread that waits for SIGUSR1 to start a debugger.
  '--disable-sigusr1',
  // The application's openssl.cnf is for the application: a bad one must not stop the probe.
  '--openssl-config=/dev/null',
  // stderr is the probe's; nobody who reads it can act on Node's own warnings.
  '--no-warnings',
];
