import type { Policy } from '../../src/core/policy/policy.ts';
import { endOfLife, releasedOn } from '../../src/go/releases.ts';
import type { StartFailure } from '../../src/target/program/program.ts';
import { type GoVersion, parseVersion } from './command/parse.ts';
import type { GorootFacts, GoVersionFacts } from './facts.ts';
import type { GoVersionFinding } from './rules/index.ts';
import type { Unusable } from './tree/sample.ts';

export function judge(facts: GoVersionFacts, policy: Policy): readonly GoVersionFinding[] {
  const { go, passedOver, version, suggested } = facts;
  if (go === null) {
    return passedOver === null ? [] : [{ rule: 'go-version/missing', args: { ...passedOver, suggested } }];
  }
  const findings: GoVersionFinding[] = [];
  if (go.via !== 'PATH')
    findings.push({ rule: 'go-version/not-on-path', args: { path: go.path, searched: facts.searched } });
  const ahead = facts.provenance?.findings ?? [];
  if (version === null) return [...findings, ...whyNoVersion(facts, go.path), ...ahead];
  return [
    ...findings,
    ...judgeVersion(version, facts, policy),
    ...judgeGoroot(version, facts.goroot),
    ...ahead,
  ];
}

/** The one reason why `go version` did not tell a version. */
function whyNoVersion(facts: GoVersionFacts, path: string): readonly GoVersionFinding[] {
  const { outcome, goroot, output, errors, suggested } = facts;
  switch (outcome?.kind) {
    case undefined:
      return [];
    case 'not-started':
      return [whyNotStarted(outcome.cause, facts, path)];
    case 'timed-out':
      return [{ rule: 'go-version/timed-out', args: { path, afterMs: outcome.afterMs } }];
    case 'signaled':
      return [{ rule: 'go-version/killed', args: { path, signal: outcome.signal, errors } }];
    case 'output-limit':
      return [{ rule: 'go-version/unparsable', args: { path, output, bytes: outcome.bytes } }];
    case 'exited':
      if (outcome.code === 0) return [{ rule: 'go-version/unparsable', args: { path, output, bytes: null } }];
  }
  // Every go command fails when its GOROOT is not there, or has lost its tools.
  if (goroot?.unusable) return [unreadable(goroot, goroot.unusable)];
  if (goroot?.isDirectory === false) return [notFound(goroot)];
  if (goroot !== null && goroot.missing.length > 0) return [incomplete(goroot, suggested)];
  const kind = facts.isScript ? 'script' : goroot === null ? 'alone' : 'toolchain';
  return [{ rule: 'go-version/failed', args: { path, code: outcome.code, errors, kind } }];
}

function whyNotStarted(cause: StartFailure, facts: GoVersionFacts, path: string): GoVersionFinding {
  const { start, suggested } = facts;
  switch (cause.code) {
    case 'not-permitted': {
      const { mode = null, owner = null, noexec = null } = start ?? {};
      return { rule: 'go-version/not-executable', args: { path, mode, owner, noexec } };
    }
    case 'wrong-architecture':
      return {
        rule: 'go-version/wrong-architecture',
        args: { path, built: cause.machine, here: facts.arch, suggested },
      };
    case 'loader-missing':
      return { rule: 'go-version/loader-missing', args: { path, loader: cause.loader, suggested } };
    case 'interpreter-missing':
      return { rule: 'go-version/interpreter-missing', args: { path, interpreter: cause.interpreter } };
    case 'not-a-program':
      return { rule: 'go-version/not-a-program', args: { path, bytes: start?.size ?? null, suggested } };
    case 'no-resources':
      return { rule: 'go-version/no-resources', args: { path, errno: cause.errno } };
    case 'busy':
      return { rule: 'go-version/busy', args: { path } };
    case 'file-missing':
    case 'cwd-missing':
      return { rule: 'go-version/not-started', args: { path, errno: 'ENOENT' } };
    // Where nobody answers the probe is inconclusive, whatever is said here.
    case 'no-answer':
      return { rule: 'go-version/not-started', args: { path, errno: 'ETIMEDOUT' } };
    case 'other':
      return { rule: 'go-version/not-started', args: { path, errno: cause.errno } };
  }
}

/** A policy may ask for a line that has ended itself: no remedy names that. */
function alive(suggested: string | null): string | null {
  const minor = Number(/^1\.(\d+)/.exec(suggested ?? '')?.[1]);
  return endOfLife(minor) === null ? suggested : null;
}

function judgeVersion(
  version: GoVersion,
  { inRange, suggested, alternative }: GoVersionFacts,
  policy: Policy,
): readonly GoVersionFinding[] {
  const findings: GoVersionFinding[] = [];
  const { semver, minor, prerelease, variant } = version;
  if (inRange === false) {
    const { range } = policy.goVersion;
    findings.push({
      rule: 'go-version/out-of-range',
      args: { version: semver, range, suggested, alternative },
    });
  }
  const since = version.major === 1 ? endOfLife(minor) : null;
  if (since !== null) {
    findings.push({
      rule: 'go-version/end-of-life',
      args: {
        version: semver,
        line: `1.${minor}`,
        successor: `1.${minor + 2}`,
        since,
        suggested: alive(suggested),
      },
      // Red Hat mends its toolchains for as long as the distribution lives.
      ...(variant?.includes('Red Hat') ? { severity: 'info' } : {}),
    });
  }
  if (prerelease !== null) {
    const released = version.major === 1 ? releasedOn(minor) : null;
    findings.push({
      rule: 'go-version/prerelease',
      args: { version: semver, line: `${version.major}.${minor}`, released },
      // Before the release there is nothing better: whoever takes it wants to try what is to come.
      ...(released === null ? { severity: 'info' } : {}),
    });
  }
  return findings;
}

function judgeGoroot(version: GoVersion, goroot: GorootFacts | null): readonly GoVersionFinding[] {
  if (goroot === null) return [];
  const { path, from, file, otherVersion, compiler, unusable, leftover } = goroot;
  // It was found from the root directory, where probe-env starts go.
  if (!path.startsWith('/')) return [notFound(goroot)];
  const findings: GoVersionFinding[] = [];
  if (goroot.missing.length > 0) findings.push(incomplete(goroot, `${version.major}.${version.minor}`));
  if (unusable !== null) findings.push(unreadable(goroot, unusable));
  // Where the versions differ anyway that is said below.
  if (leftover !== null && otherVersion === null) {
    findings.push({
      rule: 'go-version/goroot-merged',
      args: { goroot: path, from, file, version: version.semver, leftover },
    });
  }
  if (otherVersion !== null) {
    // The compiler compares its own version with the go command's; the VERSION file is for people and tools.
    const works = compiler !== null && parseVersion(compiler)?.semver === version.semver;
    findings.push({
      rule: 'go-version/goroot-mismatch',
      args: { goroot: path, from, file, version: version.semver, stated: otherVersion, compiler },
      ...(works ? { severity: 'warning' } : {}),
    });
  }
  return findings;
}

function notFound({ path, from, file }: GorootFacts): GoVersionFinding {
  const rule = path.startsWith('/') ? 'go-version/goroot-not-found' : 'go-version/goroot-relative';
  return { rule, args: { goroot: path, from, file } };
}

function unreadable({ path }: GorootFacts, unusable: Unusable): GoVersionFinding {
  return { rule: 'go-version/goroot-unreadable', args: { goroot: path, ...unusable } };
}

function incomplete({ path, from, file, missing }: GorootFacts, suggested: string | null): GoVersionFinding {
  return { rule: 'go-version/goroot-incomplete', args: { goroot: path, from, file, missing, suggested } };
}
