import { compareGo, isGoVersion } from '../../../src/go/gover.ts';
import type { GodebugLine } from '../../../src/go/modules/gomod.ts';
import { goAtLeast, releaseNumbers } from '../../../src/go/release.ts';

/**
 * Settings of GODEBUG that a release of Go knows, by the minor release that first has them (internal/godebugs).
 * Those of 1.21 are older still; what earlier releases knew does not matter, since godebug lines came with 1.23.
 */
const KNOWN: Readonly<Record<number, string>> = {
  21: 'execerrdot gocachehash gocachetest gocacheverify http2client http2debug http2server installgoroot jstmpllitinterp multipartfiles multipartmaxheaders multipartmaxparts multipathtcp netdns netedns0 panicnil randautoseed tarinsecurepath tlsmaxrsasize x509sha1 x509usefallbackroots zipinsecurepath',
  22: 'gotypesalias httplaxcontentlength httpmuxgo121 tls10server tlsrsakex tlsunsafeekm x509usepolicies',
  23: 'asynctimerchan httpservecontentkeepheaders tls3des tlskyber winreadlinkvolume winsymlink x509keypairleaf x509negativeserial',
  24: 'dataindependenttiming fips140 gotestjsonbuildtext randseednop rsa1024min tlsmlkem x509rsacrt',
  25: 'allowmultiplevcs containermaxprocs decoratemappings embedfollowsymlinks htmlmetacontenturlescape httpcookiemaxnum tlssha1 updatemaxprocs urlmaxqueryparams x509sha256skid',
  26: 'cryptocustomrand fips140ems httpservecontentmaxranges tlssecpmlkem urlstrictcolons',
  27: 'tracebacklabels x509sslcertoverrideplatform',
};

/** The first release without a setting. From 1.27 on a removed one is refused only with a value that it once had. */
const REMOVED: Readonly<Record<string, { readonly minor: number; readonly old: readonly string[] }>> = {
  x509sha1: { minor: 24, old: ['1'] },
  tlskyber: { minor: 24, old: ['0'] },
  gotypesalias: { minor: 27, old: ['0'] },
  tlsunsafeekm: { minor: 27, old: ['1'] },
  tlsrsakex: { minor: 27, old: ['1'] },
  tls3des: { minor: 27, old: ['1'] },
  tls10server: { minor: 27, old: ['1'] },
  x509keypairleaf: { minor: 27, old: ['0'] },
  asynctimerchan: { minor: 27, old: ['1', '2'] },
};

/** The newest release whose settings are known here. */
const NEWEST = 27;

export type GodebugProblem = 'unknown' | 'removed' | 'too-new' | 'malformed';

/** Why go refuses a godebug line (cmd/go/internal/modload, CheckGodebug); null where it does not, or where that is not known. */
export function godebugProblem({ key, value }: GodebugLine, goversion: string): GodebugProblem | null {
  if (!goAtLeast(goversion, '1.23')) return null;
  if (/[ \t,]/.test(key) || /[ \t,]/.test(value)) return 'malformed';
  const minor = releaseNumbers(goversion)?.[1] ?? NEWEST;
  if (key === 'default') return defaultProblem(value, goversion);
  const removed = Object.hasOwn(REMOVED, key) ? REMOVED[key] : undefined;
  if (removed !== undefined && minor >= removed.minor) {
    return minor < NEWEST || removed.old.includes(value) ? 'removed' : null;
  }
  // A newer release may know more.
  if (minor > NEWEST) return null;
  return knownIn(minor).has(key) ? null : 'unknown';
}

function defaultProblem(value: string, goversion: string): GodebugProblem | null {
  const version = value.startsWith('go') ? value.slice(2) : '';
  if (!isGoVersion(version)) return 'malformed';
  const local = /^go(\d+\.\d+(?:\.\d+|[a-z]+\d+)?)/.exec(goversion)?.[1];
  return local !== undefined && compareGo(version, local) > 0 ? 'too-new' : null;
}

/** Names of the settings that release 1.`minor` knows. */
function knownIn(minor: number): ReadonlySet<string> {
  const names = Object.entries(KNOWN)
    .filter(([since]) => Number(since) <= minor)
    .flatMap(([, list]) => list.split(' '));
  return new Set(names.filter((name) => (REMOVED[name]?.minor ?? Number.POSITIVE_INFINITY) > minor));
}
