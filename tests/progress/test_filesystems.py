"""Which folders count as shared between computers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tutor.progress import opening
from tutor.progress.connection import connect
from tutor.progress.filesystems import is_shared
from tutor.progress.store import Store


def mounts_with(folder: Path, file_system: str) -> Path:
    device = folder.stat().st_dev
    mounts = folder / "mountinfo"
    mounts.write_text(
        "22 27 0:9999 / /proc rw,relatime - nfs4 proc rw\n"
        f"27 1 {os.major(device)}:{os.minor(device)} / /my\\040home rw shared:1 - {file_system} host:/x rw\n"
    )
    return mounts


@pytest.mark.parametrize("file_system", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone"])
def test_folder_on_another_computer_is_shared(tmp_path: Path, file_system: str) -> None:
    assert is_shared(tmp_path, mounts_with(tmp_path, file_system))


@pytest.mark.parametrize("file_system", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs"])
def test_folder_on_this_computer_is_not(tmp_path: Path, file_system: str) -> None:
    assert not is_shared(tmp_path, mounts_with(tmp_path, file_system))


def test_without_a_list_of_mounts_nothing_is_shared(tmp_path: Path) -> None:
    assert not is_shared(tmp_path, tmp_path / "missing")


def test_shared_file_goes_without_the_write_ahead_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(path).close()
    monkeypatch.setattr(opening, "is_shared", lambda folder: True)
    with Store.open(path):
        another = connect(path)
        assert another.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        another.close()
