/**
 * Does work of which each mistake is an Error that nobody prints: a YAML file of 250 KiB may have 100 000 mistakes, and
 * V8 takes 25 µs to write down where each was made.
 */
export function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
