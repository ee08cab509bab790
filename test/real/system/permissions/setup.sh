#!/bin/sh
# Makes in $1 what the comparison tries: directories and files of many owners, modes and access lists.
set -eu
cd "$1"

dir() { mkdir -p "$1"; chown "$2" "$1"; chmod "$3" "$1"; }
file() { cp /bin/true "$1"; chown "$2" "$1"; chmod "$3" "$1"; }

for mode in 0755 0700 0711 0733 0766 0555 0000 1777 0777; do dir "root-$mode" 0:0 "$mode"; done
for mode in 0770 2775 0750 0710 0070 0707; do dir "staff-$mode" 0:50 "$mode"; done
for mode in 0775 0770 0077 0700; do dir "user-$mode" 2000:2000 "$mode"; done
dir zero-0775 2000:0 0775
dir zero-0770 2000:0 0770

mkdir files
for mode in 0644 0600 0444 0222 0000 0755 0711 0100 0001 0666; do file "files/root-$mode" 0:0 "$mode"; done
for mode in 0640 0660 0650 0604 0010; do file "files/staff-$mode" 0:50 "$mode"; done
for mode in 0066 0600 0777; do file "files/user-$mode" 2000:2000 "$mode"; done

# Below directories that may be passed, listed, or neither.
for mode in 0755 0711 0700 0744; do
  dir "above-$mode" 0:0 0755
  file "above-$mode/file" 0:0 0666
  dir "above-$mode/dir" 0:0 0777
  chmod "$mode" "above-$mode"
done

ln -s files/root-0644 link-file
ln -s "$PWD/above-0700/file" link-closed
ln -s ../"$(basename "$PWD")"/root-1777 link-dir
ln -s gone link-nothing
ln -s "$PWD/root-0777/gone/deep" link-nothing-deep
ln -s round-b round-a
ln -s round-a round-b

mkdir 'a blank' && chmod 0777 'a blank'
mkdir "it's" && chmod 0700 "it's"
mknod device-open c 1 3 && chmod 0666 device-open
mknod device-closed c 1 3 && chmod 0600 device-closed

named() { dir "$1" 0:0 "$2"; setfacl -m "$3" "$1"; file "$1-file" 0:0 0644; setfacl -m "$3" "$1-file"; }
named acl-user-allowed 0755 u:12345:rwx
named acl-user-denied 0777 u:12345:r-x
named acl-user-nothing 0777 u:12345:---
named acl-group-allowed 0755 g:50:rwx
named acl-group-denied 0777 g:50:---
named acl-two-groups 0700 g:50:rwx,g:60:---
named acl-mask 0755 u:12345:rwx,g:50:rwx,m::r-x
named acl-mask-nothing 0755 u:12345:rwx,m::---
named acl-other-group 0770 g:70:rwx
named acl-other-denied 0770 u:1000:rwx,o::---
dir acl-default 0:0 0755
setfacl -d -m u:12345:rwx acl-default
dir acl-on-the-way 0:0 0711
mkdir acl-on-the-way/dir && chmod 0777 acl-on-the-way/dir
setfacl -m u:12345:r-- acl-on-the-way

# Mounts: the caller unshares its mount namespace first.
for name in read-only noexec both; do
  dir "mount-$name" 0:0 0777
  mount -t tmpfs -o mode=0777 tmpfs "mount-$name"
  file "mount-$name/program" 0:0 0755
  file "mount-$name/plain" 0:0 0666
  dir "mount-$name/open" 0:0 0777
  dir "mount-$name/closed" 0:0 0700
done
mount -o remount,ro mount-read-only
mount -o remount,noexec mount-noexec
mount -o remount,ro,noexec mount-both
dir bind-read-only 0:0 0777
mount --bind root-0777 bind-read-only
mount -o remount,bind,ro bind-read-only

# The root of most containers: to open a file of the lower layer for writing would copy it up.
mkdir -p ../overlay/lower/closed ../overlay/upper ../overlay/inner over
chmod 0777 ../overlay/lower
file ../overlay/lower/open 0:0 0666
file ../overlay/lower/root 0:0 0644
chmod 0700 ../overlay/lower/closed
mount -t overlay -o "lowerdir=$PWD/../overlay/lower,upperdir=$PWD/../overlay/upper,workdir=$PWD/../overlay/inner" overlay over
