import type { Host } from '../../target/host.ts';
import { pathDirectories } from '../../target/program/find-program.ts';
import { goAtLeast } from '../release.ts';
import { type Env, type GoProgram, Unsure } from './known.ts';

/** Platforms on which cgo is on by default (internal/platform, CgoSupported), of those that run containers. */
const WITH_CGO = /^linux\/(?:386|amd64|arm|arm64|loong64|ppc64le|riscv64|s390x)$/;

/** Whether go compiles C code (go/build, cmd/go/internal/cfg). */
export function usesCgo(
  host: Host,
  program: GoProgram,
  env: Env,
  { os, arch, goroot, asked }: Readonly<Record<'os' | 'arch' | 'goroot' | 'asked', string>>,
): boolean {
  if (asked === '0' || asked === '1') return asked === '1';
  if (os !== program.os || arch !== program.arch || !WITH_CGO.test(`${os}/${arch}`)) return false;
  if (!goAtLeast(program.version, '1.20') || env.CC) return true;
  const name = compiler(host, goroot, os, arch);
  const candidates = name.startsWith('/') ? [name] : pathDirectories(env.PATH).map((at) => `${at}/${name}`);
  return candidates.some((path) => {
    const stat = host.stat(path);
    return stat.ok && stat.value.type !== 'directory' && host.access(path, 'execute').ok;
  });
}

/** The C compiler that was built into this go, which a distribution names its own way (cmd/dist, mkzdefaultcc). */
export function compiler(host: Host, goroot: string, os: string, arch: string): string {
  const path = `${goroot}/src/cmd/go/internal/cfg/zdefaultcc.go`;
  const file = host.readFile(path, { maxBytes: 64 * 1024 });
  if (!file.ok) throw new Unsure({ code: 'go-compiler', data: {} });
  const lines = file.value
    .toString('utf8')
    .split('\n')
    .map((line) => line.trimEnd());
  const start = lines.findIndex((line) => line.startsWith('func DefaultCC('));
  const body = start < 0 ? [] : lines.slice(start + 1, lines.indexOf('}', start)).map((line) => line.trim());
  const at = body.findIndex(
    (line) => line.startsWith('case ') && (line.includes(`"${os}/${arch}"`) || line.includes(`"${os}"`)),
  );
  return returned(body[at + 1]) ?? returned(body.at(-1)) ?? 'gcc';
}

/** What a line of Go returns; null where it is no `return "…"`. */
function returned(line = ''): string | null {
  return /^return "([^"]*)"$/.exec(line)?.[1] ?? null;
}
