#!/bin/sh
# What a careful team would write by hand for the same four questions: is there a Go that is new enough,
# are its module settings sane, can TLS find roots, does the container have a time zone? (And umask.)
# It is the yardstick of the benchmark; it looks at far less than probe-env does.
set -eu

fail() { echo "NOT READY: $*"; exit 1; }

# Numbers, not a pattern: go1.9 is older than go1.21.
version=$(GOTOOLCHAIN=local go version) || fail "go version"
version=${version#go version go}
major=${version%%.*}
rest=${version#*.}
minor=${rest%%[!0-9]*}
[ "$major" -gt 1 ] || { [ "$major" = 1 ] && [ "$minor" -ge 21 ]; } || fail "go $version is older than 1.21"

# Named keys one per line: a value may hold any word that a pattern would look for.
{ read -r proxy; read -r sumdb; read -r cgo; } <<EOF
$(GOTOOLCHAIN=local go env GOPROXY GOSUMDB CGO_ENABLED)
EOF
[ "$proxy" != off ] || fail "GOPROXY=off"
[ "$sumdb" != off ] || fail "GOSUMDB=off"
case $cgo in 0 | 1) ;; *) fail "CGO_ENABLED=$cgo" ;; esac

# The first certificate only: openssl x509 reads no more.
bundle=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
openssl x509 -in "$bundle" -noout -checkend 0 >/dev/null || fail "no valid certificate in $bundle"

zone=$(readlink -f /etc/localtime) || fail "/etc/localtime"
case $zone in /usr/share/zoneinfo/*) [ -f "$zone" ] || fail "$zone" ;; *) fail "/etc/localtime is $zone" ;; esac

# Group and others may be shut out; everybody in is what nobody wants.
case $(umask) in *[0145]) fail "umask $(umask)" ;; esac
echo READY
