#!/bin/sh
# Stands for update-ca-trust(8) of Fedora, and for update-ca-certificates(8) of openSUSE, by the name that it has: the roots of the
# package and those of the administrator, where each of them keeps its bundle.
set -e
case ${0##*/} in
  update-ca-trust) anchors=/etc/pki/ca-trust/source/anchors bundle=/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem ;;
  *) anchors=/etc/pki/trust/anchors bundle=/var/lib/ca-certificates/ca-bundle.pem ;;
esac
mkdir -p $anchors ${bundle%/*} /etc/ssl
cat /opt/packages/ca-certificates.crt >$bundle
for file in $anchors/*; do
  [ ! -e "$file" ] || cat "$file" >>$bundle
done
case ${0##*/} in
  update-ca-trust)
    mkdir -p /etc/pki/tls/certs
    ln -sfn $bundle /etc/pki/tls/certs/ca-bundle.crt && ln -sfn $bundle /etc/pki/tls/cert.pem
    ln -sfn /etc/pki/tls/certs /etc/ssl/certs ;;
  *) ln -sfn $bundle /etc/ssl/ca-bundle.pem ;;
esac
