import { milliseconds } from './duration.ts';

/** Why nothing is known of a program that the deadline cut too early to blame it. */
export function lateText(what: string, afterMs: number): string {
  return `only ${milliseconds(afterMs)} of the deadline were left for ${what}: the machine or its CPU limit is slow`;
}
