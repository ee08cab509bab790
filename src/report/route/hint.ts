import type { RouteModule } from '../../core/documents/route-report.ts';
import { looksInternal } from '../../core/names/internal-host.ts';

/** The host of a module that looks private, for which a public service would be asked; else null. */
export function internalHost({ module, verdict, sumdb, checksum }: RouteModule): string | null {
  const [host = ''] = module.split('/', 1);
  const asked = verdict === 'verified' && checksum.state === 'asked' && sumdb !== null;
  return asked && looksInternal(host) ? host : null;
}
