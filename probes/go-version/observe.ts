import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import { findGo } from '../../src/go/find-go.ts';
import type { Host } from '../../src/target/host.ts';
import type { Found } from '../../src/target/program/find-program.ts';
import type { RunResult } from '../../src/target/program/program.ts';
import { askVersion } from './command/ask.ts';
import { acceptedElsewhere } from './command/elsewhere.ts';
import { parseGoVersion } from './command/parse.ts';
import { passedOver } from './command/passed-over.ts';
import { inspectStart } from './command/start.ts';
import { type GoVersionFacts, nothing } from './facts.ts';
import { type RangeTest, rangeTest, suggestVersion } from './range.ts';
import { findGoroot, type Goroot } from './tree/goroot.ts';
import { gorootFacts } from './tree/inspect-goroot.ts';

export async function observe(
  host: Host,
  context: ProbeContext<GoVersionFacts>,
): Promise<Observed<GoVersionFacts>> {
  const { range } = context.policy.goVersion;
  const go = findGo(host);
  if (go === null) {
    const suggested = suggestVersion(range, await rangeTest(range));
    return { facts: { ...nothing(host), passedOver: passedOver(host), suggested } };
  }
  context.sofar({ ...nothing(host), go });
  const running = askVersion(host, go, context);
  // While it runs:
  const goroot = findGoroot(host, go);
  const test = await rangeTest(range);
  const result = await running;
  if (result === null) {
    return {
      facts: { ...nothing(host), go },
      incomplete: { code: 'no-time', data: { program: 'go version' } },
    };
  }
  if (result.kind === 'timed-out' && result.afterMs < context.deadline.fairMs) {
    const data = { program: 'go version', afterMs: result.afterMs };
    return { facts: { ...nothing(host), go }, incomplete: { code: 'little-time', data } };
  }
  const facts = factsOf(host, { go, goroot, test, range, result });
  const { checksums } = context.policy.goVersion;
  if (checksums === null) return { facts };
  const { withProvenance } = await import('./provenance/look.ts');
  return withProvenance(host, facts, checksums, context);
}

interface Seen {
  readonly go: Found;
  readonly goroot: Goroot | null;
  readonly range: string;
  readonly test: RangeTest;
  readonly result: RunResult;
}

function factsOf(host: Host, { go, goroot, range, test, result }: Seen): GoVersionFacts {
  const { stdout, stderr, ...outcome } = result;
  const output = stdout.replace(/\r?\n$/, '');
  const version = outcome.kind === 'exited' && outcome.code === 0 ? parseGoVersion(output) : null;
  const inRange = version === null ? null : test(version.semver);
  const failed = outcome.kind === 'exited' && outcome.code !== 0;
  return {
    ...nothing(host),
    go,
    outcome,
    output: shorten(output),
    errors: shorten(stderr.trim()),
    start: outcome.kind === 'not-started' ? inspectStart(host, go.path) : null,
    version,
    goroot: goroot === null ? null : gorootFacts(host, goroot, version),
    inRange,
    suggested: suggestVersion(range, test),
    alternative: inRange === false ? acceptedElsewhere(host, go, test) : null,
    isScript: failed && isScript(host, go.path),
  };
}

function isScript(host: Host, path: string): boolean {
  const head = host.readHead(path, 2);
  return head.ok && head.value.toString('latin1') === '#!';
}

/** The head of a text of unknown length, in one line. */
function shorten(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, ' ');
  return line.length <= 240 ? line : `${line.slice(0, 239)}…`;
}
