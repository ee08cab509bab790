"""Makes trees and asks the kernel what processes may do in them: JSON in, JSON out.

In: {"worlds": [{"root", "nodes": [...], "mounts": [...], "askers": [{identity, "questions": [[path, call]...]}...]}...]}
Out: for each world, for each asker, for each question: "ok" or the errno name.
"""
import ctypes
import errno
import json
import os
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
MS_RDONLY, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 8, 32, 4096, 16384, 1 << 18
MNT_DETACH = 2
PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP = 28, 1 << 2
SYS_PIVOT_ROOT, SYS_FACCESSAT2 = 155, 439
AT_FDCWD, AT_EACCESS = -100, 0x200


def check(result):
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def mount(source, target, flags):
    check(libc.mount(source.encode(), target.encode(), None, flags, None))


def acl_bytes(acl):
    undefined = 0xFFFFFFFF
    entries = [(1, acl["owner"], undefined)]
    entries += [(2, bits, uid) for uid, bits in sorted(acl["users"])]
    entries += [(4, acl["group"], undefined)]
    entries += [(8, bits, gid) for gid, bits in sorted(acl["groups"])]
    entries += [(16, acl["mask"], undefined), (32, acl["other"], undefined)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def make(root, nodes):
    os.makedirs(root, exist_ok=True)
    for node in nodes:
        path = root + node["path"]
        if node["type"] == "directory":
            if node["path"] != "/":
                os.mkdir(path)
        elif node["type"] == "symlink":
            os.symlink(node["target"], path)
        elif node["type"] == "fifo":
            os.mkfifo(path)
        else:
            open(path, "w").close()
    for node in reversed(nodes):
        path = root + node["path"]
        os.lchown(path, node["uid"], node["gid"])
        if node["type"] == "symlink":
            continue
        os.chmod(path, node["mode"])
        if node.get("acl"):
            os.setxattr(path, "system.posix_acl_access", acl_bytes(node["acl"]))


def enter(root, mounts):
    check(libc.unshare(CLONE_NEWNS))
    mount("none", "/", MS_REC | MS_PRIVATE)
    mount(root, root, MS_BIND)
    for place in mounts:
        at = root + place["path"]
        flags = (MS_RDONLY if place["readOnly"] else 0) | (MS_NOEXEC if place["noExec"] else 0)
        if place["path"] != "/":
            mount(at, at, MS_BIND)
        mount("none", at, MS_REMOUNT | MS_BIND | flags)
    os.chdir(root)
    # Not chroot(2): a process in one may make no user namespace.
    check(libc.syscall(SYS_PIVOT_ROOT, b".", b"."))
    check(libc.umount2(b".", MNT_DETACH))
    os.chdir("/")


def set_capabilities(effective):
    header = struct.pack("<Ii", 0x20080522, 0)
    data = struct.pack("<6I", effective & 0xFFFFFFFF, *permitted[:1], 0, effective >> 32, *permitted[1:], 0)
    check(libc.capset(header, data))


def become(who):
    """Many times in one process: what may be taken back stays permitted, and is not in force."""
    inside = (lambda i: i) if who["map"] is None else (lambda i: i - who["map"][0] + 7)
    set_capabilities(permitted[0] | permitted[1] << 32)
    os.setgroups([inside(group) for group in who["groups"]])
    gid, uid = inside(who["gid"]), inside(who["uid"])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    set_capabilities(who["capabilities"])


def look(path, call):
    if call == "stat":
        os.stat(path)
    elif call == "lstat":
        os.lstat(path)
    elif call == "search":
        os.stat(path + "/.")
    elif call == "read":
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    elif call == "write":
        if os.path.isdir(path):
            os.mkdir(path + "/.made")
            os.rmdir(path + "/.made")
        else:
            os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
    elif os.path.isfile(path):
        os.execv(path, [path])
    else:
        check(libc.syscall(SYS_FACCESSAT2, AT_FDCWD, path.encode(), os.X_OK, AT_EACCESS))


def answer(question):
    try:
        look(*question)
    except OSError as error:
        # The kernel was willing: the program is empty, or nobody reads the pipe.
        if error.errno in (errno.ENOEXEC, errno.ENXIO):
            return "ok"
        return errno.errorcode[error.errno]
    return "ok"


def answers_of(asker):
    become(asker)
    return [answer(question) for question in asker["questions"]]


def ask_in_child(start, askers):
    """`start` is called in the child, and what it returns in the parent."""
    (ready_r, ready_w), (mapped_r, mapped_w), (out_r, out_w) = os.pipe(), os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        try:
            start()
            os.write(ready_w, b"!")
            os.read(mapped_r, 1)
            keep_capabilities()
            with os.fdopen(out_w, "w") as out:
                json.dump(askers(), out)
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(out_w)
    os.close(ready_w)
    os.read(ready_r, 1)
    return child, mapped_w, out_r, (ready_r, mapped_r)


def finish(child, mapped_w, out_r, rest):
    os.write(mapped_w, b"!")
    with os.fdopen(out_r) as out:
        text = out.read()
    os.waitpid(child, 0)
    for fd in (mapped_w, *rest):
        os.close(fd)
    return json.loads(text)


def keep_capabilities():
    """A change of ids changes none of them any more; and which there are."""
    global permitted
    check(libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0))
    data = ctypes.create_string_buffer(24)
    check(libc.capget(struct.pack("<Ii", 0x20080522, 0), data))
    words = struct.unpack("<6I", data.raw)
    permitted = (words[1], words[4])


def ask_mapped(space, askers):
    """In a user namespace of its own, whose map its parent writes."""
    started = ask_in_child(
        lambda: check(libc.unshare(CLONE_NEWUSER)), lambda: [answers_of(asker) for asker in askers]
    )
    for name in ("uid_map", "gid_map"):
        with open(f"{started[0]}/{name}", "w") as table:
            table.write(f"7 {space[0]} {space[1]}\n")
    return finish(*started)


def ask_world(world):
    """In the world's own root; what is mounted there nobody else sees."""
    # The old /proc stays reachable as the working directory.
    fd = os.open("/proc", os.O_PATH)
    enter(world["root"], world["mounts"])
    os.fchdir(fd)


def ask_spaces(world):
    answers = [None] * len(world["askers"])
    spaces = {}
    for i, asker in enumerate(world["askers"]):
        spaces.setdefault(json.dumps(asker["map"]), []).append(i)
    # Our own namespace last: from then on this process is nobody any more.
    for space, those in sorted(spaces.items(), reverse=True, key=lambda item: item[0] != "null"):
        askers = [world["askers"][i] for i in those]
        mapped = json.loads(space)
        found = [answers_of(asker) for asker in askers] if mapped is None else ask_mapped(mapped, askers)
        for i, answer_of_one in zip(those, found):
            answers[i] = answer_of_one
    return answers


permitted = (0, 0)
worlds = json.load(sys.stdin)["worlds"]
for world in worlds:
    make(world["root"], world["nodes"])
json.dump(
    [finish(*ask_in_child(lambda: ask_world(world), lambda: ask_spaces(world))) for world in worlds], sys.stdout
)
