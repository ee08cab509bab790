import { goAtLeast } from '../../../src/go/release.ts';
import { fields, splitQuoted } from '../../../src/go/words.ts';
import { lacks } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import { type GoEnvFacts, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** GOCACHEPROG is started before anything is built (cmd/go/internal/cache, startCacheProg; from Go 1.24). */
export function judgeCacheProgram(host: Host, facts: GoEnvFacts, { values }: Seen): GoEnvFinding[] {
  const own = setting(facts, 'GOCACHEPROG');
  const since = /(?:^|,)cacheprog(?:,|$)/.test(facts.sources.environment.GOEXPERIMENT ?? '')
    ? '1.21'
    : '1.24';
  if (own === null || !goAtLeast(values.GOVERSION ?? null, since)) return [];
  const { words, open } = splitQuoted(own.value);
  const program = open ? (fields(own.value)[0] ?? '') : (words[0] ?? '');
  const reason = open ? 'unterminated-quote' : whyNot(host, facts.directory, program);
  if (reason === null) return [];
  return [{ rule: 'go-env/cache-program-missing', args: { program, reason, from: own.origin } }];
}

/** As os/exec looks for a program: a name with a slash is a path, any other is looked for on PATH. */
export function whyNot(host: Host, directory: string, program: string): 'missing' | 'not-executable' | null {
  if (program === '') return 'missing';
  const path = program.includes('/')
    ? program.startsWith('/')
      ? program
      : `${directory}/${program}`
    : findOnPath(host, program);
  if (path === null || lacks(host, path, 'file')) return 'missing';
  return host.access(path, 'execute').ok ? null : 'not-executable';
}
