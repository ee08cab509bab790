import { type Known, known } from '../../../core/known.ts';
import { IMAGE_DECIDES } from '../../../core/reason.ts';
import type { Field, Line } from '../manifest/field.ts';
import { expandField, type Mapping } from './expand.ts';

/** What the image would start by itself. */
export interface ImageStart {
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
}

export interface Started {
  readonly words: Known<readonly string[]>;
  /** The line of the manifest that says it; null where the image does. */
  readonly at: Line | null;
}

/**
 * The words of the first process: `command` stands for the entrypoint and drops the image's cmd, `args` stand for its
 * cmd (kubecontainer.ExpandContainerCommandAndArgs, and WithProcessArgs of containerd).
 */
export function commandOf(container: Field, mapping: Mapping, image: ImageStart | null): Started {
  const command = container.get('command');
  const args = container.get('args');
  const own = wordsOf(command, mapping);
  const more = wordsOf(args, mapping);
  const hasCommand = command.items().length > 0;
  const hasArgs = args.items().length > 0;
  const at = hasCommand ? command.line : hasArgs ? args.line : null;
  if (hasCommand) return { words: joined(own, more), at };
  if (image === null) return { words: { known: false, why: IMAGE_DECIDES }, at };
  return { words: joined(known(image.entrypoint), hasArgs ? more : known(image.cmd)), at };
}

function joined(a: Known<readonly string[]>, b: Known<readonly string[]>): Known<readonly string[]> {
  if (!a.known) return a;
  return b.known ? known([...a.value, ...b.value]) : b;
}

function wordsOf(list: Field, mapping: Mapping): Known<readonly string[]> {
  const words: string[] = [];
  for (const item of list.items()) {
    const word = expandField(item, mapping);
    if (!word.known) return word;
    words.push(word.value);
  }
  return known(words);
}

/**
 * The words of an exec probe (kubecontainer.ExpandContainerCommandOnlyStatic): only what `env` says literally is seen,
 * a value from elsewhere is empty there. Hooks expand nothing.
 */
export function probeWords(container: Field, command: Field): readonly string[] {
  const literal = new Map(
    container
      .get('env')
      .items()
      .map((entry) => [entry.get('name').text() ?? '', entry.get('value').text() ?? '']),
  );
  return command.items().map((item) => {
    const word = expandField(item, (name) => {
      const value = literal.get(name);
      return value === undefined ? undefined : known(value);
    });
    return word.known ? word.value : '';
  });
}
