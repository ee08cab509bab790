import { type Known, known, unknown } from '../../core/known.ts';
import { IMAGE_DECIDES } from '../../core/reason.ts';
import type { PodImage } from '../pod/made-container.ts';
import type { Field, Line } from '../pod/manifest/field.ts';
import { fieldOf, flagOf, type Service, wordOf } from './service.ts';
import { shellWords } from './words.ts';

/** What is started, and which line says so. */
export interface ComposeStart {
  readonly words: Known<readonly string[]>;
  readonly at: Line | null;
}

/**
 * `entrypoint` stands for the image's and drops its command; `command` stands for the image's. A text is parted into
 * words, and no shell takes it.
 *
 * @throws ManifestError
 */
export function composeStart(service: Service, image: PodImage['config']): ComposeStart {
  const entrypoint = fieldOf(service, 'entrypoint');
  const command = fieldOf(service, 'command');
  const at = command?.line ?? entrypoint?.line ?? null;
  const own = entrypoint === null ? null : wordsIn(service, 'entrypoint');
  const more = command === null ? null : wordsIn(service, 'command');
  if (image === null && own === null) return { words: unknown(IMAGE_DECIDES), at };
  const first = own ?? known(image?.entrypoint ?? []);
  const rest = more ?? known(own === null ? (image?.cmd ?? []) : []);
  if (!first.known) return { words: first, at };
  return { words: rest.known ? known([...first.value, ...rest.value]) : rest, at };
}

/** `CMD` and words, `CMD-SHELL` and a text; empty: there is none. */
export function composeCheck(service: Service, image: PodImage['config']): ComposeStart {
  const check = fieldOf(service, 'healthcheck');
  if (flagOf(check?.get('disable') ?? null, service.project.lookup)) return { words: known([]), at: null };
  const test = check?.get('test');
  if (test === undefined || !test.isThere) return { words: known(image?.healthcheck ?? []), at: null };
  const at = test.line;
  if (Array.isArray(test.value)) return { words: listOf(service, test.items()), at };
  const text = wordOf(test, service.project.lookup);
  return { words: text?.known === true ? known(['CMD-SHELL', text.value]) : known([]), at };
}

function wordsIn(service: Service, name: string): Known<readonly string[]> {
  const field = fieldOf(service, name);
  if (field === null) return known([]);
  if (Array.isArray(field.value)) return listOf(service, field.items());
  const text = wordOf(field, service.project.lookup);
  if (text === null || !text.known) return text ?? known([]);
  const words = shellWords(text.value);
  if (words === null) throw field.refused('begins a quote that does not end');
  return known(words);
}

function listOf(service: Service, items: readonly Field[]): Known<readonly string[]> {
  const words: string[] = [];
  for (const item of items) {
    const word = wordOf(item, service.project.lookup);
    if (word === null) continue;
    if (!word.known) return word;
    words.push(word.value);
  }
  return known(words);
}
