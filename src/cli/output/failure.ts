import { PolicyError } from '../../config/policy/error.ts';
import { EXIT } from '../../verdict/verdict.ts';
import { UsageError } from '../options/usage-error.ts';
import { TargetError } from '../outside/target-error.ts';

/** Why probe-env could not do what it was called for. */
export interface Failure {
  readonly kind: 'usage' | 'policy' | 'target' | 'internal';
  /** Exit code of a command that has no codes of its own. */
  readonly code: number;
  /** What to say of it, the cause first. */
  readonly messages: readonly string[];
}

export function failureOf(error: unknown): Failure {
  const failure = whole(error);
  return { ...failure, messages: failure.messages.map(inBounds) };
}

/** What a message quotes may be a variable of 128 KiB, or a policy's value of 256: beginning and end tell which. */
const HEAD = 800;
const TAIL = 200;

function inBounds(message: string): string {
  const left = message.length - HEAD - TAIL;
  // Only where it spares more than it says.
  if (left < HEAD) return message;
  return `${message.slice(0, HEAD)} [${left} characters] ${message.slice(-TAIL)}`;
}

function whole(error: unknown): Failure {
  if (error instanceof UsageError) return { kind: 'usage', code: EXIT.usage, messages: error.lines };
  if (error instanceof PolicyError) return { kind: 'policy', code: EXIT.policy, messages: error.lines };
  if (error instanceof TargetError) return { kind: 'target', code: EXIT.noTarget, messages: error.lines };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'internal', code: EXIT.internal, messages: [`internal error: ${message}`] };
}

/** The lines for stderr. */
export function linesOf({ kind, messages }: Failure): readonly string[] {
  const lines = messages.map((message) => `probe-env: ${message}`);
  return kind === 'usage' ? [...lines, 'probe-env --help lists what there is'] : lines;
}
