import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnv, type GoToolchain, goToolchains } from '../support/system/real-tools.ts';

const INTERPOSER = join(import.meta.dirname, 'interposer');

/** What is changed in the suite, in the overlay of a build alone: file, what stands there, what takes its place. */
const CHANGES = [
  {
    file: 'go_test.go',
    from: 'os.Symlink(testExe, testGo)',
    to: 'os.Symlink(os.Getenv("PROBE_ENV_INTERPOSER"), testGo)',
  },
  // The fake proxy writes down when it is asked, in nanoseconds, and for what.
  {
    file: 'proxy_test.go',
    from: 'func proxyHandler(w http.ResponseWriter, r *http.Request) {\n',
    to: `func proxyHandler(w http.ResponseWriter, r *http.Request) {
	if log, err := os.OpenFile(os.Getenv("PROBE_ENV_REQUESTS"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0666); err == nil {
		fmt.Fprintf(log, "%d %s\\n", time.Now().UnixNano(), r.URL.Path)
		log.Close()
	}
`,
  },
] as const;

/** Builds the suite and the interposer for a toolchain, once; a folder with `suite` and `interposer`. */
export function buildSuite(toolchain: GoToolchain): string {
  // Go names files of an overlay by their real paths.
  const goroot = realpathSync(toolchain.goroot);
  const go = join(goroot, 'bin/go');
  const source = join(goroot, 'src/cmd/go');
  const key = createHash('sha256')
    .update(goroot)
    .update(readFileSync(join(goroot, 'VERSION')))
    .update(readFileSync(join(INTERPOSER, 'main.go')))
    .update(JSON.stringify(CHANGES));
  const folder = join(tmpdir(), `probe-env-go-suite-${key.digest('hex').slice(0, 16)}`);
  if (existsSync(join(folder, 'suite'))) return folder;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const replace: Record<string, string> = {};
  for (const { file, from, to } of CHANGES) {
    const text = readFileSync(join(source, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} of ${goroot} is not as it was: no "${from}"`);
    const changed = text.replace(from, to);
    const withTime = changed.includes('\t"time"\n')
      ? changed
      : changed.replace('import (', 'import (\n\t"time"');
    replace[join(source, file)] = join(folder, file);
    writeFileSync(join(folder, file), withTime);
  }
  writeFileSync(join(folder, 'overlay.json'), JSON.stringify({ Replace: replace }));
  const env = cleanEnv({
    HOME: folder,
    GOROOT: goroot,
    GOTOOLCHAIN: 'local',
    GOFLAGS: '',
    GOCACHE: join(folder, 'cache'),
    CGO_ENABLED: '0',
  });
  // The interposer is ours, and of the newest Go whichever it stands before.
  const newest = goToolchains().at(-1) ?? toolchain;
  execFileSync(newest.go, ['build', '-o', join(folder, 'interposer'), '.'], {
    cwd: INTERPOSER,
    env: { ...env, GOROOT: realpathSync(newest.goroot) },
    stdio: 'pipe',
  });
  execFileSync(
    go,
    ['test', '-c', '-overlay', join(folder, 'overlay.json'), '-o', join(folder, 'suite.part'), '.'],
    {
      cwd: source,
      env,
      stdio: 'pipe',
    },
  );
  renameSync(join(folder, 'suite.part'), join(folder, 'suite'));
  return folder;
}
