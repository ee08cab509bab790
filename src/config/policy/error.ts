import { ENOUGH_MISTAKES } from '../../core/text/enough-mistakes.ts';

/** The policy file cannot be used: exit 78. Each line names the file, the line, the key and the remedy. */
export class PolicyError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** One mistake in a policy file. */
export interface Problem {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** More mistakes than these help nobody. */
export const MAX_PROBLEMS = 10;

/** All mistakes of a file in the order of its lines. */
export function refusal(file: string, problems: readonly Problem[]): PolicyError {
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  const lines = sorted.slice(0, MAX_PROBLEMS).map(({ line, text }) => `${file}:${line}: ${text}`);
  const more = sorted.length - lines.length;
  const least = sorted.length < ENOUGH_MISTAKES ? '' : 'at least ';
  return new PolicyError(more > 0 ? [...lines, `${file}: and ${least}${more} more`] : lines);
}
