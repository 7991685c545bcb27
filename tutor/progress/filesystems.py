"""Which file systems several computers share: SQLite's write-ahead log needs memory that all its readers share."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = {"9p", "afs", "beegfs", "ceph", "cifs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf"}
MOUNTS = Path("/proc/self/mountinfo")  # Linux; elsewhere SQLite itself refuses the log where it can tell


def is_shared(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Whether `folder` may be on another computer's disk. Any FUSE file system counts: sshfs and its kin are many."""
    try:
        device = folder.stat().st_dev
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    wanted = f"{os.major(device)}:{os.minor(device)}"
    return any(_is_shared_mount(line, wanted) for line in lines)


def _is_shared_mount(line: str, wanted: str) -> bool:
    """A line reads `id parent major:minor root mount-point options ... - type source options`."""
    mount, _, kind = line.partition(" - ")
    device, file_system = mount.split()[2], kind.split()[0]
    return device == wanted and (file_system in SHARED or file_system.startswith("fuse"))
