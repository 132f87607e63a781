"""Local disks and disks of other machines, as the kernel lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from arkiv import filesystems
from arkiv.filesystems import file_system, is_network

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /mnt/office\040share rw,relatime shared:9 - cifs //server/share rw,vers=3.0
31 22 0:27 / /home/kari/remote rw - fuse.sshfs kari@server:/ rw
32 22 0:28 / /home/kari/vault rw master:1 propagate_from:2 - fuse.gocryptfs /home/kari/.vault rw
33 22 0:29 / /srv rw - nfs4 server:/export rw
34 33 8:17 / /srv/local rw - xfs /dev/sdb1 rw
35 22 0:30 / /twice rw - nfs4 server:/export rw
36 22 8:33 / /twice rw - btrfs /dev/sdc1 rw
37 22 0:31 / /mnt/c rw - 9p drvfs rw
"""


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "mountinfo"
    listed.write_text(MOUNTS)
    monkeypatch.setattr(filesystems, "_MOUNTS", listed)
    # These folders are the kernel's word only: none of them exists here.
    monkeypatch.setattr(filesystems, "_existing", lambda path: path)


@pytest.mark.usefixtures("mounts")
@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/home/kari/Arkiv/archive/arkiv.db", "ext4", False),
        ("/mnt/office share/arkiv.db", "cifs", True),
        ("/mnt/office shared/arkiv.db", "ext4", False),
        ("/home/kari/remote/archive", "fuse.sshfs", True),
        ("/home/kari/vault/archive", "fuse.gocryptfs", False),
        ("/srv/archive", "nfs4", True),
        ("/srv/local/archive", "xfs", False),
        ("/twice/archive", "btrfs", False),
        ("/mnt/c/Users/kari", "9p", True),
    ],
)
def test_a_path_lies_on_the_nearest_mount(path: str, kind: str, network: bool) -> None:
    assert file_system(Path(path)) == kind
    assert is_network(Path(path)) is network


def test_a_path_that_is_not_there_yet_lies_where_its_parent_does(tmp_path: Path) -> None:
    assert file_system(tmp_path / "not" / "yet") == file_system(tmp_path)


def test_a_link_lies_where_it_points(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("/proc")

    assert file_system(link) == file_system(Path("/proc"))


def test_a_system_that_does_not_say_is_taken_for_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystems, "_MOUNTS", tmp_path / "absent")

    assert file_system(tmp_path) == ""
    assert not is_network(tmp_path)
