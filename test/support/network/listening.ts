import { fileURLToPath } from 'node:url';
import { quote } from '../../../src/core/remedy/quote.ts';

const SCRIPT = fileURLToPath(new URL('./listening.py', import.meta.url));

/** Lines of shell that give a network namespace an address beside loopback, and a program that listens at each place. */
export function listening(address: string, ...places: readonly string[]): readonly string[] {
  return [`/usr/bin/python3 ${[SCRIPT, address, ...places].map(quote).join(' ')} </dev/null >/dev/null 2>&1`];
}
