/* Prints the local zone as this C library sees it: the line "libc", then offset and abbreviation at each
   instant (seconds since 1970) given as an argument. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  puts("libc");
  for (int i = 1; i < argc; i++) {
    time_t seconds = atoll(argv[i]);
    struct tm *tm = localtime(&seconds);
    printf("%ld %s\n", tm->tm_gmtoff, tm->tm_zone);
  }
  return 0;
}
