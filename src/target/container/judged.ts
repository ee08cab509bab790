import type { Host } from '../host.ts';
import type { Missing } from '../posix/account.ts';
import { notStarted } from '../program/first-process.ts';
import { notRunByShell } from '../program/shell-command.ts';
import type { At, BrokenCheck, ContainerFacts, ContainerTrouble } from './facts.ts';

/** What a runtime that honours the image's own words would start. */
export interface Asked {
  /** The words of the first process; none: the image names no program. */
  readonly command: readonly string[];
  readonly commandAt: At | null;
  /** `CMD` and words, `CMD-SHELL` and a text, `NONE`; empty: it has none. */
  readonly healthcheck: readonly string[];
  readonly healthcheckAt: At | null;
  /** The user or group that the image lacks. */
  readonly missing: Missing | null;
  readonly userAt: At | null;
  /** It has to start something: a service, and not a base image. */
  readonly hasToStart?: boolean;
}

/** Whether docker or podman can start it. */
export function containerFacts(host: Host, asked: Asked): ContainerFacts {
  const { missing } = asked;
  const namesProgram = asked.command.length > 0;
  if (missing !== null)
    return { starts: false, namesProgram, troubles: [noUser(missing, asked.userAt)], healthcheck: null };
  const troubles = programTroubles(host, asked);
  return {
    starts: troubles.length > 0 ? false : namesProgram ? true : null,
    namesProgram,
    troubles,
    healthcheck: brokenCheck(host, asked),
  };
}

/** As libcontainer says it. */
function noUser({ kind, name }: Missing, at: At | null): ContainerTrouble {
  const file = kind === 'user' ? 'passwd' : 'group';
  const message = `unable to find ${kind} ${name}: no matching entries in ${file} file`;
  return { kind, message, of: name, at };
}

/** A base image without a program of its own is whole: whoever builds on it names one. */
function programTroubles(
  host: Host,
  { command, commandAt, hasToStart = false }: Asked,
): readonly ContainerTrouble[] {
  if (command.length === 0 && hasToStart)
    return [{ kind: 'program', message: 'no command specified', of: '', at: commandAt }];
  const why = command.length === 0 ? null : notStarted(host, command);
  if (why === null) return [];
  const { program, message, machine } = why;
  const base = { message, of: program, at: commandAt };
  return machine === null
    ? [{ ...base, kind: 'program' }]
    : [{ ...base, kind: 'architecture', foreign: { program, machine, platform: host.arch } }];
}

function brokenCheck(host: Host, { healthcheck, healthcheckAt }: Asked): BrokenCheck | null {
  const words = checkWords(healthcheck);
  if (words.length === 0) return null;
  const why = notStarted(host, words) ?? notRunByShell(host, words);
  return why === null ? null : { program: why.program, message: why.message, at: healthcheckAt };
}

/** The words that a runtime starts for a health check (image-spec of Docker, `Healthcheck.Test`). */
function checkWords([kind, ...words]: readonly string[]): readonly string[] {
  if (kind === 'CMD') return words;
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', words.join(' ')] : [];
}
