import type { Behind } from '../behind.ts';

/**
 * Programs that set variables, wait or watch, and start what stands behind `--`; and the word that asks them to. Those
 * of Go look the program up as exec.LookPath does, before they set any variable.
 */
const BEHIND_DASHES: Readonly<Record<string, { readonly verb: string | null; readonly go: boolean }>> = {
  doppler: { verb: 'run', go: true },
  infisical: { verb: 'run', go: true },
  op: { verb: 'run', go: true },
  chamber: { verb: 'exec', go: true },
  'aws-vault': { verb: 'exec', go: true },
  reflex: { verb: null, go: true },
  dotenvx: { verb: 'run', go: false },
  watchexec: { verb: null, go: false },
};

/** What stands behind the first `--`; nothing where there is none. */
export function wordsBehindDashes(rest: readonly string[]): readonly string[] {
  const dashes = rest.indexOf('--');
  return dashes < 0 ? [] : rest.slice(dashes + 1);
}

/** `doppler run --config prd -- CMD`; null where no `--` says where the program is. */
export function behindDashes(by: string, rest: readonly string[]): Behind | null {
  const known = Object.hasOwn(BEHIND_DASHES, by) ? BEHIND_DASHES[by] : undefined;
  if (known === undefined) return null;
  const words = wordsBehindDashes(rest);
  const { verb, go } = known;
  if (words.length === 0 || (verb !== null && !rest.slice(0, rest.indexOf('--')).includes(verb))) return null;
  return { words, by, usesShell: !go, otherUser: false, ...(go ? { seeker: 'go' } : {}) };
}

/** As Go's package flag reads them: options that take the next word, and those that do not. */
const GO_FLAGS: Readonly<Record<string, { readonly valued: RegExp; readonly plain: RegExp }>> = {
  dockerize: {
    valued:
      /^(?:wait|timeout|template|stdout|stderr|delims|wait-http-header|wait-retry-interval|env|env-section|env-header)$/,
    plain: /^(?:no-overwrite|poll|validate-cert)$/,
  },
  envconsul: {
    valued:
      /^(?:config|prefix|secret|service|consul-(?:addr|token)|vault-(?:addr|token|namespace)|log-level|kill-signal|kill-timeout|reload-signal|splay|wait|max-stale)$/,
    plain: /^(?:once|pristine|sanitize|upcase|no-prefix|syslog|vault-renew-token)$/,
  },
  summon: {
    valued: /^(?:p|provider|f|e|environment|D|yaml|ignore|i)$/,
    plain: /^(?:ignore-all|I|up)$/,
  },
};

/** `dockerize -wait tcp://db:5432 -timeout 20s CMD` */
export function behindGoFlags(by: string, rest: readonly string[]): Behind | null {
  const flags = Object.hasOwn(GO_FLAGS, by) ? GO_FLAGS[by] : undefined;
  if (flags === undefined) return null;
  /** What it writes first may be the program. */
  const writes: string[] = [];
  let at = 0;
  for (; at < rest.length; at++) {
    const [, name, value] = /^--?([^-=][^=]*)(=.*)?$/s.exec(rest[at] ?? '') ?? [];
    if (name === undefined) break;
    if (flags.valued.test(name)) {
      if (value === undefined) at++;
      if (name === 'template') writes.push((value ?? rest[at] ?? '').replace(/^[^:]*:/, ''));
    } else if (!flags.plain.test(name)) return null;
  }
  const words = rest.slice(rest[at] === '--' ? at + 1 : at);
  if (writes.some((path) => words[0]?.startsWith(path))) return null;
  // One word with blanks is for a shell.
  if (words.length === 0 || (words.length === 1 && /\s/.test(words[0] ?? ''))) return null;
  return { words, by, usesShell: false, otherUser: false, seeker: 'go' };
}
