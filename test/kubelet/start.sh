#!/usr/bin/env bash
# A node of Kubernetes on this machine, in mount and network namespaces of its own, for as long as a command runs:
#   start.sh DIR COMMAND [ARGUMENT]...
# DIR holds the programs: kubelet, kube-apiserver, etcd/ (Debian's etcd-server, unpacked), containerd/ or ctd/ (Debian's
# containerd, unpacked). Images are docker archives, *.tar, in DIR or in $PROBE_ENV_IMAGES, localhost/pause:1 among them. runc, curl and
# openssl come from the machine. All state lies in DIR/run, which is made anew.
#
# The command finds the API at https://127.0.0.1:6443 with the token in $KUBE_TOKEN, and the state of the node in $KUBE_RUN. The node is called "bench"; there is
# neither scheduler nor controller, so pods name it (nodeName) and mount no service account token.
set -euo pipefail

home=$(cd "$1" && pwd)
shift
if [ "${PROBE_ENV_IN_NODE:-}" != "$home" ]; then
  exec env PROBE_ENV_IN_NODE="$home" unshare --mount --net "$0" "$home" "$@"
fi
run=$home/run
containerd=$home/containerd
[ -d "$containerd" ] || containerd=$home/ctd
export PATH=$containerd/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
sock=$run/containerd.sock
in_k8s() { ctr --address "$sock" --namespace k8s.io "$@"; }

rm -rf "$run"
mkdir -p "$run"/{sysctl,manifests,cni/bin,cni/conf,etcd,logs}
mount --make-rprivate /
mount --make-rshared /
ip link set lo up
ip addr add 10.9.9.9/32 dev lo

# The kubelet checks some kernel settings that a container may not change: it is shown the values that it wants.
while read -r key value; do
  echo "$value" >"$run/sysctl/${key//\//_}"
  mount --bind "$run/sysctl/${key//\//_}" "/proc/sys/$key"
done <<'SYSCTL'
vm/overcommit_memory 1
vm/panic_on_oom 0
kernel/panic 10
kernel/panic_on_oops 1
kernel/keys/root_maxkeys 1000000
kernel/keys/root_maxbytes 25000000
SYSCTL

# Pods get an address that leads nowhere: probes by exec need none.
cat >"$run/cni/bin/still" <<'CNI'
#!/bin/sh
case "$CNI_COMMAND" in
  ADD) printf '{"cniVersion":"0.3.1","interfaces":[{"name":"eth0","sandbox":"%s"}],"ips":[{"version":"4","address":"10.244.0.%s/24","interface":0}]}' "$CNI_NETNS" "$(($(od -An -N1 -tu1 /dev/urandom) % 250 + 2))" ;;
  VERSION) echo '{"cniVersion":"0.3.1","supportedVersions":["0.3.0","0.3.1"]}' ;;
esac
CNI
sed 's/^  ADD).*/  ADD) echo "{\\"cniVersion\\":\\"0.3.1\\",\\"ips\\":[]}" ;;/' "$run/cni/bin/still" >"$run/cni/bin/loopback"
chmod +x "$run"/cni/bin/*
echo '{"cniVersion":"0.3.1","name":"still","type":"still"}' >"$run/cni/conf/still.conf"

# A root of control groups of its own: the kubelet ends what it does not know below it, and other tests have containers in /kubepods.
groups=/probe-env-kubelet-$$
for tree in /sys/fs/cgroup/*/; do
  [ -e "$tree/cgroup.procs" ] || continue
  mkdir -p "$tree$groups"
  # A cpuset without processors takes no process.
  for name in cpuset.cpus cpuset.mems; do [ ! -e "$tree$name" ] || cat "$tree$name" >"$tree$groups/$name"; done
done

export KUBE_TOKEN KUBE_RUN=$run
KUBE_TOKEN=$(openssl rand -hex 16)
echo "$KUBE_TOKEN,admin,1,\"system:masters\"" >"$run/tokens.csv"
openssl genrsa -out "$run/accounts.key" 2048 2>/dev/null
cat >"$run/kubeconfig" <<YAML
apiVersion: v1
kind: Config
current-context: bench
contexts: [{ name: bench, context: { cluster: bench, user: admin } }]
clusters: [{ name: bench, cluster: { server: "https://127.0.0.1:6443", insecure-skip-tls-verify: true } }]
users: [{ name: admin, user: { token: "$KUBE_TOKEN" } }]
YAML
cat >"$run/containerd.toml" <<TOML
version = 2
root = "$run/root"
state = "$run/state"
oom_score = 0
[grpc]
  address = "$sock"
[ttrpc]
  address = "$sock.ttrpc"
[plugins."io.containerd.internal.v1.opt"]
  path = "$run/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  restrict_oom_score_adj = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$run/cni/bin"
    conf_dir = "$run/cni/conf"
TOML
printf 'nameserver 127.0.0.1\n' >"$run/resolv.conf"
cat >"$run/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 127.0.0.1
authentication: { anonymous: { enabled: true }, webhook: { enabled: false } }
authorization: { mode: AlwaysAllow }
cgroupDriver: cgroupfs
cgroupRoot: $groups
cgroupsPerQOS: ${CGROUPS_PER_QOS:-false}
enforceNodeAllocatable: []
evictionHard: { memory.available: "1Mi", nodefs.available: "0%", imagefs.available: "0%", nodefs.inodesFree: "0%" }
failSwapOn: false
fileCheckFrequency: 1s
imageGCHighThresholdPercent: 100
makeIPTablesUtilChains: false
maxPods: 300
oomScoreAdj: 0
protectKernelDefaults: true
registryPullQPS: 0
resolvConf: $run/resolv.conf
staticPodPath: $run/manifests
syncFrequency: 5s
YAML

declare -A started=()
start() {
  local name=$1
  shift
  "$@" >"$run/logs/$name" 2>&1 &
  started[$name]=$!
}
stop_all() {
  for name in kubelet kube-apiserver; do kill "${started[$name]:-}" 2>/dev/null || true; done
  sleep 1
  for task in $(in_k8s task ls -q 2>/dev/null); do in_k8s task kill -s KILL "$task" 2>/dev/null || true; done
  sleep 1
  for name in containerd etcd; do kill "${started[$name]:-}" 2>/dev/null || true; done
  wait
  find /sys/fs/cgroup/*"$groups" -depth -type d -exec rmdir {} + 2>/dev/null || true
}
trap stop_all EXIT
until_works() {
  local what=$1
  shift
  for _ in $(seq 300); do
    "$@" >/dev/null 2>&1 && return
    sleep 1
  done
  echo "start.sh: $what does not come up, see $run/logs" >&2
  exit 1
}
api() { curl --silent --fail --insecure --header "Authorization: Bearer $KUBE_TOKEN" "https://127.0.0.1:6443$1"; }
node_is_there() { api /api/v1/nodes/bench | grep -q KubeletReady; }

start etcd "$home/etcd/usr/bin/etcd" --data-dir "$run/etcd" --unsafe-no-fsync
start kube-apiserver "$home/kube-apiserver" --etcd-servers http://127.0.0.1:2379 --cert-dir "$run/api" \
  --bind-address 127.0.0.1 --advertise-address 10.9.9.9 --service-cluster-ip-range 10.96.0.0/16 \
  --authorization-mode "${AUTHORIZATION_MODE:-AlwaysAllow}" ${API_SERVER_FLAGS:-} --token-auth-file "$run/tokens.csv" --disable-admission-plugins ServiceAccount \
  --service-account-issuer https://bench --service-account-signing-key-file "$run/accounts.key" \
  --service-account-key-file "$run/accounts.key"
start containerd containerd --config "$run/containerd.toml"
until_works containerd in_k8s version
for image in "$home"/*.tar "${PROBE_ENV_IMAGES:-$home}"/*.tar; do
  [ ! -e "$image" ] || in_k8s images import "$image" >>"$run/logs/import" 2>&1
done
until_works 'the API server' api /healthz
mkdir -p /var/log/containers /var/log/pods
AWS_EC2_METADATA_DISABLED=true start kubelet "$home/kubelet" --config "$run/kubelet.yaml" --kubeconfig "$run/kubeconfig" \
  --root-dir "$run/kubelet" --cert-dir "$run/certs" --hostname-override bench --node-ip 10.9.9.9 \
  --container-runtime remote --container-runtime-endpoint "unix://$sock" --volume-plugin-dir "$run/volumes"
until_works 'the node' node_is_there
"$@"
