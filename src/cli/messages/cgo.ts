import type { KnownMessage } from './message.ts';

/** What is said of parts that are written in C: cgo, the linker, and the race detector. */
export const CGO_MESSAGES: readonly KnownMessage[] = [
  {
    says: /(?:gcc|cc1|clang|as)\S{0,16}: (?:fatal )?error: (?:unrecognized|unknown|unsupported|bad value)[^\n]{0,64}(?:option|argument|-m)[^\n]{0,256}/i,
    rules: ['go-env/cross-target', 'go-env/cgo-without-compiler'],
    means:
      'cgo is on and GOARCH is another processor, and CC is the compiler of this one: CGO_ENABLED=0, or a compiler for that processor (apt-get install gcc-aarch64-linux-gnu, ENV CC=aarch64-linux-gnu-gcc), or build on it (docker build --platform).',
  },
  {
    says: /"pkg-config": executable file not found|not found in the pkg-config search path|no package '[^'\n]{1,128}' found/i,
    rules: ['go-env/cgo-headers-missing'],
    means:
      'A package with cgo asks pkg-config for the flags of a C library, and pkg-config or the package for development of that library is not there: apt-get install pkg-config libNAME-dev, apk add pkgconf NAME-dev.',
  },
  {
    says: /-(?:race|msan|asan) requires cgo/i,
    rules: ['go-env/flags-invalid', 'go-env/cgo-without-compiler'],
    means:
      'The race detector and its like are linked by a C compiler: CGO_ENABLED=0 is set, or the image has no compiler and go turned cgo off by itself (golang:1.N-alpine: apk add gcc musl-dev). Or build without that flag.',
  },
  {
    says: /race_linux_\w{1,16}\.syso[^\n]{0,1024}(?:\s[^\n]{0,256}undefined reference)?|undefined reference to [`'‘]__libc_(?:malloc|stack_end|calloc|realloc)/i,
    rules: [],
    means:
      'The race detector of older Go releases wants functions that glibc alone has, and the image has musl (golang:1.N-alpine): take a newer Go, or test in golang:1.N of Debian.',
  },
  {
    says: /ThreadSanitizer: (?:unexpected memory mapping|failed to|unsupported VMA|CHECK failed)/i,
    rules: [],
    means:
      'The race detector needs fixed ranges of addresses, and cannot have them: the kernel of the node puts programs at more addresses than it knows (sysctl -w vm.mmap_rnd_bits=28 on the node; a container may not set it), an emulator uses them, or a limit of the address space (ulimit -v) refuses them. A newer Go copes with more kernels.',
  },
  {
    says: /running (?:\S{0,256}(?:gcc|g\+\+|clang|cc)) failed/i,
    rules: ['go-env/cgo-headers-missing', 'go-env/cgo-without-compiler'],
    means:
      'The C compiler ended where it linked the program, and says why in the lines below: give those to probe-env explain. Mostly a library or its package for development is not there; CGO_ENABLED=0 asks for none, where nothing in the program is written in C.',
  },
  {
    says: /compiled with 'CGO_ENABLED=0'[^\n]{0,128}requires cgo/i,
    rules: ['go-env/cgo-without-compiler'],
    means:
      'A package of the program is a wrapper of C code (go-sqlite3), and cgo was off where it was built: build with CGO_ENABLED=1 and a C compiler, in an image with the C library of the final one, or take a driver that is written in Go.',
  },
  {
    says: /cannot find -l\S{1,64}/i,
    rules: ['go-env/cgo-headers-missing'],
    means:
      'The linker does not find that library: the package for development is not installed (apt-get install libNAME-dev, apk add NAME-dev), or -static wants the archive libNAME.a, which Alpine has in NAME-static.',
  },
  {
    says: /fatal error: (?:errno|std\w{1,16}|sys\/\w{1,16}|pthread|string|assert|linux\/\w{1,32})\.h: no such file or directory/i,
    rules: ['go-env/cgo-headers-missing', 'go-env/cgo-without-compiler'],
    means:
      'The C compiler is there, and the header files of the C library are not: apk add musl-dev (and linux-headers for linux/*.h), or apt-get install libc6-dev. CGO_ENABLED=0 needs neither, where nothing in the program is written in C.',
  },
  {
    says: /fatal error: [\w./-]{1,128}\.h(?:pp)?: no such file or directory/i,
    rules: ['go-env/cgo-headers-missing'],
    means:
      'A package with cgo includes a header of a C library whose package for development is not installed: apt-get install libNAME-dev, apk add NAME-dev. The final image needs the library itself.',
  },
];
