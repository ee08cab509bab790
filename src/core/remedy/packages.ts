import type { Platform } from '../platform.ts';
import { type Beside, command } from './forms.ts';
import type { Need, Remedy } from './remedy.ts';

/** What packages are called: the same name everywhere, or one (or several) of each distribution that has them. */
export type PackageNames =
  | string
  | {
      readonly debian?: string;
      readonly alpine?: string;
      readonly rhel?: string;
      /** Default: as `rhel`. */
      readonly suse?: string;
    };

/** Those that take rpm packages: small images have but one of them, and often not the first (UBI minimal, Photon, openSUSE). */
const OF_RPM = ['dnf', 'microdnf', 'tdnf', 'yum', 'zypper'] as const;

interface Manager {
  readonly program: string;
  readonly names: string;
}

function managerOf(names: PackageNames, { family, has }: Platform): Manager | null {
  if (family === 'scratch') return null;
  const rpm = OF_RPM.find(has) ?? 'dnf';
  const program = { debian: 'apt-get', alpine: 'apk', rhel: rpm }[family];
  const known = typeof names === 'string' ? names : names[family];
  const own = program === 'zypper' && typeof names !== 'string' ? (names.suse ?? known) : known;
  return own === undefined ? null : { program, names: own };
}

/** What installs packages; nothing where no manager is known, or it has no such package. */
export function install(names: PackageNames, platform: Platform, beside: Beside = {}): readonly Remedy[] {
  const manager = managerOf(names, platform);
  return manager === null ? [] : command(installing(manager), { ...beside, needs: needsOf(manager, beside) });
}

function installing({ program, names }: Manager): readonly string[] {
  switch (program) {
    case 'apt-get':
      return ['apt-get update', `apt-get install -y --no-install-recommends ${names}`];
    case 'apk':
      return [`apk add --no-cache ${names}`];
    case 'zypper':
      return [`zypper --non-interactive install ${names}`];
    default:
      return [`${program} install -y ${names}`];
  }
}

/** One line for a shell that brings packages whether they are there or not, so that files that were lost or altered come back. */
export interface Renewal {
  readonly line: string;
  readonly needs: readonly Need[];
}

/** @param then what else is to be done in the same step, for a shell; null where no manager is known */
export function renewal(names: PackageNames, platform: Platform, then = ''): Renewal | null {
  const manager = managerOf(names, platform);
  if (manager === null) return null;
  const line = renewing(manager);
  const whole = then === '' || !line.includes('||') ? line : `{ ${line}; }`;
  return { line: then === '' ? whole : `${whole} && ${then}`, needs: needsOf(manager, {}) };
}

function renewing({ program, names }: Manager): string {
  switch (program) {
    case 'apt-get':
      return `apt-get update && apt-get install -y --no-install-recommends --reinstall ${names}`;
    case 'apk':
      return `apk add --no-cache ${names} && apk fix --no-cache ${names}`;
    case 'zypper':
      return `zypper --non-interactive install --force ${names}`;
    default:
      return `${program} reinstall -y ${names} || ${program} install -y ${names}`;
  }
}

function needsOf({ program }: Manager, { needs = [] }: Beside): readonly Need[] {
  return ['network', `program:${program}`, ...needs];
}

/** A line for root; in an image that has not its program, behind the package that brings it. */
export function withProgram(
  program: string,
  line: string,
  names: PackageNames,
  platform: Platform,
): readonly Remedy[] {
  if (platform.has(program)) return command(line, { needs: [`program:${program}`] });
  return install(names, platform)
    .filter(({ where }) => where === 'image')
    .map((remedy) => ({ ...remedy, lines: [...remedy.lines, `RUN ${line}`] }));
}
