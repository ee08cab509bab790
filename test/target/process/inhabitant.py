"""
A process that is looked at from outside: goes where it is told to, prints what it sees there itself, and waits for
its stdin to end. Told in JSON: namespaces (numbers for unshare(2)), maps ([uid_map, gid_map]), uid, gid, groups, umask, cwd,
capabilities (kept by a user other than root), paths that it looks at.
"""

import ctypes
import json
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
told = json.loads(sys.argv[1])


def unshare(flags):
    if libc.unshare(flags) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def enter():
    """User namespace first, with its maps written by the parent outside of it; then the others."""
    to_parent, from_parent = os.pipe(), os.pipe()
    child = os.fork()
    if child != 0:
        os.read(to_parent[0], 1)
        for name, text in zip(("uid_map", "gid_map"), told.get("maps", [])):
            with open(f"/proc/{child}/{name}", "w") as file:
                file.write(text)
        os.write(from_parent[1], b"x")
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 255)
    if "maps" in told:
        unshare(0x10000000)
    os.write(to_parent[1], b"x")
    os.read(from_parent[0], 1)
    if told.get("namespaces"):
        unshare(told["namespaces"])
    if told.get("namespaces", 0) & 0x20000000:
        init = os.fork()
        if init != 0:
            _, status = os.waitpid(init, 0)
            os._exit(os.waitstatus_to_exitcode(status) & 255)


def become():
    if "groups" in told:
        os.setgroups(told["groups"])
    if "gid" in told:
        os.setresgid(told["gid"], told["gid"], told["gid"])
    if "uid" in told:
        os.setresuid(told["uid"], told["uid"], told["uid"])
        # What changes its user may not be looked at (prctl(2), PR_SET_DUMPABLE): as after execve(2).
        libc.prctl(4, 0 if told.get("closed") else 1, 0, 0, 0)
    os.umask(told.get("umask", 0o22))
    if "cwd" in told:
        os.chdir(told["cwd"])
    if told.get("forsaken"):
        os.mkdir("gone")
        os.chdir("gone")
        os.rmdir("../gone")


def stat(path):
    try:
        found = os.stat(path)
        return [found.st_uid, found.st_gid, found.st_mode & 0o7777]
    except OSError as error:
        return error.errno and os.strerror(error.errno)


def may(path):
    return [os.access(path, mode, effective_ids=True) for mode in (os.R_OK, os.W_OK, os.X_OK)]


def cwd():
    try:
        return os.getcwd()
    except OSError:
        return None


enter()
become()
umask = os.umask(0o22)
os.umask(umask)
seen = {
    "ids": [os.getuid(), os.geteuid(), os.getgid(), os.getegid()],
    "groups": os.getgroups(),
    "umask": umask,
    "cwd": cwd(),
    "stats": [stat(path) for path in told.get("paths", [])],
    "may": [may(path) for path in told.get("paths", [])],
}
with open("/proc/self/status") as file:
    pids = [line.split()[1:] for line in file if line.startswith("NSpid")]
print(json.dumps({**seen, "pids": pids}), flush=True)
if told.get("leader") == "ends":
    import threading

    threading.Thread(target=sys.stdin.read).start()
    libc.syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
sys.stdin.read()
