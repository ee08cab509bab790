import type { MemoryHostOptions, Program } from '../memory-host.ts';
import { program, type Tree } from '../tree.ts';

export interface GoTreeOptions {
  /** As in runtime.Version, without `go`. */
  readonly version?: string;
  readonly goroot?: string;
}

/** A Go toolchain as the official images have it, as far as somebody looks at it. */
export function goTree({ version = '1.26.10', goroot = '/usr/local/go' }: GoTreeOptions = {}): Tree {
  const tool = `${goroot}/pkg/tool/linux_amd64`;
  return {
    [`${goroot}/VERSION`]: `go${version}\ntime 2026-11-03T18:00:00Z\n`,
    [`${goroot}/bin/go`]: program(),
    [`${tool}/compile`]: program(),
    [`${tool}/link`]: program(),
    [`${tool}/asm`]: program(),
    [`${goroot}/pkg/include/textflag.h`]: '',
    [`${goroot}/src/runtime/runtime.go`]: 'package runtime\n',
    [`${goroot}/src/fmt/print.go`]: 'package fmt\n',
  };
}

/** The go command of {@link goTree}: it knows `go version`. */
export function goProgram({ version = '1.26.10' }: GoTreeOptions = {}): Program {
  return () => ({ stdout: `go version go${version} linux/amd64\n` });
}

/** A machine like the official golang image: toolchain, program and PATH. */
export function golangImage(options: GoTreeOptions = {}): MemoryHostOptions {
  const { goroot = '/usr/local/go' } = options;
  return {
    trees: [goTree(options)],
    env: { PATH: `/go/bin:${goroot}/bin:/usr/local/bin:/usr/bin:/bin`, GOPATH: '/go', GOTOOLCHAIN: 'local' },
    programs: { [`${goroot}/bin/go`]: goProgram(options) },
  };
}
