import { looksSecret } from '../../../src/core/remedy/secret.ts';

/**
 * What a line would do that no remedy may, told by its looks: another way than that of the product, so that
 * the two can differ.
 */
export function offencesOf(line: string): readonly string[] {
  return Object.entries(OFFENCES)
    .filter(([, offends]) => offends(line))
    .map(([name]) => `${name}: ${line}`);
}

const OFFENCES: Readonly<Record<string, (line: string) => boolean>> = {
  'everybody may write': (line) =>
    /chmod(?:=|\s+(?:-R\s+)?)(?!1777\b)[0-7]?[0-7][0-7][2367]\b/.test(line) ||
    /chmod[^;&|]*\s[ugoa]*[oa][ugoa]*[+=][rwxXst]*w/.test(line) ||
    /(?<!1)777\b/.test(line),
  'opens a secret': (line) => parts(line).some((part) => forAll(part) && part.split(/\s+/).some(looksSecret)),
  'opens a home': (line) =>
    parts(line).some((part) => forAll(part) && /\s'?\/(?:root|home\/[^/\s]+)(?:[/\s']|$)/.test(part)),
  'opens all that is in a directory of the system': (line) =>
    parts(line).some((part) => /chmod\s+-R\s/.test(part) && forAll(part) && SYSTEM.test(part)),
  'gives a directory of the system away': (line) => parts(line).some((part) => givesAway(part)),
  'deletes a home, a secret or a directory of the system': (line) =>
    parts(line).some(
      (part) =>
        /(?:^|\s)rm\s/.test(part) &&
        (part.split(/\s+/).some(looksSecret) ||
          (/\srm\s+-\w*r/.test(` ${part}`) &&
            (SYSTEM.test(part) || /\s\/home\/[^/\s]+\/?(?:\s|$)/.test(part)))),
    ),
};

const parts = (line: string) => line.split(/&&|[;|]/);

function givesAway(part: string): boolean {
  const [, recursive, owner = ''] = /(?:chown|chgrp)\s+(-R\s+)?([\w:]+)\s/.exec(part) ?? [];
  if (!SYSTEM.test(part) || owner === '') return false;
  return recursive !== undefined || !/^(?:0|root)(?::0|:root)?$/.test(owner);
}

/** A mode that others than owner and group get something from. */
const forAll = (part: string) =>
  /chmod(?:=|\s+(?:-\S+\s+)*)(?:[ugo]*[oa][ugoa]*[+=]|0?[0-7][0-7][4567]\b)/.test(part);

const SYSTEM =
  /\s\/(?:bin|boot|etc|home|lib64|opt|root|sbin|srv|usr|usr\/(?:bin|lib|local|local\/bin|sbin)|var|var\/(?:lib|log|tmp))?\/?(?:\s|$)/;
