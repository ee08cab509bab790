#!/bin/sh
# Stands for apk(8) in the Alpine-like root: `apk add --no-cache NAME…` and `apk fix --no-cache NAME…` put
# there what the packages of these names hold. What it does not know it refuses, as apk does.
set -e
verb=$1
shift
[ "$verb" = add ] || [ "$verb" = fix ] || { echo "ERROR: unknown verb $verb" >&2; exit 1; }
for word in "$@"; do
  case $word in
    --no-cache) ;;
    tzdata) mkdir -p /usr/share && rm -rf /usr/share/zoneinfo && cp -a /opt/packages/zoneinfo /usr/share/zoneinfo ;;
    ca-certificates | ca-certificates-bundle)
      mkdir -p /etc/ssl/certs && rm -rf /etc/ssl/certs/ca-certificates.crt &&
        cp /opt/packages/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt &&
        ln -sfn certs/ca-certificates.crt /etc/ssl/cert.pem ;;
    git | gcc) printf '#!/bin/sh\n' >/usr/bin/$word && chmod 755 /usr/bin/$word ;;
    musl-dev) ;;
    acl) cp /opt/packages/setfacl /usr/bin/setfacl ;;
    *) echo "ERROR: unable to select packages: $word (no such package)" >&2; exit 1 ;;
  esac
done
