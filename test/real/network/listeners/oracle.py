"""Binds sockets as it is told, and asks the kernel who reaches them and who may still bind.

Runs in a network namespace of its own. stdin: {"addresses": [...], "port": n, "cases": [[socket...]...]}, a socket being
{"protocol": "tcp"|"udp", "at": address, "only6": true|false|null, "shares": bool, "to": port of a listener or null}.
stdout: for each case the files of /proc, which addresses accept, and at which another server may bind.
"""

import errno
import fcntl
import json
import socket
import struct
import sys
import time

FILES = ["tcp", "tcp6", "udp", "udp6", "fib_trie", "if_inet6"]
SIOCSIFFLAGS, SIOCSIFADDR, SIOCGIFINDEX = 0x8914, 0x8916, 0x8933
IPV6_V6ONLY = socket.IPV6_V6ONLY


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def lo_up(addresses, six):
    if not six:
        write("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as four:
        fcntl.ioctl(four, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", 1))
        for number, address in enumerate(a for a in addresses if ":" not in a):
            name = b"lo:%d" % (number + 1)
            packed = struct.pack("16sHH4s8x", name, socket.AF_INET, 0, socket.inet_aton(address))
            fcntl.ioctl(four, SIOCSIFADDR, packed)
    if six:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
            index = socket.if_nametoindex("lo")
            for address in (a for a in addresses if ":" in a):
                packed = struct.pack("16sIi", socket.inet_pton(socket.AF_INET6, address), 128, index)
                fcntl.ioctl(sock, SIOCSIFADDR, packed)
                until_usable(address)


def until_usable(address):
    """The kernel makes an address usable in a work queue of its own, which a busy machine serves late."""
    for _ in range(500):
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
            try:
                sock.bind((address, 0))
                return
            except OSError:
                time.sleep(0.01)
    raise TimeoutError(address)


def opened(protocol, address, only6=None, shares=False, reuse=True):
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    sock = socket.socket(family(address), kind)
    if reuse and protocol == "tcp":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shares:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if only6 is not None and family(address) == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, IPV6_V6ONLY, int(only6))
    return sock


def served(spec, port):
    sock = opened(spec["protocol"], spec["at"], spec.get("only6"), spec.get("shares", False))
    sock.bind((spec["at"], port))
    if spec["protocol"] == "tcp":
        sock.listen(8)
    return sock


def outgoing(spec, port):
    """A connection that goes out from the port that a server will want, as the kernel might have chosen it."""
    server = socket.socket(family(spec["at"]), socket.SOCK_STREAM)
    server.bind((spec["at"], 0))
    server.listen(1)
    client = opened("tcp", spec["at"], reuse=False)
    client.bind((spec["at"], port))
    client.connect(server.getsockname()[:2])
    accepted, _ = server.accept()
    return [server, client, accepted]


def accepts(protocol, address, port):
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    with socket.socket(family(address), kind) as sock:
        try:
            sock.connect((address, port))
            if protocol == "udp":
                sock.send(b"x")
                # On loopback the refusal of a UDP port has come back when the first one is sent.
                sock.send(b"x")
            return True
        except ConnectionRefusedError:
            return False


def may_bind(protocol, address, only6, port):
    with opened(protocol, address, only6) as sock:
        try:
            sock.bind((address, port))
            if protocol == "tcp":
                sock.listen(1)
            return True
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False


def text(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return None


def main():
    asked = json.load(sys.stdin)
    port, six = asked["port"], asked["six"]
    lo_up(asked["addresses"], six)
    own = ["127.0.0.1", *(["::1"] if six else []), *asked["addresses"]]
    results = []
    for case in asked["cases"]:
        held = []
        for spec in case:
            held += outgoing(spec, port) if spec.get("out") else [served(spec, port)]
        names = {f"/proc/self/net/{name}": text(f"/proc/self/net/{name}") for name in FILES}
        names["/proc/sys/net/ipv6/bindv6only"] = text("/proc/sys/net/ipv6/bindv6only")
        names["/proc/sys/net/ipv4/ip_local_port_range"] = text("/proc/sys/net/ipv4/ip_local_port_range")
        result = {"files": names, "accepts": {}, "binds": {}}
        for protocol in ("tcp", "udp"):
            # What may be bound first: whoever is connected to would stay in the way.
            result["binds"][protocol] = {
                place: may_bind(protocol, place, False if place == "::" else None, port)
                for place in ["0.0.0.0", *(["::"] if six else []), *own]
            }
        for protocol in ("tcp", "udp"):
            result["accepts"][protocol] = {address: accepts(protocol, address, port) for address in own}
        results.append(result)
        for sock in held:
            # With a reset: nothing of it may wait in the way of the next one.
            if sock.type == socket.SOCK_STREAM:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            sock.close()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
