/**
 * Milliseconds of CPU that this thread (before Node 23.9: this process) has used: what a test bounds in place
 * of time on the clock, which a busy machine makes as long as it likes.
 */
export function cpuNow(): number {
  const own = Reflect.get(process, 'threadCpuUsage') as typeof process.cpuUsage | undefined;
  const { user, system } = (own ?? process.cpuUsage).call(process);
  return (user + system) / 1000;
}
