#!/usr/bin/env bash
# Fetches the real tools that the tests compare probe-env with: Go toolchains and Nodes of every
# supported line, and the small programs that make containers. Needs Debian 12 and, for the packages of
# the system, root. May be run again at any time: what is there is not fetched twice.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${PROBE_ENV_TOOLS:-$PWD/.cache/tools}
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)

# acl, attr, bubblewrap: permissions and root file systems; strace: what a run really does; musl-tools,
# busybox-static: the other libc; qemu-user-static: arm64; gcc: small C programs that ask libc;
# libmonitoring-plugin-perl: a reader of the nagios format; podman, runc, buildah: real containers;
# fuse3, python3-fusepy: a file system that falls silent; sudo, s6: they start another program, and have to be at home.
system_packages=(acl attr bubblewrap strace util-linux iproute2 git curl wget openssl musl-tools musl-dev gcc libc6-dev busybox-static
  libcap2-bin fuse3 python3-fusepy libmonitoring-plugin-perl podman runc buildah debootstrap tzdata ca-certificates xz-utils binutils binutils-aarch64-linux-gnu
  gcc-aarch64-linux-gnu qemu-user-static sudo s6)
# A browser, for what `npm run test:deep` alone tests: .ci/tools.sh deep.
[ "${1:-}" != deep ] || system_packages+=(chromium fonts-dejavu-core)
go_versions=(1.19 1.21 1.22 1.23 1.24 1.25 1.26 1.27)
# Debian 12 alone does not have them all.
suites="bookworm bookworm-backports trixie trixie-backports sid"
arm64_libraries=(libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross libatomic1-arm64-cross)

export DEBIAN_FRONTEND=noninteractive

say() { echo "tools: $*" >&2; }

# Runs quietly; shows everything when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if [ "$status" != 0 ]; then cat "$log" >&2; say "failed: $*"; fi
  rm -f "$log"
  return "$status"
}

install_system_packages() {
  local missing=()
  for package in "${system_packages[@]}"; do
    [ "$(dpkg-query -Wf '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  if [ "$(id -u)" != 0 ]; then say "not root, so not installed: ${missing[*]}"; return 1; fi
  quietly apt-get -q update || return 1
  quietly apt-get -qy install --no-install-recommends "${missing[@]}" || return 1
  say "installed ${missing[*]}"
}

# A source list for all suites from the machine's own: mirror and key are its business.
write_sources() {
  local stanza
  stanza=$(awk -v RS= '/(^|\n)Suites:[^\n]* ?bookworm( |\n|$)/ && !/security/ { print; exit }' \
    /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
  if [ -n "$stanza" ]; then
    echo "Types: deb"
    grep -E '^(URIs|Signed-By):' <<<"$stanza"
    printf 'Suites: %s\nComponents: main\n' "$suites"
    return
  fi
  # The one-line format.
  local line
  line=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    grep -E '^deb .*[^ ]+ bookworm( |$)' | head -n 1)
  [ -n "$line" ] || { say "no Debian source found"; return 1; }
  sed -nE 's/.* ([a-z+]+:[^ ]+) bookworm .*/Types: deb\nURIs: \1/p' <<<"$line"
  sed -nE 's/.*signed-by=([^] ]+).*/Signed-By: \1/p' <<<"$line"
  printf 'Suites: %s\nComponents: main\n' "$suites"
}

apt_there() {
  apt-get -q -oDir::Etc::sourcelist="$tools/apt/all.sources" -oDir::Etc::sourceparts=/dev/null \
    -oDir::State::Lists="$tools/apt/lists" -oDir::Cache="$tools/apt" -oAPT::Sandbox::User=root "$@"
}

prepare_apt() {
  [ -f "$tools/apt/ready" ] && return
  mkdir -p "$tools/apt/lists/partial" "$tools/apt/archives/partial"
  write_sources >"$tools/apt/all.sources"
  quietly apt_there update
  touch "$tools/apt/ready"
}

# Downloads packages and unpacks them below a folder; nothing of the system is touched.
unpack() {
  local into=$1 work
  shift
  work=$(mktemp -d "$tools/unpack.XXXXXX")
  (cd "$work" && quietly apt_there download "$@")
  mkdir -p "$into"
  for package in "$work"/*.deb; do dpkg -x "$package" "$into"; done
  rm -rf "$work"
}

# Debian spreads a GOROOT over /usr/lib and /usr/share; the tests want it whole, as go.dev ships it.
install_go() {
  local version=$1 work
  local goroot=$tools/go/$version
  [ -x "$goroot/bin/go" ] && return
  work=$(mktemp -d "$tools/go.XXXXXX")
  unpack "$work" "golang-$version-go" "golang-$version-src"
  local lib=$work/usr/lib/go-$version share=$work/usr/share/go-$version
  rm -f "$lib"/{api,misc,src,test,lib} "$lib/pkg/include"
  mv "$share/src" "$lib/src"
  mv "$share/pkg/include" "$lib/pkg/include"
  [ ! -d "$share/lib" ] || mv "$share/lib" "$lib/lib"
  mkdir -p "$tools/go"
  rm -rf "$goroot"
  mv "$lib" "$goroot"
  rm -rf "$work"
}

install_gos() {
  for version in "${go_versions[@]}"; do install_go "$version"; done
  say "go: ${go_versions[*]}"
}

# The exact versions and their integrity are in .ci/nodes/package-lock.json.
install_nodes() {
  local home=$tools/node
  mkdir -p "$home"
  if ! cmp -s .ci/nodes/package-lock.json "$home/installed.json"; then
    cp .ci/nodes/package.json .ci/nodes/package-lock.json .ci/nodes/.npmrc "$home/"
    (cd "$home" && quietly npm ci --ignore-scripts --no-bin-links)
    for folder in "$home"/node_modules/node[0-9]*; do
      ln -sfn "node_modules/$(basename "$folder")" "$home/${folder##*node}"
    done
    cp .ci/nodes/package-lock.json "$home/installed.json"
  fi
  say "node: $(cd "$home" && echo [0-9]*)"
}

# For the benchmark only.
install_goss() {
  [ -x "$tools/goss/usr/bin/goss" ] || unpack "$tools/goss" goss
}

# requests of Python as two releases have it: they do not read NO_PROXY alike.
install_python() {
  local suite name
  for suite in bookworm sid; do
    [ -d "$tools/python/$suite/usr/lib/python3/dist-packages/requests" ] && continue
    local packages=()
    for name in requests urllib3 idna chardet certifi; do packages+=("python3-$name/$suite"); done
    unpack "$tools/python/$suite" "${packages[@]}"
  done
}

# Programs that start another one, of other makers than Debian's own: what they refuse is compared.
install_starters() {
  local suite
  for suite in bookworm trixie; do
    [ -x "$tools/starters/$suite/usr/sbin/gosu" ] ||
      unpack "$tools/starters/$suite" {gosu,tini,dumb-init,catatonit,rust-coreutils,toybox}/"$suite"
  done
  # Those that have one maker.
  [ -x "$tools/starters/bookworm/usr/bin/chpst" ] ||
    unpack "$tools/starters/bookworm" \
      {numactl,libnuma1,runit,daemontools,time,delve}/bookworm
}

# A reader of the prometheus format.
install_promtool() {
  [ -x "$tools/promtool/usr/bin/promtool" ] || unpack "$tools/promtool" promtool
}

# A Debian slim root file system, made by Debian's own means: packages are configured, not only unpacked.
install_debian_root() {
  local packages=ca-certificates,tzdata,acl,libstdc++6,libatomic1
  [ "$(cat "$tools/roots/debian.packages" 2>/dev/null)" = "$packages" ] && return
  local uri
  uri=$(awk '/^URIs:/ { print $2; exit }' "$tools/apt/all.sources")
  mkdir -p "$tools/roots"
  rm -rf "$tools/roots/debian.part"
  quietly debootstrap --variant=minbase "--include=$packages" bookworm \
    "$tools/roots/debian.part" "$uri"
  rm -rf "$tools/roots/debian"
  mv "$tools/roots/debian.part" "$tools/roots/debian"
  echo "$packages" >"$tools/roots/debian.packages"
  say "root file system: debian"
}

# Packages that remedies install, of the same release as that root: installed from a folder, without a network.
install_packages() {
  local packages=(tzdata ca-certificates acl openssl)
  [ "$(cat "$tools/packages/names" 2>/dev/null)" = "${packages[*]}" ] && return
  rm -rf "$tools/packages"
  mkdir -p "$tools/packages"
  (cd "$tools/packages" && quietly apt_there download "${packages[@]/%//bookworm}")
  echo "${packages[*]}" >"$tools/packages/names"
}

# The libraries that an arm64 program needs under qemu.
install_arm64() {
  [ -d "$tools/arm64/usr/aarch64-linux-gnu" ] || unpack "$tools/arm64" "${arm64_libraries[@]}"
}

install_nodes &
nodes=$!
failed=0
install_system_packages || failed=1
prepare_apt
install_gos
install_goss
install_promtool
install_python
install_starters
install_arm64
[ "$(id -u)" != 0 ] || install_debian_root
install_packages
wait "$nodes" || failed=1
exit "$failed"
