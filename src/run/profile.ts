import type { Demand } from '../config/config.ts';
import type { Profile, ProfileName } from '../core/probe.ts';
import { safe } from '../core/text/safe.ts';
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
  if (asked !== 'auto') return { name: asked, reason: 'asked for' };
  const witnessed = witness(host);
  const profile = bySigns(witnessed.host, demands);
  const silence = witnessed.silence();
  // The sign may be where nobody answered: the probes that need it then say so.
  return profile.name === 'runtime' && silence !== null ? { name: 'build', reason: safe(silence) } : profile;
}

function bySigns(host: Host, demands: readonly Demand[]): Profile {
  const go = findGo(host);
  if (go !== null) return { name: 'build', reason: `go found at ${safe(go.path)}` };
  const [demand] = demands.filter(({ needsGo }) => needsGo);
  if (demand !== undefined) return { name: 'build', reason: `${demand.field} is asked for` };
  const variable = Object.keys(host.env)
    .sort()
    .find((name) => GO_VARIABLES.has(name));
  if (variable !== undefined) return { name: 'build', reason: `${variable} is set` };
  if (host.stat('/usr/local/go').ok) return { name: 'build', reason: '/usr/local/go is there' };
  if (host.cwd !== null && host.stat(`${host.cwd}/go.mod`).ok) {
    return { name: 'build', reason: 'go.mod in the working directory' };
  }
  return { name: 'runtime', reason: 'no sign of a Go toolchain' };
}

/**
 * Variables of the go command (`go help environment`), without those that a built program reads too
 * (GODEBUG, GOGC, GOMAXPROCS, GOMEMLIMIT…): they say nothing about a toolchain.
 */
const GO_VARIABLES = new Set(
  'GO111MODULE GOARCH GOAUTH GOBIN GOCACHE GOENV GOEXPERIMENT GOFLAGS GOINSECURE GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPRIVATE GOPROXY GOROOT GOSUMDB GOTMPDIR GOTOOLCHAIN GOVCS GOWORK'.split(
    ' ',
  ),
);
