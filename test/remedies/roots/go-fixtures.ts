import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';
import { goToolchains } from '../../support/system/real-tools.ts';

/**
 * Modules, and where they come from: `plain` requires nothing, `app` a library, which is in `proxy` (served
 * as file://), in `modcache`, and in the vendor directory of `vendored`; `workspace` is one of two.
 */
export function makeGoFixtures(folder: string): void {
  const put = (name: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const main = (imported: string) => `package main\n\n${imported}func main() {}\n`;
  put('plain/go.mod', 'module example.com/plain\n\ngo 1.21\n');
  put('plain/main.go', main(''));
  put('packages/internal/web/web.go', 'package web\n');
  put('packages/page.html', '<p>\n');
  put('packages/web/page.html', '<p>\n');
  const lib = fakeModule('example.com/lib', 'v1.0.0');
  put('proxy/example.com/lib/@v/list', 'v1.0.0\n');
  for (const [kind, content] of Object.entries({ info: lib.info, mod: lib.mod, zip: lib.zip }))
    put(`proxy/example.com/lib/@v/v1.0.0.${kind}`, content);
  const name = `${lib.path} ${lib.version}`;
  for (const app of ['app', 'vendored']) {
    put(`${app}/go.mod`, `module example.com/app\n\ngo 1.21\n\nrequire ${name}\n`);
    put(`${app}/go.sum`, `${name} ${lib.treeHash}\n${name}/go.mod ${lib.modHash}\n`);
    put(`${app}/main.go`, main('import _ "example.com/lib"\n\n'));
  }
  put('workspace/go.work', 'go 1.21\n\nuse (\n\t./app\n\t./lib\n)\n');
  put('workspace/app/go.mod', 'module example.com/app\n\ngo 1.21\n\nrequire example.com/lib v1.0.0\n');
  put('workspace/app/main.go', main('import _ "example.com/lib"\n\n'));
  put('workspace/lib/go.mod', 'module example.com/lib\n\ngo 1.21\n');
  put('workspace/lib/lib.go', 'package lib\n');
  // As the real go writes them.
  const go = (directory: string, ...args: readonly string[]) =>
    execFileSync(goToolchains().at(-1)?.go ?? 'go', args, {
      cwd: join(folder, directory),
      stdio: 'pipe',
      env: {
        PATH: '/usr/bin:/bin',
        HOME: folder,
        GOPROXY: `file://${join(folder, 'proxy')}`,
        GONOSUMDB: 'example.com',
        GOMODCACHE: join(folder, 'modcache'),
        GOFLAGS: '-modcacherw',
        GOTOOLCHAIN: 'local',
      },
    });
  go('app', 'mod', 'download');
  go('vendored', 'mod', 'vendor');
}
