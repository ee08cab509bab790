import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import { findGo } from '../../src/host/find-go.ts';
import type { Found } from '../../src/host/find-program.ts';
import { quietGoEnv } from '../../src/host/go-command.ts';
import type { Host, RunOutcome, RunResult } from '../../src/host/host.ts';
import { toolVersion } from './compiler.ts';
import { findGoroot, type Goroot, isDirectory, missingParts } from './goroot.ts';
import { type GoVersion, parseGoVersion, parseVersion } from './parse.ts';
import { type PassedOver, passedOver } from './passed-over.ts';
import { type RangeTest, rangeTest, suggestVersion } from './range.ts';
import { inspectStart, type StartFacts } from './start.ts';

export interface GoVersionFacts {
  readonly go: Found | null;
  /** Processor of this machine, by Node's name. */
  readonly arch: string;
  /** Set when there is no go command. */
  readonly passedOver: PassedOver | null;
  /** How `go version` ended; null when there was nothing to run. */
  readonly outcome: RunOutcome | null;
  /** What it printed, shortened. */
  readonly output: string;
  readonly errors: string;
  /** Set when it did not start. */
  readonly start: StartFacts | null;
  readonly version: GoVersion | null;
  readonly goroot: GorootFacts | null;
  /** Whether the version is in the policy's range; null without a version. */
  readonly inRange: boolean | null;
  /** A version in the policy's range that a remedy can name. */
  readonly suggested: string | null;
}

export interface GorootFacts extends Goroot {
  readonly isDirectory: boolean;
  /** What a build needs and is not there. */
  readonly missing: readonly string[];
  /** First line of its VERSION file, where that names another version than the go command prints. */
  readonly otherVersion: string | null;
  /** Version of its compiler; looked up only where `otherVersion` is set. */
  readonly compiler: string | null;
}

/** `go version` prints a line; a wrapper that prints a book is not one. */
const MAX_OUTPUT_BYTES = 64 * 1024;

/** Time kept back for ending a go that hangs, so that the finding still makes it into the report. */
const RESERVE_MS = 20;

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
  const timeoutMs = context.deadline.remainingMs() - RESERVE_MS;
  if (timeoutMs <= 0)
    return { facts: { ...nothing(host), go }, incomplete: 'no time was left to run go version' };
  const running = host.run({
    file: go.path,
    args: ['version'],
    env: quietGoEnv(host.env),
    cwd: '/',
    timeoutMs,
    maxOutputBytes: MAX_OUTPUT_BYTES,
  });
  // While it runs:
  const goroot = findGoroot(host, go);
  const test = await rangeTest(range);
  return { facts: factsOf(host, { go, goroot, test, range, result: await running }) };
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
  return {
    ...nothing(host),
    go,
    outcome,
    output: shorten(output),
    errors: shorten(stderr.trim()),
    start: outcome.kind === 'not-started' ? inspectStart(host, go.path) : null,
    version,
    goroot: goroot === null ? null : gorootFacts(host, goroot, version),
    inRange: version === null ? null : test(version.semver),
    suggested: suggestVersion(range, test),
  };
}

function gorootFacts(host: Host, goroot: Goroot, version: GoVersion | null): GorootFacts {
  const facts = {
    ...goroot,
    isDirectory: isDirectory(host, goroot.path),
    otherVersion: null,
    compiler: null,
  };
  if (!facts.isDirectory || !goroot.path.startsWith('/') || version?.gccgo) return { ...facts, missing: [] };
  if (version === null) return { ...facts, missing: missingTools(host, goroot) };
  const platform = `${version.os}_${version.arch}`;
  const missing = missingParts(host, goroot.path, platform, version.minor);
  const file = host.readFile(`${goroot.path}/VERSION`, { maxBytes: 4096 });
  const line = file.ok ? (file.value.toString('utf8').split('\n', 1)[0] ?? '') : '';
  const stated = parseVersion(line);
  if (stated === null || stated.semver === version.semver) return { ...facts, missing };
  const compiler = toolVersion(host, `${goroot.path}/pkg/tool/${platform}/compile`);
  return { ...facts, missing, otherVersion: line, compiler };
}

/** Without its tools a tree is no GOROOT to the go command, which then fails at everything. */
function missingTools(host: Host, { path, from }: Goroot): readonly string[] {
  return from === 'binary' && !isDirectory(host, `${path}/pkg/tool`) ? ['pkg/tool'] : [];
}

/** The head of a text of unknown length, in one line. */
function shorten(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, ' ');
  return line.length <= 240 ? line : `${line.slice(0, 239)}…`;
}

function nothing(host: Host): GoVersionFacts {
  return {
    go: null,
    arch: host.arch,
    passedOver: null,
    outcome: null,
    output: '',
    errors: '',
    start: null,
    version: null,
    goroot: null,
    inRange: null,
    suggested: null,
  };
}
