#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

/* Resolves its argument as programs of C do, and says what came of it. */
int main(int argc, char **argv) {
  struct addrinfo hints, *found;
  memset(&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;
  int error = argc > 1 ? getaddrinfo(argv[1], NULL, &hints, &found) : EAI_NONAME;
  puts(error == 0 ? "found" : gai_strerror(error));
  return error != 0;
}
