import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../support/real-tools.ts';

const INSIDE = 'PROBE_ENV_BENCH_INSIDE';

/** Starts this program again where /etc/ssl/certs is as Debian's package makes it; returns at once in there. */
export function withStockCertificates(folder: string): void {
  const update = tool('update-ca-certificates');
  if (process.env[INSIDE] === '1' || process.getuid?.() !== 0 || update === null) return;
  const [stock, nothing] = [join(folder, 'stock-certificates'), join(folder, 'nothing')];
  for (const directory of [stock, nothing]) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
  }
  const options = ['--fresh', '--etccertsdir', stock, '--localcertsdir', nothing, '--hooksdir', nothing];
  execFileSync(update, options, { stdio: 'ignore' });

  const script = 'mount --bind "$0" /etc/ssl/certs && exec "$@"';
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync(
    'unshare',
    ['-m', '--propagation', 'private', 'sh', '-c', script, stock, ...again],
    {
      env: { ...process.env, [INSIDE]: '1' },
      stdio: 'inherit',
    },
  );
  process.exit(status ?? 1);
}
