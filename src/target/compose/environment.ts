import { type Known, known, unknown } from '../../core/known.ts';
import { type Line, ManifestError } from '../pod/manifest/field.ts';
import type { PodVariable } from '../pod/model/environment.ts';
import type { Trouble } from '../pod/model/trouble.ts';
import type { Around } from './around.ts';
import { type FileVariable, NotDotenv, parseDotenv } from './dotenv.ts';
import { NoInterpolation } from './interpolate.ts';
import { itemsOf, knownWord, type Service, wordOf } from './service.ts';

export interface ComposeEnvironment {
  readonly variables: readonly PodVariable[];
  readonly troubles: readonly Trouble[];
}

/**
 * The variables of a service: those of its env files in their order, then `environment`, list or map; what comes later
 * counts. A name without a value is that of whoever calls docker compose.
 *
 * @throws ManifestError
 */
export function composeEnvironment(service: Service, around: Around): ComposeEnvironment {
  const made = new Map<string, PodVariable>();
  const troubles: Trouble[] = [];
  const set = (name: string, value: Known<string>, at: Line) => made.set(name, { name, value, at });
  const { lookup } = service.project;
  for (const field of itemsOf(service, 'env_file')) {
    const isShort = typeof field.value === 'string';
    const path = knownWord(isShort ? field : field.get('path'), lookup);
    if (path === null) throw field.refused('names no file');
    const text = around.text(path);
    if (text === null) {
      const isRequired = isShort || knownWord(field.get('required'), lookup) !== 'false';
      if (isRequired) troubles.push(refused(`env file ${path} not found`, field.line));
      continue;
    }
    const isRaw = !isShort && knownWord(field.get('format'), lookup) === 'raw';
    const variables = isRaw ? rawLines(text) : inFile(path, () => parseDotenv(text, lookup));
    for (const { name, value, line } of variables) set(name, value, { file: path, line });
  }
  for (const layer of service.layers) {
    const environment = layer.get('environment');
    if (Array.isArray(environment.value)) {
      for (const item of environment.items()) {
        const word = wordOf(item, lookup);
        if (word === null || !word.known) continue;
        const at = word.value.indexOf('=');
        if (at < 0) set(word.value, ofCaller(word.value), item.line);
        else set(word.value.slice(0, at), known(word.value.slice(at + 1)), item.line);
      }
      // A value that is not known has a name all the same.
      for (const item of environment.items()) {
        const word = wordOf(item, lookup);
        const [, name] = /^([^=$]+)=/.exec(String(item.value)) ?? [];
        if (word !== null && !word.known && name !== undefined) set(name, word, item.line);
      }
    } else {
      for (const [name, field] of environment.entries())
        set(name, wordOf(field, lookup) ?? ofCaller(name), field.line);
    }
  }
  return { variables: [...made.values()], troubles };
}

function ofCaller(name: string): Known<string> {
  return unknown({ code: 'caller-decides', data: { name } });
}

function refused(message: string, at: Line): Trouble {
  return { kind: 'refused', reason: 'compose', message, at };
}

function inFile(path: string, read: () => readonly FileVariable[]): readonly FileVariable[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotDotenv) throw new ManifestError(`${path}:${error.line}: ${error.message}`);
    if (error instanceof NoInterpolation) throw new ManifestError(`${path}:1: ${error.message}`);
    throw error;
  }
}

/** `format: raw`: as `docker run --env-file` takes it. */
function rawLines(text: string): readonly FileVariable[] {
  return text.split('\n').flatMap((source, index): readonly FileVariable[] => {
    const line = source.replace(/\r$/, '').replace(/^\s+/, '');
    if (line === '' || line.startsWith('#')) return [];
    const at = line.indexOf('=');
    const name = at < 0 ? line : line.slice(0, at);
    return [{ name, value: at < 0 ? ofCaller(name) : known(line.slice(at + 1)), line: index + 1 }];
  });
}
