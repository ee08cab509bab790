import type { GoSources } from '../files/go-switch.ts';
import type { Source } from '../files/nsswitch.ts';
import type { GoSettings } from '../readers/go.ts';

/** Where Go looks a name up, in order; `cgo`: it asks the C library. */
export type GoOrder = 'cgo' | 'files,dns' | 'dns,files' | 'files' | 'dns';

/** Why the C library is asked, or not. */
export type GoWhy =
  | 'no-cgo'
  | 'netdns'
  | 'variable'
  | 'name'
  | 'resolv-conf-unreadable'
  | 'resolv-conf-unknown'
  | 'nsswitch-unreadable'
  | 'nsswitch-invalid'
  | 'nsswitch-criteria'
  | 'nsswitch-source'
  | 'local'
  | 'sound';

export interface GoChoice {
  readonly order: GoOrder;
  readonly why: GoWhy;
}

/** What the choice goes by, beside the name. */
export interface GoChoosing {
  /** Of the release, such as 27. */
  readonly minor: number;
  /** The program can ask the C library: it was built with cgo, and not with the tag netgo. */
  readonly cgo: boolean;
  /** The mode of `netdns`, by GODEBUG or by its build: `go`, `cgo` or nothing. */
  readonly mode: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hostname: string;
  readonly settings: GoSettings;
  /** resolv.conf is neither missing nor forbidden, and yet nobody can read it. */
  readonly confUnreadable: boolean;
  readonly sources: GoSources;
  /** /etc/mdns.allow is there. */
  readonly hasMdnsAllow: boolean;
}

/** Which way Go goes for a name (net/conf.go). */
export function goChoice(name: string, given: GoChoosing): GoChoice {
  const mayAsk = given.cgo && given.mode !== 'go';
  const own = mayAsk ? 'sound' : given.cgo ? 'netdns' : 'no-cgo';
  // Up to Go 1.20 what would need the C library is looked up in files and by DNS where there is none.
  const asIf = mayAsk || given.minor < 21;
  const why = asIf ? whyLibrary(name, given) : null;
  const order = why === null ? byFile(given.sources, asIf) : 'cgo';
  return order === 'cgo' && !mayAsk ? { order: 'files,dns', why: own } : { order, why: why ?? own };
}

function byFile(sources: GoChoosing['sources'], asIf: boolean): GoOrder {
  if (sources === 'missing' || sources === null) return 'files,dns';
  const weird = asIf ? 'cgo' : 'files,dns';
  if (sources === 'invalid' || sources === 'unreadable') return weird;
  const hasDns = sources.some(({ name }) => name === 'dns');
  // Where there is no dns, any source that Go does not know stands for it.
  const known = sources.flatMap(({ name }) => {
    if (name === 'files' || name === 'dns') return [name];
    return asIf || hasDns ? [] : ['dns'];
  });
  const order = [...new Set(known)].join(',');
  return order === '' ? weird : (order as GoOrder);
}

/** Why the C library is asked; null: Go does it itself. */
function whyLibrary(name: string, given: GoChoosing): GoWhy | null {
  const { minor, mode, env, settings, sources } = given;
  if (mode === 'cgo') return 'netdns';
  if (env.LOCALDOMAIN !== undefined || env.RES_OPTIONS || env.HOSTALIASES) return 'variable';
  if (/[\\%]/.test(name)) return 'name';
  if (given.confUnreadable) return 'resolv-conf-unreadable';
  if (settings.hasUnknown) return 'resolv-conf-unknown';
  const host = name.endsWith('.') ? name.slice(0, -1) : name;
  // Up to Go 1.22 names of mDNS are left to the C library, whatever the file says.
  if (minor < 23 && /\.local$/i.test(host)) return 'local';
  if (sources === 'invalid' || sources === 'unreadable') return `nsswitch-${sources}`;
  return sources === 'missing' || sources === null ? null : whyBySources(sources, host, given);
}

function whyBySources(sources: readonly Source[], host: string, given: GoChoosing): GoWhy | null {
  for (const source of sources) {
    if (source.name === 'files' || source.name === 'dns') {
      if (!isStandard(source)) return 'nsswitch-criteria';
    } else if (source.name === 'myhostname') {
      const isOwn = /^(?:(?:.*\.)?localhost(?:\.localdomain)?|_gateway|_outbound)$/i.test(host);
      if (isOwn || host.toLowerCase() === given.hostname.toLowerCase()) return 'local';
    } else if (source.name.startsWith('mdns')) {
      if (/\.local$/i.test(host) || given.hasMdnsAllow) return 'local';
    } else return 'nsswitch-source';
  }
  return null;
}

const STANDARD: Readonly<Record<string, string>> = {
  success: 'return',
  notfound: 'continue',
  unavail: 'continue',
  tryagain: 'continue',
};

/** Whether it does what is done without any criterion. */
function isStandard({ criteria }: Source): boolean {
  return criteria.every(({ negated, status, action }, index) => {
    const standard = STANDARD[status];
    if (negated || standard === undefined) return false;
    return action === standard || (index === criteria.length - 1 && action === 'return');
  });
}
