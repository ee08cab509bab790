import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { imagesMissing } from './images.ts';

/** Why no kubelet can be started; null when one can. */
export function kubeletMissing(): string | null {
  const folder = process.env.PROBE_ENV_KUBELET;
  if (folder === undefined) return 'PROBE_ENV_KUBELET names no folder with a kubelet';
  if (!existsSync(join(folder, 'kubelet'))) return `no kubelet in ${folder}`;
  if (process.getuid?.() !== 0) return 'root is needed';
  return imagesMissing();
}
