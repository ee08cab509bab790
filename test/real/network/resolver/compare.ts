import { existsSync, readFileSync } from 'node:fs';
import { releaseBefore124 } from '../../../../probes/resolver/look/libraries.ts';
import { glibcQuestions } from '../../../../probes/resolver/questions/glibc.ts';
import { goQuestions } from '../../../../probes/resolver/questions/go.ts';
import { muslQuestions } from '../../../../probes/resolver/questions/musl.ts';
import { type Answers, isAddressLike } from '../../../../probes/resolver/questions/questions.ts';
import { readGlibc } from '../../../../probes/resolver/readers/glibc.ts';
import { readGo } from '../../../../probes/resolver/readers/go.ts';
import { readMusl } from '../../../../probes/resolver/readers/musl.ts';
import type { Settings } from '../../../../probes/resolver/readers/settings.ts';
import { type Asked, SERVERS, type World } from './ask.ts';
import type { Case } from './cases.ts';

/** musl of this machine, by which the programs are linked. */
const MUSL = '/usr/lib/x86_64-linux-musl/libc.so';
const IS_OLD_MUSL = existsSync(MUSL) && releaseBefore124(readFileSync(MUSL)) !== null;

export type Runtime = 'go' | 'glibc' | 'musl';

export interface Expected {
  readonly questions: readonly string[];
  readonly settings: Settings;
}

export function textOf({ files }: World): string | null {
  return files['/etc/resolv.conf'] ?? null;
}

function answersOf({ answers = {} }: World): Answers {
  return (question) => (answers[question] ?? answers['*'] ?? 'nxdomain') as ReturnType<Answers>;
}

/** What is said of a resolver. */
export function predicted(runtime: Runtime, one: Case, minor: number): Expected {
  const { name, files, host = 'box', env = {} } = one;
  const answers = answersOf(one);
  if (runtime === 'go') {
    const settings = readGo(textOf(one), host, minor);
    return { settings, questions: isAddressLike(name) ? [] : goQuestions(name, settings, minor, answers) };
  }
  if (runtime === 'musl') {
    const settings = readMusl(textOf(one));
    return {
      settings,
      questions: isAddressLike(name) ? [] : muslQuestions(name, settings, answers, IS_OLD_MUSL),
    };
  }
  const settings = readGlibc(textOf(one), host, env);
  if (files['/etc/resolv.conf'] === null) return { settings, questions: [] };
  return { settings, questions: isAddressLike(name) ? [] : glibcQuestions(name, settings, answers) };
}

/** The names that the first server was asked for, in order, once for both kinds of addresses. */
export function questionsOf({ asked }: Asked): readonly string[] {
  const server = asked[0]?.[0];
  const types = new Set(asked.map(([, , , type]) => type));
  const counted = types.has('A') ? 'A' : 'AAAA';
  return asked.filter(([to, , , type]) => to === server && type === counted).map(([, , name]) => name);
}

/** The servers that were asked: musl asks all at once, others the first alone as long as it answers. */
function serversOf({ asked }: Asked): readonly string[] {
  return [...new Set(asked.map(([server]) => server))].sort();
}

/** An address as the oracle writes it. */
function plain(address: string): string {
  return address.toLowerCase().replace('::ffff:', '');
}

export interface Difference {
  readonly runtime: string;
  readonly world: World & { readonly name: string };
  readonly real: unknown;
  readonly said: unknown;
}

export function compare(
  runtime: Runtime,
  cases: readonly Case[],
  real: readonly Asked[],
  minor: number,
): readonly Difference[] {
  return cases.flatMap((one, i) => {
    const asked = real[i];
    if (asked === undefined) throw new Error('not asked');
    const { questions, settings } = predicted(runtime, one, minor);
    // Where nobody can be reached, the next one is asked.
    const servers = settings.nameservers.map(plain).filter((address) => SERVERS.includes(address));
    const expected = {
      questions: questions.map(String),
      servers:
        questions.length === 0
          ? []
          : (runtime === 'musl' ? [...new Set(servers)] : servers.slice(0, 1)).sort(),
      protocol: questions.length === 0 ? '' : settings.tcp ? 'tcp' : 'udp',
    };
    const was = {
      questions: questionsOf(asked),
      servers: serversOf(asked),
      protocol: asked.asked[0]?.[1] ?? '',
    };
    return JSON.stringify(was) === JSON.stringify(expected)
      ? []
      : [{ runtime, world: one, real: was, said: expected }];
  });
}
