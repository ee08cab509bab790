#!/bin/sh
# Stands for microdnf(8) and zypper(8), by the name that it has: they put there what the packages of these names hold, for the
# distribution of /etc/os-release. What they do not know they refuse, as they do; nobody is asked anything.
set -e
manager=${0##*/}
case $manager in
  zypper)
    [ "$1" = --non-interactive ] || { echo "Continue? [y/n/v/...? shows all options] (y): n" >&2; exit 4; }
    shift
    ;;
esac
verb=$1
shift
case $manager:$verb in
  microdnf:install | microdnf:reinstall | zypper:install) ;;
  *) echo "$manager: no command $verb" >&2; exit 1 ;;
esac
done=/var/lib/packages
for word in "$@"; do
  case $manager:$word in
    microdnf:-y | zypper:--force) continue ;;
    *:-*) echo "$manager: unknown option $word" >&2; exit 1 ;;
  esac
  [ "$verb" != reinstall ] || [ -e $done/$word ] || { echo "error: no package matched: $word" >&2; exit 1; }
  case $manager:$word in
    microdnf:tzdata | zypper:timezone)
      mkdir -p /usr/share && rm -rf /usr/share/zoneinfo && cp -a /opt/packages/zoneinfo /usr/share/zoneinfo ;;
    microdnf:ca-certificates)
      cp /opt/packages/update-ca-trust /usr/bin/ && update-ca-trust extract ;;
    zypper:ca-certificates) cp /opt/packages/update-ca-trust /usr/sbin/update-ca-certificates ;;
    zypper:ca-certificates-mozilla) update-ca-certificates ;;
    *:git) printf '#!/bin/sh\n' >/usr/bin/git && chmod 755 /usr/bin/git ;;
    *:gcc)
      # The toolchains of the tests are Debian's, and ask for gcc by that name.
      for name in gcc x86_64-linux-gnu-gcc; do printf '#!/bin/sh\n' >/usr/bin/$name && chmod 755 /usr/bin/$name; done ;;
    *:glibc-devel) mkdir -p /usr/include && : >/usr/include/stdlib.h ;;
    *:acl) cp /opt/packages/setfacl /usr/bin/setfacl ;;
    *) echo "error: no package matched: $word" >&2; exit 1 ;;
  esac
  mkdir -p $done && : >$done/$word
done
