import { goAtLeast } from '../../../src/go/release.ts';
import { lacks } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { realOr } from '../../../src/target/posix/real-path.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import { type GoEnvFacts, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { importedOf } from '../sources/imports.ts';

/** The header that all of cgo begins with (runtime/cgo and net include it). */
const HEADER = '/usr/include/stdlib.h';
/** A compiler that looks there: of the system, and for the system itself. */
const OF_SYSTEM =
  /^(?:\/usr)?\/bin\/(?:(?:x86_64|aarch64|i[3-6]86|arm\w*|riscv64|powerpc64le|s390x|loongarch64)-[\w-]+-)?(?:gcc|clang|cc)(?:-[\d.]+)?$/;
/** Flags that may name more places for headers. */
const FLAGS = ['CGO_CFLAGS', 'CGO_CPPFLAGS'];

/** Packages of Go that are made with cgo, and what imports them (`go list -deps std`). */
const WITH_CGO =
  'archive/tar crypto/tls crypto/x509 expvar log/syslog mime/multipart net net/http net/http/cgi net/http/cookiejar net/http/fcgi net/http/httptest net/http/httptrace net/http/httputil net/http/pprof net/mail net/rpc net/rpc/jsonrpc net/smtp net/textproto os/user plugin runtime/cgo'.split(
    ' ',
  );

/**
 * A C compiler, and nothing for it to include: images that got gcc without libc6-dev or musl-dev. Go turns cgo on because of the
 * compiler, and the first package with C in it ends the build. Up to 1.19 Go's own ones come compiled.
 */
export function judgeHeaders(host: Host, facts: GoEnvFacts, { values, module }: Seen): GoEnvFinding[] {
  if (values.CGO_ENABLED !== '1' || values.GOOS !== 'linux' || module.gomod === null) return [];
  if (values.GOARCH !== values.GOHOSTARCH || !lacks(host, HEADER, 'file')) return [];
  const flags = FLAGS.map((key) => setting(facts, key)?.value ?? '').join(' ');
  if (host.env.CPATH || host.env.C_INCLUDE_PATH || /-I|-isystem|sysroot/.test(flags)) return [];
  const name = values.CC ?? '';
  const path = name.startsWith('/') ? name : findOnPath(host, name);
  if (path === null || !OF_SYSTEM.test(realOr(host, path))) return [];
  const root = parentOf(module.gomod);
  const own = goAtLeast(values.GOVERSION ?? null, '1.20') ? WITH_CGO : [];
  const imported = importedOf(host, root, 'packages', ['C', ...own]);
  // What modules of others import is not looked at: hardly one does without the network.
  const others = own.length > 0 && (module.file?.require.length ?? 0) > 0;
  const needed = imported.size > 0 || others;
  const args = { compiler: path, header: HEADER, c: imported.has('C') };
  return [{ rule: 'go-env/cgo-headers-missing', args, ...(needed ? {} : { severity: 'warning' }) }];
}
