"""A file system that shows a folder, and may fall silent: silent-fs.py FOLDER MOUNTPOINT PROC [CALL...]

The calls that are named (getattr, open, read, readdir, readlink, access) never answer for any path but the
root's. Shells are spared, so that one can go into a directory; PROC is where to ask who calls.
"""
import errno
import os
import sys
import threading

import fusepy as fuse

folder, mountpoint, proc, *silent = sys.argv[1:]


def is_shell(pid):
    try:
        with open(f"{proc}/{pid}/comm") as comm:
            return comm.read() == "sh\n"
    except OSError:
        return False


def passthrough(name):
    real = getattr(Folder, name)

    def call(self, path, *args):
        if name in silent and path != "/" and not is_shell(fuse.fuse_get_context()[2]):
            threading.Event().wait()
        return real(self, path, *args)

    return call


class Folder(fuse.Operations):
    use_ns = False

    def at(self, path):
        return folder + path

    def getattr(self, path, handle=None):
        s = os.lstat(self.at(path))
        keys = ("st_atime", "st_ctime", "st_gid", "st_mode", "st_mtime", "st_nlink", "st_size", "st_uid")
        return {key: getattr(s, key) for key in keys}

    def access(self, path, mode):
        if not os.access(self.at(path), mode):
            raise fuse.FuseOSError(errno.EACCES)

    def readdir(self, path, handle):
        return [".", "..", *os.listdir(self.at(path))]

    def readlink(self, path):
        return os.readlink(self.at(path))

    def open(self, path, flags):
        return os.open(self.at(path), flags)

    def create(self, path, mode, info=None):
        return os.open(self.at(path), os.O_CREAT | os.O_WRONLY, mode)

    def read(self, path, size, offset, handle):
        return os.pread(handle, size, offset)

    def write(self, path, data, offset, handle):
        return os.pwrite(handle, data, offset)

    def truncate(self, path, length, handle=None):
        os.truncate(self.at(path), length)

    def rename(self, old, new):
        os.rename(self.at(old), self.at(new))

    def unlink(self, path):
        os.unlink(self.at(path))

    def release(self, path, handle):
        os.close(handle)


for name in ("getattr", "access", "readdir", "readlink", "open", "read"):
    setattr(Folder, name, passthrough(name))
options = {"allow_other": True, "default_permissions": True, "nonempty": True}
options |= {"attr_timeout": 0, "entry_timeout": 0}
fuse.FUSE(Folder(), mountpoint, foreground=True, fsname="silent", **options)
