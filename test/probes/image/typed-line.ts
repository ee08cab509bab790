import { rules } from '../../../probes/image/rules/index.ts';
import type { AnyRule } from '../../../src/core/rule.ts';

/** What stands behind an instruction of the Dockerfile, in the first remedy of a rule that has lines. */
export function behind(instruction: string, name: keyof typeof rules): string {
  const rule: AnyRule = rules[name];
  const remedies = rule.remedies?.(rule.example, { family: 'debian' } as never) ?? [];
  const line = remedies.find(({ lines }) => lines.length > 0)?.lines[0] ?? '';
  if (!line.startsWith(`${instruction} `))
    throw new Error(`${name} has no line with ${instruction}: ${line}`);
  return line.slice(instruction.length + 1);
}
