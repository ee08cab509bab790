"""Gives the network namespace that it runs in an IPv4 address, and listens in the background: ADDRESS [HOST:PORT]..."""

import fcntl
import os
import signal
import socket
import struct
import sys

SIOCSIFFLAGS, SIOCSIFADDR, IFF_UP = 0x8914, 0x8916, 1

_, address, *places = sys.argv
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
    fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    packed = struct.pack("16sHH4s8x", b"lo:1", socket.AF_INET, 0, socket.inet_aton(address))
    fcntl.ioctl(control, SIOCSIFADDR, packed)

servers = []
for place in places:
    host, _, port = place.rpartition(":")
    server = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host.strip("[]"), int(port)))
    server.listen()
    servers.append(server)

# Whoever started it goes on when everything listens.
if servers and os.fork() == 0:
    signal.pause()
