#!/bin/sh
# run.sh HOME SUITE GOROOT NODE REGEXP: in a mount and network namespace of its own, as nobody, the suite's scripts
# with the interposer in the place of go, and beside them the process that answers what probe-env says.
set -eu
home=$1 suite=$2 goroot=$3 node=$4 scripts=$5
ip link set lo up
# What was compiled for the suite spares the scripts to compile the standard library.
chown -R nobody "$suite/cache"
cp "$suite/interposer" "$home/interposer"
mkdir "$home/goroot" "$home/real" "$home/tmp"
touch "$home/node"
# nobody must be able to read them, wherever they lie.
mount --bind "$goroot" "$home/goroot"
mount --bind "$node" "$home/node"
ln -s "$suite/suite" "$home/real/go"
chown nobody "$home/tmp"
chown nobody "$home"
chmod 755 "$home"
# It becomes the program, so that the number of its process is the program's.
as_nobody() { exec setpriv --reuid nobody --regid nogroup --clear-groups env -i HOME="$home/tmp" TMPDIR="$home/tmp" "$@"; }
path="$home/goroot/bin:/usr/sbin:/usr/bin:/sbin:/bin"
(as_nobody PATH="$path" "$home/node" "$home/asker.cjs" "$home/socket") >/dev/null 2>&1 &
asker=$!
trap 'kill $asker' EXIT
for _ in $(seq 100); do [ -S "$home/socket" ] && break; sleep 0.1; done
cd "$home/goroot/src/cmd/go"
(as_nobody PATH="$path" GOROOT="$home/goroot" GOCACHE="$suite/cache" GOTOOLCHAIN=local \
  PROBE_ENV_INTERPOSER="$home/interposer" PROBE_ENV_REQUESTS="$home/requests" \
  "$suite/suite" -test.v -test.parallel 1 -test.timeout 60m -test.run "$scripts") >"$home/output" 2>&1
