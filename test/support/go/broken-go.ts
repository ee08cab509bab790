import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanEnv, type GoToolchain } from '../system/real-tools.ts';

/** A place for copies of toolchains, beside them, so that hard links work. */
export function workshop(toolchain: GoToolchain): string {
  return fs.mkdtempSync(join(dirname(dirname(toolchain.goroot)), 'broken-'));
}

/**
 * A copy of a toolchain that can be broken: its files are hard links, its packages links, so it takes
 * next to no time and room. Replace files, never write into them.
 */
export function copyToolchain({ goroot }: GoToolchain, into: string): string {
  fs.rmSync(into, { recursive: true, force: true });
  fs.mkdirSync(join(into, 'src'), { recursive: true });
  for (const name of fs.readdirSync(join(goroot, 'src'))) {
    fs.symlinkSync(join(goroot, 'src', name), join(into, 'src', name));
  }
  const rest = fs.readdirSync(goroot).filter((name) => name !== 'src');
  execFileSync('cp', ['-al', ...rest.map((name) => join(goroot, name)), into]);
  return into;
}

/** Replaces a file without touching the toolchain that it is linked with. */
export function replaceFile(path: string, content: string | Buffer, mode = 0o644): void {
  fs.rmSync(path, { force: true });
  fs.writeFileSync(path, content, { mode });
}

/** Whether the real tool builds a small program. */
export function builds(go: string, home: string, env: Readonly<Record<string, string>>): boolean {
  const module = join(home, 'hello');
  fs.mkdirSync(module, { recursive: true });
  fs.writeFileSync(join(module, 'go.mod'), 'module hello\n\ngo 1.18\n');
  fs.writeFileSync(
    join(module, 'main.go'),
    'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println() }\n',
  );
  const settings = { HOME: home, GOTOOLCHAIN: 'local', GOPROXY: 'off', CGO_ENABLED: '0' };
  const result = spawnSync(go, ['build', '-o', join(home, 'out'), '.'], {
    cwd: module,
    env: { ...cleanEnv(), ...settings, ...env },
    timeout: 120_000,
  });
  return result.status === 0;
}
