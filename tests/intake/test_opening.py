from __future__ import annotations

import mmap
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from arkiv.domain.faults import FaultCode
from arkiv.filesystems import file_system
from arkiv.intake.faults import Refused
from arkiv.intake.opening import Lease, ask_lease, open_regular


@pytest.fixture
def path(tmp_path: Path) -> Path:
    if file_system(tmp_path) not in {"ext4", "xfs", "btrfs", "tmpfs"}:
        pytest.skip("the file system of the temporary folder grants no leases")
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x" * 100)
    return path


def _lease(path: Path) -> Lease:
    with open_regular(path) as file:
        return ask_lease(file)


def test_a_file_nobody_writes_is_granted(path: Path) -> None:
    assert _lease(path) is Lease.GRANTED


def test_a_file_open_for_writing_is_refused_until_it_is_closed(path: Path) -> None:
    with path.open("ab"):
        assert _lease(path) is Lease.REFUSED

    assert _lease(path) is Lease.GRANTED


def test_a_writable_mapping_is_refused_although_the_file_is_closed(path: Path) -> None:
    with path.open("r+b") as file:
        mapped = mmap.mmap(file.fileno(), 0)

    assert _lease(path) is Lease.REFUSED
    mapped.close()
    assert _lease(path) is Lease.GRANTED


def test_a_writer_that_comes_while_the_lease_is_held_does_not_kill_us(path: Path) -> None:
    """In a process of its own: SIGIO, the kernel's own choice, would end it."""
    program = f"""
import subprocess, threading, fcntl, time
from pathlib import Path
from arkiv.intake import opening
unlock, real = fcntl.F_UNLCK, fcntl.fcntl
def slow(fd, command, argument=0):
    if command == fcntl.F_SETLEASE and argument == unlock:
        time.sleep(0.4)
    return real(fd, command, argument)
opening.fcntl.fcntl = slow
writer = threading.Timer(0.1, subprocess.run, [["sh", "-c", "echo more >> {path}"]])
writer.start()
with opening.open_regular(Path({str(path)!r})) as file:
    print(opening.ask_lease(file).name)
writer.join()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (done.returncode, done.stdout.strip()) == (0, "GRANTED")
    assert path.read_bytes().endswith(b"more\n")


def test_a_link_is_not_followed(path: Path) -> None:
    link = path.with_name("link.pdf")
    link.symlink_to(path)

    with pytest.raises(OSError, match="symbolic links"):
        open_regular(link)


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    started = time.monotonic()

    with pytest.raises(Refused) as refused:
        open_regular(tmp_path / "pipe.pdf")

    assert refused.value.fault.code is FaultCode.NOT_A_FILE
    assert time.monotonic() - started < 1


def test_a_lease_is_asked_from_any_thread(path: Path) -> None:
    said: list[Lease] = []
    thread = threading.Thread(target=lambda: said.append(_lease(path)))
    thread.start()
    thread.join()

    assert said == [Lease.GRANTED]
