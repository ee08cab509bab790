import { didYouMean } from '../../core/text/meant/nearest.ts';
import type { Option } from './option.ts';
import { UsageError } from './usage-error.ts';

/**
 * Node looks for these in the whole command line, behind the script's name too, and runs what NODE_OPTIONS in
 * such a file names: no option of ours may be called so. By the time that we see one Node has acted on it.
 */
const READ_BY_NODE = ['--env-file', '--env-file-if-exists'];

export async function unknownOption(rawName: string, options: readonly Option[]): Promise<UsageError> {
  if (READ_BY_NODE.includes(rawName)) {
    const instead = options.some(({ name }) => name === 'env-from') ? '; write --env-from FILE' : '';
    return new UsageError(
      `${rawName} is an option of Node, which reads the file itself and obeys NODE_OPTIONS in it${instead}`,
    );
  }
  if (rawName === '--root' || rawName === '--pid') {
    return new UsageError(
      `${rawName} is an option of check, target, route and explain: run becomes a command in this container, and cannot in another root; and the policy is that of whoever looks, whatever the target`,
    );
  }
  const names = [...options.map((o) => `--${o.name}`), '--help', '--version'];
  const hint = rawName.startsWith('--') ? await didYouMean(rawName, names) : '';
  return new UsageError(`unknown option ${rawName}${hint}`);
}

export function tooManyWords({ length }: readonly string[], most: number): UsageError {
  return new UsageError(
    `it is called with ${length} words, and no more than ${most} are read; variables may stand in a file (--env-from), modules in a go.mod (--from)`,
  );
}
