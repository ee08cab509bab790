/** Signals that end this process, and their numbers (signal(7)). */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

let always = false;
let heard = false;
const listeners = new Map<NodeJS.Signals, () => void>();

/**
 * Told to end, `end` gets the exit code 128 + N: our programs are in groups of their own, and go with us. A
 * handler is JavaScript and deaf while we are busy. So there is one only while we wait for a program; at any
 * other time the signal itself ends the process, at once, and who waits for it sees the same code.
 *
 * @param forGood handlers at all times: the kernel spares process 1 what it does not catch, and who becomes
 *   another program has its own end
 */
export function endBySignals(end: (code: number) => void, forGood: boolean): void {
  for (const [signal, number] of Object.entries(SIGNALS))
    listeners.set(signal as NodeJS.Signals, () => end(128 + number));
  always = forGood;
  if (forGood) hearSignals();
  // Its own action would write a core file.
  process.on('SIGQUIT', () => end(128 + 3));
}

/** A program runs, and there is nothing else to do before it has ended. */
export function hearSignals(): void {
  if (heard) return;
  heard = true;
  for (const [signal, listener] of listeners) process.on(signal, listener);
}

/** There is work to do, in which no handler would be called. */
export function leaveSignals(): void {
  if (always || !heard) return;
  heard = false;
  for (const [signal, listener] of listeners) process.off(signal, listener);
}
