# Prints what the kernel says of control groups, and what real Go programs take of them: how recorded/*.txt were made.
#
# To be sourced by busybox sh as root, in a machine of its own (a virtual one with 6 CPUs) whose root it is: `. /record.sh; v2`, or
# v1, or limits. Beside it /programs/go1.NN, takes.go built by each release, and go1.NN-old, the same with a go line of 1.24
# or less; /usr/bin/unshare and /usr/bin/taskset of util-linux.
PROGRAMS=$(cd /programs && echo go*)
# world NAME DIRECTORY… : what stands in /proc and in the files of the groups, of a process of the group.
facts() {
  echo "world $1"
  echo "cgroup"; cat /proc/self/cgroup
  echo "mounts"; grep ' - cgroup' /proc/self/mountinfo
  echo "cpus $(sed -n 's/^Cpus_allowed:\t//p' /proc/self/status)"
  for f in $(find $ROOTS -name cpu.max -o -name cpu.cfs_quota_us -o -name cpu.cfs_period_us); do echo "file $f $(cat $f)"; done
}
go() { # ENV…
  for p in $PROGRAMS; do
    out=$(env -i "$@" /programs/$p 2>&1 | head -n 1 | tr '\t' ' ')
    echo "go $p|$*|$out"
  done
}
all() {
  go A=1; go GOMAXPROCS=3; go GOMAXPROCS=1
  if [ "$2" = env ]; then
    for v in 0 -1 +3 ' 3' '3 ' 1.5 03 2147483647 2147483648 99999999999999999999 0x3 1_0 ''; do go "GOMAXPROCS=$v"; done
    for v in containermaxprocs=0 containermaxprocs=1 containermaxprocs=0,containermaxprocs=1 'containermaxprocs=0, containermaxprocs=1' containermaxprocs=no containermaxprocs=-1 updatemaxprocs=0 containermaxprocs=+0 ,,containermaxprocs=0 containermaxprocs=0=1; do go "GODEBUG=$v"; done
    go GODEBUG=containermaxprocs=0 GOMAXPROCS=2
  fi
  if [ "$2" = godebug ]; then go GODEBUG=containermaxprocs=0; go GODEBUG=containermaxprocs=1; fi
}
# inside NAME GROUP [env]
inside() { (for r in $ROOTS; do [ -d $r/$2 ] && echo 0 >$r/$2/cgroup.procs; done; facts $1; all $1 $3); }
limit() { # GROUP QUOTA PERIOD
  for r in $ROOTS; do
    d=$r; for part in $(echo $1 | tr / ' '); do d=$d/$part; mkdir -p $d; [ -f $d/cgroup.controllers ] && [ "$d" != "$r/$1" ] && { echo +cpu >$d/cgroup.subtree_control; }; done
    if [ -f $r/$1/cpu.max ]; then echo "$2 $3" >$r/$1/cpu.max
    elif [ -f $r/$1/cpu.cfs_quota_us ]; then echo $3 >$r/$1/cpu.cfs_period_us; [ $2 = max ] && echo -1 >$r/$1/cpu.cfs_quota_us || echo $2 >$r/$1/cpu.cfs_quota_us; fi
  done
}
groups() {
  limit limits-a 50000 100000; limit limits-b 100000 100000; limit limits-c 150000 100000; limit limits-d 200000 100000
  limit limits-e 200001 100000; limit limits-f 300000 100000; limit limits-g max 100000; limit limits-h 125000 50000; limit limits-z 350000 100000
  limit limits-p 200000 100000; limit limits-p/leaf max 100000
  limit limits-q 200000 100000; limit limits-q/leaf 190000 100000
  limit limits-r 300000 100000; limit limits-r/mid max 100000; limit limits-r/mid/leaf 150000 100000
  [ "$KIND" = 2 ] && { limit limits-s 200000 100000; limit limits-s/leaf 500000 100000; }
  inside root . env
  for g in a b c d e f g h z; do inside limits-$g limits-$g; done
  inside limits-f-env limits-f env
  inside parent limits-p/leaf godebug; inside lower limits-q/leaf godebug; inside deep limits-r/mid/leaf godebug
  [ "$KIND" = 2 ] && inside above limits-s/leaf godebug
}
# As a container without a namespace of control groups sees it: its own group where the root of all should be.
bound() { # NAME GROUP
  mkdir -p /c; mount --bind / /c; mount -t proc proc /c/proc
  [ "$KIND" = 1 ] && mount -t tmpfs none /c/sys/fs/cgroup
  for r in $ROOTS; do mkdir -p /c$r; mount --bind $r/$2 /c$r; done
  (for r in $ROOTS; do echo 0 >$r/$2/cgroup.procs; done
   chroot /c busybox sh -c "export KIND=$KIND ROOTS='$ROOTS'; . /record.sh; facts $1; all $1 godebug")
  for r in $ROOTS; do umount /c$r; done; [ "$KIND" = 1 ] && umount /c/sys/fs/cgroup; umount /c/proc; umount /c
}
# A namespace of its own, with a mount of its own or with that of outside.
spaced() { # NAME GROUP mounted|unmounted
  (for r in $ROOTS; do echo 0 >$r/$2/cgroup.procs; done
   /usr/bin/unshare -C -m /bin/busybox sh -c "export KIND=$KIND ROOTS='$ROOTS'; . /record.sh
     if [ $3 = mounted ]; then for r in \$ROOTS; do umount \$r; if [ $KIND = 2 ]; then mount -t cgroup2 none \$r; else mount -t cgroup -o cpu none \$r; fi; done; fi
     facts $1; all $1 godebug")
}
v2() {
  export KIND=2 ROOTS=/sys/fs/cgroup
  groups
  bound bound limits-f; bound bound-leaf limits-r/mid
  spaced namespace limits-f mounted; spaced namespace-leaf limits-p/leaf mounted; spaced namespace-outside limits-f unmounted
  (echo 0 >/sys/fs/cgroup/limits-h/cgroup.procs; /usr/bin/taskset -c 1,2,4 busybox sh -c '. /record.sh; facts affinity; all affinity godebug')
}
v1() {
  cd /; echo "-cpu -memory -pids" >/sys/fs/cgroup/cgroup.subtree_control; umount /sys/fs/cgroup
  mount -t tmpfs none /sys/fs/cgroup; mkdir -p /sys/fs/cgroup/cpu /sys/fs/cgroup/unified
  mount -t cgroup -o cpu none /sys/fs/cgroup/cpu
  [ "$1" = hybrid ] && mount -t cgroup2 none /sys/fs/cgroup/unified
  export KIND=1 ROOTS=/sys/fs/cgroup/cpu
  groups
  bound bound limits-f; spaced namespace limits-f mounted; spaced namespace-outside limits-f unmounted
  (echo 0 >/sys/fs/cgroup/cpu/limits-f/cgroup.procs; /usr/bin/taskset -c 1,2,4 busybox sh -c '. /record.sh; facts affinity; all affinity')
}
limits() { # GOMEMLIMIT
  export KIND=0 ROOTS=
  facts memory
  for v in '' off OFF 0 1 -1 -0 +5 1B 1KiB 1kiB 512MiB 512Mi 512M 512MB 1GiB 2TiB 1.5GiB '1 GiB' ' 1GiB' '1GiB ' 1e9 0x10 9223372036854775807 9223372036854775808 8388608TiB 8388607TiB B iB KiB 1KiBB 00012MiB 1_000 '"1GiB"' 99999999999999999999B +1KiB -1MiB 1PiB; do go "GOMEMLIMIT=$v"; done
}
