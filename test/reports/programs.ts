import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSeer, goBuildEnv, SEER_SOURCE } from '../remedies/roots/roots.ts';

/**
 * Programs that were built in other ways than the one that is asked: `embedded` brings zone data, `lenient` takes
 * negative serial numbers, `rooted` has the CA of corp.pem inside, for systems without roots; and `service`, which
 * listens, asks and opens, and `service-of-c`, with cgo.
 */
export function buildPrograms(go: string, fixtures: string): void {
  buildSeer(go, join(fixtures, 'embedded'), ['-tags', 'timetzdata']);
  const source = readFileSync(SEER_SOURCE, 'utf8');
  build(go, fixtures, 'lenient', { 'main.go': source.replace('negativeserial=0', 'negativeserial=1') });
  copyFileSync(join(fixtures, 'corp.pem'), join(made(fixtures, 'rooted/fallback'), 'corp.pem'));
  build(go, fixtures, 'rooted', {
    'main.go': source.replace('import (', `import (\n\t_ "${FALLBACK}"`),
    'fallback/go.mod': `module ${FALLBACK}\n\ngo 1.21\n`,
    'fallback/fallback.go': FALLBACK_GO,
  });
  const service = readFileSync(SERVICE_SOURCE, 'utf8');
  build(go, fixtures, 'service', { 'main.go': service });
  // The same by the C library: threads are then its own.
  build(
    go,
    fixtures,
    'service-of-c',
    { 'main.go': service.replace('import (', 'import "C"\nimport (') },
    { CGO_ENABLED: '1', PATH: '/usr/bin:/bin' },
  );
}

const SERVICE_SOURCE = join(import.meta.dirname, 'service/main.go');

const FALLBACK = 'golang.org/x/crypto/x509roots/fallback';

/** What the real module does, with another list. */
const FALLBACK_GO = `package fallback

import (
	"crypto/x509"
	_ "embed"
)

//go:embed corp.pem
var roots []byte

func init() {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(roots)
	x509.SetFallbackRoots(pool)
}
`;

function build(
  go: string,
  fixtures: string,
  name: string,
  files: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): void {
  const module = made(fixtures, name);
  const replaced = 'fallback/go.mod' in files;
  const requires = `\nrequire ${FALLBACK} v0.0.0\n\nreplace ${FALLBACK} => ./fallback\n`;
  writeFileSync(join(module, 'go.mod'), `module example.com/app\n\ngo 1.21\n${replaced ? requires : ''}`);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(module, file), text);
  const env = { ...goBuildEnv(), GO111MODULE: 'on', GOPROXY: 'off', GOFLAGS: '-mod=mod', ...more };
  execFileSync(go, ['build', '-o', join(fixtures, `${name}.program`)], { cwd: module, env });
}

function made(fixtures: string, name: string): string {
  mkdirSync(join(fixtures, name), { recursive: true });
  return join(fixtures, name);
}
