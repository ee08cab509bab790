import type { Family, Platform } from '../../src/core/platform.ts';
import { byHand, command, dockerfile, policy, setEnv } from '../../src/core/remedy/forms.ts';
import { copyLine, quote } from '../../src/core/remedy/quote.ts';
import type { Need, Remedy } from '../../src/core/remedy/remedy.ts';
import { oldNames } from './database/names.ts';
import { isZone, nearestZone } from './search/guess.ts';

const ZONEINFO = '/usr/share/zoneinfo';

/** What a remedy has to know of the container, beside the zone. */
export type Place = {
  /** Who says which zone: TZ, or /etc/localtime for want of it. */
  readonly decides: 'tz' | 'localtime';
  /** There is an /etc/timezone, which other programs read: it has to say the same. */
  readonly etcTimezone: boolean;
  /** There are zone data. */
  readonly zoneinfo: boolean;
  /** /etc/localtime is a mount: what is done in the image is hidden by it, and here nothing can take its place. */
  readonly mounted?: boolean;
};

/** Brings the data anew, whether the package is there or not: files that were removed come back too. */
const RENEW: Readonly<
  Record<Exclude<Family, 'scratch'>, { readonly line: string; readonly needs: readonly Need[] }>
> = {
  debian: {
    line: 'apt-get update && apt-get install -y --no-install-recommends --reinstall tzdata',
    needs: ['network', 'program:apt-get'],
  },
  alpine: {
    line: 'apk add --no-cache tzdata && apk fix --no-cache tzdata',
    needs: ['network', 'program:apk'],
  },
  rhel: { line: 'dnf reinstall -y tzdata || dnf install -y tzdata', needs: ['network', 'program:dnf'] },
};

const COPY_DATA = `COPY --from=build ${ZONEINFO} ${ZONEINFO}`;
const STAGE = 'with tzdata in the stage build';

/** The zone data, and what else is then to be done in the same step. */
export function installData({ family }: Pick<Platform, 'family'>, then = ''): readonly Remedy[] {
  const copied = dockerfile(COPY_DATA, { why: STAGE });
  if (family === 'scratch') return then === '' ? [copied] : [];
  const { line, needs } = RENEW[family];
  const install = command(then === '' || !line.includes('||') ? `${line}${then}` : `{ ${line}; }${then}`, {
    needs,
  });
  return then === '' ? [...install, copied] : install;
}

/** Zone data for a Go program alone. `run` sees them in its command; `check` has to be told. */
export const EMBED: readonly Remedy[] = [
  byHand(
    'image',
    'for a Go program: import _ "time/tzdata", or build with -tags timetzdata; probe-env run sees that, any other call needs rules: { timezone/zoneinfo-missing: "off" } in the policy',
  ),
  policy('rules: { timezone/zoneinfo-missing: "off" }', {
    why: 'where the program has the zone data inside, as time/tzdata puts them there',
  }),
];

/**
 * Makes this zone the one that all see, where it is decided: in TZ, or in /etc/localtime, with the name that
 * other programs read beside it.
 */
export function setZone(zone: string, place: Place, platform: Platform, broken = false): readonly Remedy[] {
  const byVariable = setEnv({ TZ: zone });
  const usable = place.zoneinfo && !broken;
  if (place.decides === 'tz') {
    if (usable) return byVariable;
    return [...installData(platform, ''), ...byVariable];
  }
  if (place.mounted === true) {
    return [
      ...(usable ? [] : installData(platform)),
      ...byVariable,
      byHand(
        'pod',
        'take out the mount of /etc/localtime, or mount a file of zone data that is there on the node',
      ),
    ];
  }
  const file = `${ZONEINFO}/${zone}`;
  // Debian's package writes a name of its own there when it is installed.
  const noted = place.etcTimezone || (!usable && platform.family === 'debian');
  const note = noted ? ` && echo ${zone} >/etc/timezone` : '';
  // First away with what is there: into a directory, or through a link, the new link would go elsewhere.
  const link = `rm -rf /etc/localtime && ln -s ${file} /etc/localtime${note}`;
  const byLink = usable
    ? command(link, platform.family === 'scratch' ? { needs: ['program:ln'] } : {})
    : installData(platform, ` && ${link}`);
  const copied = usable ? byVariable : [dockerfile([COPY_DATA, `ENV TZ=${zone}`], { why: STAGE })];
  return [...byLink, ...copied];
}

/** A zone that may stand in a command: the first name that is one, else nearly one, else UTC, which all see now. */
export function pickZone(...names: readonly (string | null)[]): string {
  const given = names.filter((name) => name !== null);
  const zone = given.find(isZone) ?? given.map(nearestZone).find((name) => name !== null) ?? 'Etc/UTC';
  // Intl knows zones by old names too: a name that was given stays, one that was guessed is today's.
  return given.includes(zone) ? zone : (oldNames().get(zone) ?? zone);
}

/** The data are public: whoever closed them did not mean to. */
export function openData(path: string, link: string | null): readonly Remedy[] {
  if ([path, link ?? ''].some((name) => name.includes('/zoneinfo'))) {
    return [...command(`chmod -R a+rX ${ZONEINFO}`), dockerfile(COPY_DATA, { why: STAGE })];
  }
  if (link === null) {
    const copied = copyLine(path, path, '--from=build', '--chmod=0644');
    return [...command(`chmod a+r ${quote(path)}`), dockerfile(copied)];
  }
  // It may lead through a directory that is closed for a reason, and COPY would write through it.
  const [from, to] = [quote(path), quote(`${path}.new`)];
  return [
    ...command(`cp -L ${from} ${to} && chmod a+r ${to} && mv ${to} ${from}`),
    byHand('image', `make ${path} a file of its own, with mode 0644, where the image is built`),
  ];
}
