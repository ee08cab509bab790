import type { Host } from '../../../target/host.ts';
import type { ResponseHead } from '../../../target/network.ts';
import { findOnPath } from '../../../target/program/find-program.ts';
import { splitQuoted } from '../../words.ts';
import { type HeadersFor, parseAuthAnswer } from './answer.ts';

/** The request that was refused, which a command is told of. */
export interface Refused {
  readonly url: string;
  readonly head: ResponseHead;
}

/**
 * What a command of GOAUTH says. It is told the URL behind its own arguments and the answer on its stdin, once a request was refused;
 * before the first request nothing. What fails or prints something else says nothing.
 */
export async function askCommand(
  host: Host,
  command: string,
  refused: Refused | null,
  timeoutMs: number,
): Promise<readonly HeadersFor[]> {
  const { words, open } = splitQuoted(command);
  const [name = '', ...args] = words;
  const cwd = host.cwd ?? '/';
  const file = fileOf(host, name, cwd);
  if (open || file === null) return [];
  const answer = await host.run({
    ...{ file, args: refused === null ? args : [...args, refused.url], env: host.env, cwd, timeoutMs },
    ...(refused === null ? {} : { input: inputOf(refused.head) }),
  });
  if (answer.kind !== 'exited' || answer.code !== 0) return [];
  return parseAuthAnswer(answer.stdout) ?? [];
}

/** As os/exec finds it: a name with a slash is a path. */
function fileOf(host: Host, name: string, cwd: string): string | null {
  if (!name.includes('/')) return name === '' ? null : findOnPath(host, name);
  return name.startsWith('/') ? name : `${cwd}/${name}`;
}

/** The answer as go tells it: names of headers as net/http writes them, those that it takes out are not there. */
function inputOf({ line, fields }: ResponseHead): string {
  const chunked = fields['transfer-encoding'] !== undefined;
  const lines = Object.entries(fields).flatMap(([name, values]) => {
    if (TAKEN_OUT.includes(name) || (chunked && name === 'content-length')) return [];
    if (name === 'connection' && values.some((value) => /(?:^|,)\s*close\s*(?:,|$)/i.test(value))) return [];
    return [`${canonical(name)}: ${values.join(', ')}\n`];
  });
  return `${line}\n${lines.join('')}\n`;
}

const TAKEN_OUT: readonly string[] = ['transfer-encoding', 'trailer'];

/** net/http.CanonicalHeaderKey of a name in lower case. */
function canonical(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
