import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../../support/system/real-tools.ts';

const INSIDE = 'PROBE_ENV_BENCH_INSIDE';

/**
 * Above the directory where an owner puts certificates: such that are not merged are a finding, and a mount over that
 * directory itself has every file behind it read.
 */
const ABOVE_OWN = '/usr/local/share';

/** Makes a store of Debian's certificates and those in `own`, as `update-ca-certificates` does. */
function makeStore(store: string, own: string, hooks: string): void {
  const options = ['--fresh', '--etccertsdir', store, '--localcertsdir', own, '--hooksdir', hooks];
  execFileSync(tool('update-ca-certificates') ?? '', options, { stdio: 'ignore' });
}

/** A store with these certificates beside Debian's, each in a file of its own; the variables that lead to it. */
export function storeWith(folder: string, pem: readonly string[]): Record<string, string> {
  const [store, own] = [join(folder, `store-${pem.length}`), join(folder, `own-${pem.length}`)];
  const nothing = join(folder, 'nothing');
  for (const directory of [store, own, nothing]) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
  }
  for (const [i, text] of pem.entries()) writeFileSync(join(own, `own-${i}.crt`), text);
  makeStore(store, own, nothing);
  return { SSL_CERT_FILE: join(store, 'ca-certificates.crt'), SSL_CERT_DIR: store };
}

/** Starts this program again where the certificates are those of Debian's package alone; returns at once in there. */
export function withStockCertificates(folder: string): void {
  const update = tool('update-ca-certificates');
  if (process.env[INSIDE] === '1' || process.getuid?.() !== 0 || update === null) return;
  const [stock, nothing] = [join(folder, 'stock-certificates'), join(folder, 'nothing')];
  for (const directory of [stock, nothing]) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
  }
  makeStore(stock, nothing, nothing);

  const script = [
    'mount --bind "$0" /etc/ssl/certs',
    ...(existsSync(ABOVE_OWN) ? [`mount --bind "$1" ${ABOVE_OWN}`] : []),
    'shift',
    'exec "$@"',
  ].join(' && ');
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync(
    'unshare',
    ['-m', '--propagation', 'private', 'sh', '-c', script, stock, nothing, ...again],
    {
      env: { ...process.env, [INSIDE]: '1' },
      stdio: 'inherit',
    },
  );
  process.exit(status ?? 1);
}
