#!/bin/sh
# Stands for Alpine's update-ca-certificates(8): the package's roots and those of /usr/local/share in one file.
set -e
mkdir -p /etc/ssl/certs
rm -rf /etc/ssl/certs/ca-certificates.crt
cat /opt/packages/ca-certificates.crt >/etc/ssl/certs/ca-certificates.crt
for file in /usr/local/share/ca-certificates/*.crt; do
  [ ! -e "$file" ] || cat "$file" >>/etc/ssl/certs/ca-certificates.crt
done
