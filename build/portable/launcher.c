/*
 * Starts the program of the folder that it lies in, by the folder's own ELF loader and libraries:
 *
 *   FOLDER/probe-env ARG…  becomes
 *   FOLDER/lib/LOADER --argv0 FOLDER/probe-env --inhibit-cache --library-path FOLDER/lib FOLDER/lib/probe-env ARG…
 *
 * so that it starts in an image with another libc, or with none, wherever the folder is put. An ELF file
 * can name its loader by an absolute path alone, hence this step before it. It needs no libc itself:
 * gcc -static -nostdlib.
 *
 * The folder is where /proc/self/exe leads, with links followed by the kernel; where /proc is not mounted,
 * it is that of AT_EXECFN (getauxval(3)), the path that execve(2) was given.
 */

#if defined(__x86_64__)
#define LOADER "ld-linux-x86-64.so.2"
enum { SYS_write = 1, SYS_execve = 59, SYS_exit = 60, SYS_readlinkat = 267 };
static long call(long number, long a, long b, long c, long d) {
  long result;
  register long r10 __asm__("r10") = d;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
                   : "rcx", "r11", "memory");
  return result;
}
/* The kernel leaves argc, argv, envp and the auxiliary vector on the stack (System V ABI, 3.4.1). */
__asm__(".globl _start\n_start:\n  xor %ebp, %ebp\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call start\n");
#elif defined(__aarch64__)
#define LOADER "ld-linux-aarch64.so.1"
enum { SYS_write = 64, SYS_execve = 221, SYS_exit = 93, SYS_readlinkat = 78 };
static long call(long number, long a, long b, long c, long d) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
  return x0;
}
__asm__(".globl _start\n_start:\n  mov x29, xzr\n  mov x0, sp\n  b start\n");
#else
#error "no launcher for this architecture"
#endif

enum { AT_FDCWD = -100, AT_EXECFN = 31, PATH_BYTES = 4096, STDERR = 2 };
/* docs: exit codes. The launcher's failure is an internal error, and 125 where it was to start a command. */
enum { INTERNAL = 70, RUN_FAILED = 125 };

static unsigned long length(const char *text) {
  unsigned long n = 0;
  while (text[n] != 0) n++;
  return n;
}

static int same(const char *a, const char *b) {
  while (*a != 0 && *a == *b) a++, b++;
  return *a == *b;
}

static void say(const char *text) { call(SYS_write, STDERR, (long)text, length(text), 0); }

/* Cuts the name of the file; gives the length of what is left, with its slash, or 0 where there is none. */
static unsigned long folder_of(const char *path) {
  unsigned long n = length(path);
  while (n > 0 && path[n - 1] != '/') n--;
  return n;
}

/* Gives the length of the target, or 0 where `path` is no link that can be read whole. */
static unsigned long read_link(const char *path, char *target) {
  long n = call(SYS_readlinkat, AT_FDCWD, (long)path, (long)target, PATH_BYTES - 1);
  if (n <= 0 || n >= PATH_BYTES - 1) return 0;
  target[n] = 0;
  return n;
}

/* A path of the folder; gives 0 where it becomes too long. */
static int join(char *into, const char *folder, const char *name) {
  unsigned long a = length(folder), b = length(name);
  if (a + b >= PATH_BYTES) return 0;
  for (unsigned long i = 0; i < a; i++) into[i] = folder[i];
  for (unsigned long i = 0; i <= b; i++) into[a + i] = name[i];
  return 1;
}

/* What `path` leads to in the end, links followed: in place. 40 steps, as the kernel allows. */
static void follow(char *path) {
  static char target[PATH_BYTES], joined[PATH_BYTES];
  for (int steps = 0; steps < 40 && read_link(path, target) > 0; steps++) {
    char *next = target;
    if (target[0] != '/') {
      path[folder_of(path)] = 0;
      if (!join(joined, path, target)) return;
      next = joined;
    }
    join(path, "", next);
  }
}

static int usable(const char *folder) {
  /* Both mean something else to the loader: a list, and a token such as $ORIGIN (ld.so(8)). */
  for (; *folder != 0; folder++)
    if (*folder == ':' || *folder == ';' || *folder == '$') return 0;
  return 1;
}

__attribute__((noreturn, used)) void start(long *stack) {
  static char folder[PATH_BYTES], self[PATH_BYTES], loader[PATH_BYTES], libraries[PATH_BYTES], program[PATH_BYTES];
  long argc = stack[0];
  char **argv = (char **)(stack + 1), **envp = argv + argc + 1;
  int failed = argc > 1 && same(argv[1], "run") ? RUN_FAILED : INTERNAL;

  long *auxv = (long *)envp;
  while (*auxv++ != 0) continue;
  if (read_link("/proc/self/exe", self) == 0) {
    for (; auxv[0] != 0; auxv += 2)
      if (auxv[0] == AT_EXECFN) join(self, "", (char *)auxv[1]);
    follow(self);
  }
  join(folder, "", self);
  folder[folder_of(folder)] = 0;

  if (!usable(folder)) {
    say("probe-env: the path of its folder must not hold : ; or $: ");
    say(folder);
    say("\n");
  } else if (join(loader, folder, "lib/" LOADER) && join(libraries, folder, "lib") && join(program, folder, "lib/probe-env")) {
    char *all[argc + 8];
    long n = 0;
    all[n++] = loader;
    all[n++] = "--argv0";
    all[n++] = self;
    all[n++] = "--inhibit-cache";
    all[n++] = "--library-path";
    all[n++] = libraries;
    all[n++] = program;
    for (long i = 1; i < argc; i++) all[n++] = argv[i];
    all[n] = 0;
    call(SYS_execve, (long)loader, (long)all, (long)envp, 0);
    say("probe-env: ");
    say(loader);
    say(" cannot be started: copy the whole folder, lib/ included, and keep its execute bits\n");
  } else {
    say("probe-env: the path of its folder is too long\n");
  }
  call(SYS_exit, failed, 0, 0, 0);
  __builtin_unreachable();
}
