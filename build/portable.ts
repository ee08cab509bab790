import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gather } from './portable/gather.ts';
import { isArchitecture } from './sea/architecture.ts';
import { FOLDERS } from './sea/options.ts';

const USAGE = `usage: npm run build:portable -- [--arch x64|arm64] [--executable FILE] [--sysroot DIR] [FOLDER]
Gathers the executable with its own loader and libraries in FOLDER (default dist/portable), which starts
in any Linux image, wherever it is put.`;

/** `npm run build:portable`: the executable as a folder that starts in any image. */
function main(): number {
  const { values, positionals } = parseArgs({
    options: {
      arch: { type: 'string', default: process.arch },
      executable: { type: 'string' },
      sysroot: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  const { arch } = values;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (!isArchitecture(arch) || positionals.length > 1) {
    console.error(USAGE);
    return 64;
  }
  const suffix = arch === process.arch ? '' : `-${arch}`;
  const executable = resolve(values.executable ?? `dist/probe-env${suffix}`);
  const folder = resolve(positionals[0] ?? `dist/portable${suffix}`);
  const sysroot = values.sysroot ?? (arch === process.arch ? '/' : FOLDERS.sysroot);
  if (!existsSync(executable)) {
    console.error(
      `${relative('.', executable)} is not there: npm run build:sea${suffix && ` -- --arch ${arch}`}`,
    );
    return 66;
  }
  const bytes = gather({ architecture: arch, executable, sysroot, folder });
  console.log(
    `${relative('.', folder)}/: linux ${arch}, ${(bytes / 1e6).toFixed(1)} MB; start its probe-env`,
  );
  return 0;
}

process.exitCode = main();
