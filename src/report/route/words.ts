import type { RouteModule, RouteReport, RouteVerdict } from '../../core/documents/route-report.ts';
import type { Paint } from '../text/paint.ts';

/** Nothing has been asked yet: `verified` is what would become of it. */
export const WORDS: Readonly<Record<RouteVerdict, string>> = {
  verified: 'would be verified',
  'offline-ready': 'offline-ready',
  unverified: 'unverified',
  'would leak': 'would leak',
  blocked: 'blocked',
};

/** What stands in front of a module. */
export const MARK: Readonly<Record<RouteVerdict, string>> = {
  verified: '✓',
  'offline-ready': '✓',
  unverified: '!',
  'would leak': '✗',
  blocked: '✗',
};

/** Red where the policy does not accept it. */
export function tintOf({ verdict, accepted }: RouteModule, p: Paint): (text: string) => string {
  if (!accepted) return p.red;
  return verdict === 'unverified' ? p.yellow : p.green;
}

/** Base URLs of all proxies, in the order in which the first module that needs them asks them. */
export function proxiesOf({ modules }: RouteReport): readonly string[] {
  const urls = modules.flatMap((module) => module.steps.filter((s) => s.kind === 'proxy').map((s) => s.url));
  return [...new Set(urls)];
}

function nameOf({ module, version }: RouteModule): string {
  return version === null ? module : `${module}@${version}`;
}

/** `module@version`, behind the module that it replaces. */
export function fullNameOf(module: RouteModule): string {
  const replaced = module.replaces?.split('@', 1)[0];
  return replaced === undefined ? nameOf(module) : `${replaced} => ${nameOf(module)}`;
}
