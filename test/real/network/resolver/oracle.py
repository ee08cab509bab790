"""Answers the questions of real resolvers, and says which they asked.

Runs in namespaces of its own for network, mounts and host name. stdin: {"addresses": [...], "asks": [{"argv": [...],
"env": {...}, "files": {path in /etc: text, or null for a directory}, "links": {path: target}, "host": name,
"answers": {question: kind}}]}. An answer is `nxdomain` (the default), `nodata`, `servfail`, `refused`, `address`,
`truncated` (over UDP; over TCP nxdomain) or `silent`.
stdout: for each of them {"asked": [[server, protocol, name, type]...], "said": stdout, "told": stderr, "code": n or null}.
"""

import ctypes
import fcntl
import json
import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import time

SIOCSIFFLAGS, SIOCSIFADDR = 0x8914, 0x8916
PORT = 53
LONGEST_S = 20
CODES = {"nxdomain": 3, "servfail": 2, "refused": 5, "nodata": 0, "address": 0}
A, AAAA = 1, 28


def lo_up(addresses):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as four:
        fcntl.ioctl(four, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", 1))
        for number, address in enumerate(a for a in addresses if ":" not in a and not a.startswith("127.")):
            name = b"lo:%d" % (number + 1)
            fcntl.ioctl(four, SIOCSIFADDR, struct.pack("16sHH4s8x", name, socket.AF_INET, 0, socket.inet_aton(address)))
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as six:
        index = socket.if_nametoindex("lo")
        for address in (a for a in addresses if ":" in a and a != "::1"):
            fcntl.ioctl(six, SIOCSIFADDR, struct.pack("16sIi", socket.inet_pton(socket.AF_INET6, address), 128, index))


def bound(address, kind):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, kind)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for _ in range(300):  # An address of IPv6 is tentative at first.
        try:
            sock.bind((address, PORT, 0, socket.if_nametoindex("lo")) if address.startswith("fe80") else (address, PORT))
            break
        except OSError:
            time.sleep(0.01)
    else:
        raise OSError(f"{address} cannot be bound")
    if kind == socket.SOCK_STREAM:
        sock.listen(16)
    return sock


def question(packet):
    labels, at = [], 12
    while packet[at]:
        labels.append(packet[at + 1 : at + 1 + packet[at]].decode("latin1"))
        at += 1 + packet[at]
    return ".".join(labels), struct.unpack(">H", packet[at + 1 : at + 3])[0], packet[12 : at + 5]


def answer(packet, kind, over_tcp):
    """None: nothing is said."""
    if kind == "silent":
        return None
    _, qtype, raw = question(packet)
    truncated = kind == "truncated" and not over_tcp
    code = CODES.get(kind, 3)
    flags = 0x8180 | code | (0x0200 if truncated else 0)
    record = b""
    if kind == "address" and qtype == A:
        record = b"\xc0\x0c" + struct.pack(">HHIH", A, 1, 60, 4) + bytes([192, 0, 2, 1])
    return packet[:2] + struct.pack(">HHHHH", flags, 1, 1 if record else 0, 0, 0) + raw + record


def exactly(sock, size):
    data = b""
    while len(data) < size:
        more = sock.recv(size - len(data))
        if not more:
            raise OSError("closed")
        data += more
    return data


class Server:
    def __init__(self, addresses):
        self.sockets = {}
        for address in addresses:
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                self.sockets[bound(address, kind)] = address
        self.connections = {}
        self.asked, self.answers = [], {}

    def heard(self, packet, address, protocol):
        try:
            name, qtype, _ = question(packet)
        except IndexError:  # What musl sends where it could not make a question.
            return None
        self.asked.append([address, protocol, name, {A: "A", AAAA: "AAAA"}.get(qtype, str(qtype))])
        return answer(packet, self.answers.get(name.lower(), self.answers.get("*", "nxdomain")), protocol == "tcp")

    def serve(self, timeout):
        ready, _, _ = select.select([*self.sockets, *self.connections], [], [], timeout)
        for sock in ready:
            if sock in self.connections:
                self.of_connection(sock)
            elif sock.type == socket.SOCK_STREAM:
                connection, _ = sock.accept()
                self.connections[connection] = self.sockets[sock]
            else:
                packet, sender = sock.recvfrom(4096)
                said = self.heard(packet, self.sockets[sock], "udp")
                if said is not None:
                    sock.sendto(said, sender)
        return bool(ready)

    def of_connection(self, sock):
        address = self.connections[sock]
        try:
            size = struct.unpack(">H", exactly(sock, 2))[0]
            said = self.heard(exactly(sock, size), address, "tcp")
            if said is not None:
                sock.sendall(struct.pack(">H", len(said)) + said)
        except OSError:
            del self.connections[sock]
            sock.close()


def set_up(files, links, host):
    for name in os.listdir("/etc"):
        path = os.path.join("/etc", name)
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
    for path, text in files.items():
        if text is None:
            os.mkdir(path)
        else:
            with open(path, "wb") as file:
                file.write(text.encode("latin1"))
    for path, target in links.items():
        os.symlink(target, path)
    socket.sethostname(host)


def run(server, ask):
    set_up(ask.get("files", {}), ask.get("links", {}), ask.get("host", "box"))
    server.asked, server.answers = [], ask.get("answers", {})
    child = subprocess.Popen(
        ask["argv"], env=ask.get("env", {}), cwd="/", stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    end = time.monotonic() + LONGEST_S
    while child.poll() is None and time.monotonic() < end:
        server.serve(0.002)
    if child.poll() is None:
        child.kill()
    said, told = child.communicate()
    while server.serve(0):
        pass
    code = child.returncode
    return {"asked": server.asked, "said": said.decode("latin1"), "told": told.decode("latin1"), "code": code if code >= 0 else None}


def main():
    given = json.load(sys.stdin)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"etc", b"/etc", b"tmpfs", 0, None) != 0:
        raise OSError(ctypes.get_errno(), "/etc cannot be covered")
    lo_up(given["addresses"])
    server = Server(given["addresses"])
    json.dump([run(server, ask) for ask in given["asks"]], sys.stdout)


main()
