import { type Json, tableOf, textOf } from './json.ts';

/** As OCI names it: `linux/arm64/v8`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | null;
}

/** Of a descriptor or a configuration; null where it says none. */
export function platformIn(json: Json | undefined): Platform | null {
  const { os, architecture, variant } = tableOf(json);
  const [system, processor] = [textOf(os), textOf(architecture)];
  return system === null || processor === null
    ? null
    : { os: system, architecture: processor, variant: textOf(variant) };
}

/** What people write: `linux/arm64`, `arm64`, `linux/arm/v7`. Null of what is none. */
export function parsePlatform(text: string): Platform | null {
  const parts = text.toLowerCase().split('/');
  const [os = '', architecture = '', variant = null] = parts.length === 1 ? ['linux', ...parts] : parts;
  if (parts.length > 3 || !/^[a-z0-9]+$/.test(os) || !/^[a-z0-9_]+$/.test(architecture)) return null;
  return { os, architecture: ALIASES[architecture] ?? architecture, variant };
}

const ALIASES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  x64: 'amd64',
  i386: '386',
};

/** What everybody means where no variant is said (containerd's platforms.Normalize). */
const USUAL: Readonly<Record<string, string>> = { arm64: 'v8', arm: 'v7' };

export function fits(wanted: Platform, is: Platform): boolean {
  const variantOf = ({ architecture, variant }: Platform) => variant ?? USUAL[architecture] ?? null;
  return (
    wanted.os === is.os &&
    wanted.architecture === is.architecture &&
    (wanted.variant === null && is.architecture !== 'arm64' ? true : variantOf(wanted) === variantOf(is))
  );
}

export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === null ? [] : [variant])].join('/');
}

/** Node's names of processors by OCI's. */
const ARCH: Readonly<Record<string, string>> = { amd64: 'x64', '386': 'ia32', ppc64le: 'ppc64' };

export function archOfPlatform({ architecture }: Platform): string {
  return ARCH[architecture] ?? architecture;
}
