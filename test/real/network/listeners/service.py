"""A service that listens where LISTEN_ADDR (or HOST and 8080) says, in a network namespace of its own.

stdin: {"addresses": [...], "sysctls": {name: value}, "env": {...}, "uid": n, "port": n}
stdout: the files of /proc, whether each address is reached, and the errno of bind.
"""

import errno
import json
import os
import socket
import sys

sys.path.insert(0, os.path.dirname(__file__))
from oracle import FILES, accepts, lo_up, text, write

SYSCTLS = [
    "ipv6/bindv6only",
    "ipv4/ip_unprivileged_port_start",
    "ipv4/ip_local_port_range",
    "ipv4/ip_local_reserved_ports",
]


def place(env, port):
    told = env.get("LISTEN_ADDR", "%s:%d" % (env.get("HOST", "0.0.0.0"), port))
    host, _, number = told.rpartition(":")
    return host.strip("[]").replace("localhost", "127.0.0.1"), int(number)


def main():
    asked = json.load(sys.stdin)
    lo_up(asked["addresses"], True)
    for name, value in asked["sysctls"].items():
        write("/proc/sys/" + name.replace(".", "/"), value)
    if asked["uid"]:
        os.setgroups([])
        os.setgid(asked["uid"])
        os.setuid(asked["uid"])
    host, port = place(asked["env"], asked["port"])
    server = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    failed = None
    try:
        server.bind((host, port))
        server.listen()
    except OSError as error:
        failed = errno.errorcode[error.errno]
    files = {f"/proc/self/net/{name}": text(f"/proc/self/net/{name}") for name in FILES}
    files.update({f"/proc/sys/net/{name}": text(f"/proc/sys/net/{name}") for name in SYSCTLS})
    files["/proc/self/status"] = text("/proc/self/status")
    reached = {address: accepts("tcp", address, port) for address in asked["addresses"]}
    json.dump({"files": files, "reached": reached, "failed": failed}, sys.stdout)


main()
