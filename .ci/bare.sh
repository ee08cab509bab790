#!/usr/bin/env bash
# Runs a command as on a machine that has Node, git, a shell and coreutils, and nothing else: no perl, compiler,
# openssl, python, podman, strace, and none of what tools.sh fetched. Needs root, for a mount namespace of its
# own; the machine stays as it is.
# Usage: .ci/bare.sh COMMAND…
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "bare.sh: not root" >&2; exit 1; }
if [ "${1-}" != --inside ]; then exec unshare -m --propagation private "$0" --inside "$@"; fi
shift
root=$(cd "$(dirname "$0")/.." && pwd)

stays=$(mktemp -d)
mount -t tmpfs programs "$stays"
mkdir "$stays/bin" "$stays/nothing"
for name in sh env git node npm $(dpkg -L coreutils | sed -nE 's|^(/usr)?/bin/||p'); do
  path=$(realpath "$(type -P "$name")")
  # npm is a link into its package.
  case $path in
    */node_modules/*) ln -s "$path" "$stays/bin/$name" ;;
    *) cp "$path" "$stays/bin/$name" ;;
  esac
done
cp "$(type -P mount)" "$stays/mount"

npm=$(realpath "$(type -P npm)")
for hidden in "$root/.cache" /usr/local/go /opt; do
  # A Node that was unpacked in /opt has its npm there.
  case $npm in "$hidden"/*) continue ;; esac
  if [ -d "$hidden" ]; then mount --bind "$stays/nothing" "$hidden"; fi
done
for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin; do "$stays/mount" --bind "$stays/bin" "$folder"; done
export PATH=/usr/local/bin:/usr/bin:/bin
unset PROBE_ENV_TOOLS PROBE_ENV_REQUIRE_TOOLS NODE_EXTRA_CA_CERTS
exec "$@"
