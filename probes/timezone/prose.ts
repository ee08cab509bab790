import type { Family, Platform } from '../../src/core/platform.ts';
import type { Restart } from '../../src/core/rule.ts';

/** Where the zone comes from: why a restart mends nothing. */
export const IMAGE: Restart = {
  mends: false,
  why: 'The files come from the image or a mount, and a restarted container gets the same ones.',
};

export const SETTING: Restart = {
  mends: false,
  why: 'TZ comes from the image or the deployment, and a restarted container gets the same value.',
};

/** A zone name that may stand in a command; what it is to be replaced by where none is known. */
export function nameForCommand(zone: string | null): string {
  return zone !== null && /^[A-Za-z][\w+/-]*$/.test(zone) ? zone : 'Area/City';
}

/** The command that brings the zone data. */
export const INSTALL_TZDATA: Readonly<Record<Family, string>> = {
  debian: 'apt-get update && apt-get install -y tzdata',
  alpine: 'apk add --no-cache tzdata',
  rhel: 'dnf reinstall -y tzdata || dnf install -y tzdata',
  scratch: 'in the Dockerfile: COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo',
};

export function installTzdata({ family, root }: Platform): string {
  const command = INSTALL_TZDATA[family];
  return family === 'scratch' || root ? command : `in the Dockerfile, before USER: RUN ${command}`;
}

/** Points /etc/localtime at a zone, with the data for it. */
export function setLocaltime(zone: string | null, platform: Platform): string {
  const name = nameForCommand(zone);
  const file = `/usr/share/zoneinfo/${name}`;
  if (platform.family === 'scratch') {
    return `in the Dockerfile: COPY --from=build ${file} /etc/localtime\nor set TZ=${name} and COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo`;
  }
  // -n: a directory in its place (a mount whose source was missing) would get the link inside.
  return `in the Dockerfile: RUN ${INSTALL_TZDATA[platform.family]} && ln -snf ${file} /etc/localtime\nor: ENV TZ=${name}`;
}
