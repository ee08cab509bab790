import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What a scaffold did to the repository, told line by line. */
export class Workshop {
  readonly #touched: string[] = [];

  read(path: string): string {
    return readFileSync(join(ROOT, path), 'utf8');
  }

  /** A file that must not be there yet. */
  create(path: string, text: string): void {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text, { flag: 'wx' });
    this.#tell(path, 'new');
  }

  change(path: string, text: string, what: string): void {
    writeFileSync(join(ROOT, path), text);
    this.#tell(path, what);
  }

  /** Formats what was touched, and writes the pages that follow from it. */
  finish(): void {
    run('node_modules/.bin/biome', ['check', '--write', '--log-level=error', ...this.#touched]);
    console.log(run(process.execPath, ['--import', 'tsx', 'build/docs.ts']).trimEnd());
  }

  #tell(path: string, what: string): void {
    this.#touched.push(path);
    console.log(`${path.padEnd(WIDTH)}  ${what}`);
  }
}

/** Of the longest path in the list, so that what is said of them stands below each other. */
const WIDTH = 44;

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** Ends with one line: wrong usage, or what is already there. */
export function refuse(why: string): never {
  console.error(why);
  process.exit(64);
}
