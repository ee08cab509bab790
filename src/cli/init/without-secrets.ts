import type { DraftField } from '../../core/policy/draft.ts';
import { redactDeep } from '../../core/redact/deep.ts';

/** A policy is read by many: what has a secret in it is left out, of a list that entry alone. Pure. */
export function withoutSecrets(fields: readonly DraftField[]): readonly DraftField[] {
  return fields.flatMap((field): readonly DraftField[] => {
    const { value } = field;
    if (!Array.isArray(value)) return mayBeRead(value) ? [field] : [];
    const left = value.filter(mayBeRead);
    return left.length === 0 && value.length > 0 ? [] : [{ ...field, value: left }];
  });
}

function mayBeRead(value: unknown): boolean {
  const one = [value];
  return redactDeep(one) === one;
}
