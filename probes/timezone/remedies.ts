import type { Platform } from '../../src/core/platform.ts';
import { fits } from '../../src/core/remedy/fits.ts';
import { byHand, command, dockerfile, policy, setEnv } from '../../src/core/remedy/forms.ts';
import { type PackageNames, renewal } from '../../src/core/remedy/packages.ts';
import { copyLine, quote } from '../../src/core/remedy/quote.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
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

const PACKAGES: PackageNames = { debian: 'tzdata', alpine: 'tzdata', rhel: 'tzdata', suse: 'timezone' };

const COPY_DATA = `COPY --from=build ${ZONEINFO} ${ZONEINFO}`;
const STAGE = 'with tzdata in the stage build';

/** The zone data, and what else is then to be done in the same step. */
export function installData(platform: Platform, then = ''): readonly Remedy[] {
  const found = renewal(PACKAGES, platform, then);
  const installed = found === null ? [] : command(found.line, { needs: found.needs });
  return then === '' ? [...installed, dockerfile(COPY_DATA, { why: STAGE })] : installed;
}

/** TZ where there are no data for this zone: neither of the two helps alone. */
export function bringZone(zone: string, platform: Platform, why = ''): readonly Remedy[] {
  const data = installData(platform).find((remedy) => remedy.where === 'image' && fits(remedy, platform));
  return setEnv({ TZ: zone }, why).map((remedy) =>
    remedy.where === 'image'
      ? { ...remedy, ...data, lines: [...(data?.lines ?? []), ...remedy.lines], why: both(why, data?.why) }
      : { ...remedy, why: both(why, 'with the zone data that the line above brings') },
  );
}

const both = (why: string, more = '') => [why, more].filter((one) => one !== '').join('; ');

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
    return usable ? byVariable : bringZone(zone, platform);
  }
  if (place.mounted === true) {
    return [
      ...(usable ? byVariable : bringZone(zone, platform)),
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
    : installData(platform, link);
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
