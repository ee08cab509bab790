/*
 * Runs a program and prints one line: wall ns, user ns, system ns, peak RSS in KiB, wait status.
 *
 *   measure [-o FILE] [-g CGROUP_PROCS]... PROGRAM [ARG]...
 *
 * User and system time and the peak are of the program with all descendants that were waited for
 * (wait4(2)). In C because the kernel starts a new program's peak RSS at that of the process that made it: a
 * large parent would hide small children.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long nanoseconds(struct timeval t) { return t.tv_sec * 1000000000LL + t.tv_usec * 1000LL; }

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Puts this process into a control group; in the child, so that nothing else is limited. */
static void join_group(const char *procs) {
  char pid[32];
  int length = snprintf(pid, sizeof pid, "%d", getpid());
  int fd = open(procs, O_WRONLY);
  if (fd < 0 || write(fd, pid, length) != length) {
    perror(procs);
    _exit(125);
  }
  close(fd);
}

int main(int argc, char **argv) {
  const char *output = "/dev/null";
  const char *groups[8];
  int group_count = 0, option;
  while ((option = getopt(argc, argv, "+o:g:")) != -1) {
    if (option == 'o') output = optarg;
    else if (option == 'g' && group_count < 8) groups[group_count++] = optarg;
    else return 64;
  }
  if (optind >= argc) return 64;

  /* The clock starts before fork: making the process is part of what a probe costs. */
  long long started = now();
  pid_t child = fork();
  if (child < 0) return 71;
  if (child == 0) {
    for (int i = 0; i < group_count; i++) join_group(groups[i]);
    int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    int in = open("/dev/null", O_RDONLY);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    close(out);
    close(in);
    execv(argv[optind], argv + optind);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) return 71;
  long long ended = now();
  printf("%lld %lld %lld %ld %d\n", ended - started, nanoseconds(usage.ru_utime), nanoseconds(usage.ru_stime),
         usage.ru_maxrss, status);
  return 0;
}
