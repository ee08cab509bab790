import type { Host } from '../../host.ts';
import { findOnPath } from '../../program/find-program.ts';
import { realOr } from '../real-path.ts';
import { type FileCapabilities, parseCapabilityText } from './file-capabilities.ts';

/** Longer than getcap ever takes. */
const LIMIT_MS = 500;

/**
 * The capabilities of a file. Node has no getxattr(2), so that getcap of the container is asked.
 *
 * @returns null: it has none; undefined: nobody can tell
 */
export async function askGetcap(host: Host, path: string): Promise<FileCapabilities | null | undefined> {
  const getcap = findOnPath(host, 'getcap') ?? findOnPath(host, 'getcap', '/usr/sbin:/sbin');
  if (getcap === null) return undefined;
  // It passes links over.
  const real = realOr(host, path);
  const result = await host.run({
    file: getcap,
    args: [real],
    env: { LC_ALL: 'C' },
    cwd: '/',
    timeoutMs: LIMIT_MS,
  });
  if (result.kind !== 'exited' || result.code !== 0) return undefined;
  return parseGetcap(result.stdout, real);
}

/** Output of getcap: `FILE cap_chown=ep`, before libcap 2.41 `FILE = cap_chown+ep`; nothing for a file without. */
export function parseGetcap(output: string, path: string): FileCapabilities | null | undefined {
  if (output.trim() === '') return null;
  const text = output.startsWith(`${path} `) ? output.slice(path.length + 1).trim() : '';
  // Those of another user namespace have `[rootid=N]` behind them.
  return parseCapabilityText(text.replace(/^= /, '')) ?? undefined;
}
