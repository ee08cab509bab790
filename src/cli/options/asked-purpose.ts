import { DEFAULT_POLICY_FILE } from '../../config/defaults.ts';
import type { Host } from '../../target/host.ts';
import { EXIT, NAGIOS_EXIT } from '../../verdict/verdict.ts';
import { ownWords, rawSwitch, rawValue } from './raw-options.ts';

type Machine = Pick<Host, 'env' | 'readFile'>;

/**
 * The exit code of a call that failed by itself, in the words of whoever asked. A monitoring system knows no
 * codes but its own. A liveness probe that failed for it would restart, for ever, a container that has nothing
 * wrong with it.
 */
export function codeInVain(code: number, command: string, argv: readonly string[], host: Machine): number {
  if (rawValue(argv, host.env, { name: 'format', short: 'f' }) === 'nagios') return NAGIOS_EXIT.unknown;
  return command === 'check' && excuses(argv, host) ? EXIT.ready : code;
}

/** What to say first where {@link codeInVain} is not the failure's own. */
export function excuse(code: number): string {
  return `probe-env: NOTHING WAS CHECKED, which no restart fixes: liveness ends with 0 in place of ${code} (with --strict ${code})`;
}

/** Liveness is asked for, and nobody is strict: flags before variables before the policy file, as ever. */
function excuses(argv: readonly string[], host: Machine): boolean {
  const { env } = host;
  const named = rawValue(argv, env, { name: 'config', short: 'c' }) ?? DEFAULT_POLICY_FILE;
  const policy = readPolicyText(named, host);
  const purpose = misspelt(argv) ?? rawValue(argv, env, { name: 'for' }) ?? said(policy, 'for');
  const strict = rawSwitch(argv, env, 'strict') || said(policy, 'strict') === 'true';
  return purpose === 'liveness' && !strict;
}

/** The option itself misspelt, with a value that only it can have: `--fro liveness`. */
function misspelt(argv: readonly string[]): 'liveness' | null {
  const names = ownWords(argv).flatMap((word) => /^--(f[a-z]{0,3})(?:=|$)/.exec(word)?.[1] ?? []);
  const others = names.filter((name) => name !== 'for');
  return others.some((name) => rawValue(argv, {}, { name }) === 'liveness') ? 'liveness' : null;
}

/** Enough of any policy file. */
const MAX_BYTES = 256 * 1024;

function readPolicyText(path: string, host: Machine): string {
  const file = host.readFile(path, { maxBytes: MAX_BYTES });
  return file.ok ? file.value.toString('utf8') : '';
}

/** What a policy says of a key at its top, as far as a text that may be broken says anything. */
function said(policy: string, key: 'for' | 'strict'): string | undefined {
  return new RegExp(`(?:^|[{,])[ \\t]*["']?${key}["']?[ \\t]*:[ \\t]*["']?([a-z]+)`, 'm').exec(policy)?.[1];
}
