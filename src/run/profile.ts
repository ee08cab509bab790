import type { Demand } from '../config/config.ts';
import type { Profile, ProfileName } from '../core/probe.ts';
import type { ProfileReason } from '../core/reason.ts';
import { findGo } from '../go/find-go.ts';
import type { Host } from '../target/host.ts';
import { witness } from './witness.ts';

/**
 * The profile that was asked for, or the one that a demand or the container's signs of a
 * Go toolchain call for.
 */
export function decideProfile(
  asked: ProfileName | 'auto',
  host: Host,
  demands: readonly Demand[] = [],
): Profile {
  if (asked !== 'auto') return { name: asked, why: { code: 'asked-for', data: {} } };
  const witnessed = witness(host);
  const profile = bySigns(witnessed.host, demands);
  const silence = witnessed.silence();
  // The sign may be where nobody answered: the probes that need it then say so.
  return profile.name === 'runtime' && silence !== null ? { name: 'build', why: silence } : profile;
}

function bySigns(host: Host, demands: readonly Demand[]): Profile {
  const go = findGo(host);
  if (go !== null) return build({ code: 'go-found', data: { path: go.path } });
  const [demand] = demands.filter(({ needsGo }) => needsGo);
  if (demand !== undefined) return build({ code: 'demanded', data: { field: demand.field } });
  const variable = Object.keys(host.env)
    .sort()
    .find((name) => GO_VARIABLES.has(name));
  if (variable !== undefined) return build({ code: 'variable-set', data: { name: variable } });
  if (host.stat(TREE).ok) return build({ code: 'tree-there', data: { path: TREE } });
  if (host.cwd !== null && host.stat(`${host.cwd}/go.mod`).ok)
    return build({ code: 'module-there', data: {} });
  const why: ProfileReason = { code: 'no-sign', data: {} };
  return { name: 'runtime', why };
}

function build(why: ProfileReason): Profile {
  return { name: 'build', why };
}

const TREE = '/usr/local/go';

/**
 * Variables of the go command (`go help environment`), without those that a built program reads too
 * (GODEBUG, GOGC, GOMAXPROCS, GOMEMLIMIT…): they say nothing about a toolchain.
 */
const GO_VARIABLES = new Set(
  'GO111MODULE GOARCH GOAUTH GOBIN GOCACHE GOENV GOEXPERIMENT GOFLAGS GOINSECURE GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPRIVATE GOPROXY GOROOT GOSUMDB GOTMPDIR GOTOOLCHAIN GOVCS GOWORK'.split(
    ' ',
  ),
);
