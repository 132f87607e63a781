"""Nothing that came from a file steers the terminal, or is taken for markup."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from arkiv.bootstrap import Archive
from arkiv.domain.facts import DocumentType
from arkiv.domain.identity import ContractId
from tui.stage import (
    Deed,
    ask,
    file_damaged,
    file_deed,
    on_stage,
    press,
    screen_text,
    small_archive,
)

OSC = "\x1b]52;c;aGFjaw==\x07"
HOSTILE = (
    f"clipboard {OSC}",
    "title \x1b]0;owned\x07",
    "cursor \x1b[6n report",
    "c1 \x9b31m \x90 \x9d",
    "NDA [draft].pdf",
    "[@click=app.quit]open me",
    "Annex [/b]",
    "§ 4 [/], see [1]",
    "Lease [a=b, c=d].pdf",
    "[link=https://example.org]x",
    "bidi \u202egnp.exe",
    "zero\u200bwidth\u2060joined",
    "lone \udcff surrogate",
    "line\nbreak\r\nand\ttab",
    "$variables %s {braces}",
)


def screens_of(archive: Archive) -> list[str]:
    """Every screen and dialog that shows strings from files."""
    shown = []

    async def run() -> None:
        async with on_stage(archive, (200, 60)) as (app, pilot):
            shown.append(screen_text(app))
            await ask(pilot, "everything")
            await press(pilot, "tab")
            for key in ("enter", "t", "c", "6"):
                await press(pilot, key)
                shown.append(screen_text(app))
                if key != "6":
                    await press(pilot, "escape")
            await press(pilot, "1", "a", "f")
            shown.append(screen_text(app))

    asyncio.run(run())
    return shown


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with small_archive(tmp_path / "ws", ()) as archive:
        for number, words in enumerate(HOSTILE):
            stored = words.encode("utf-8", "replace").decode()
            deed = Deed(stored, stored, DocumentType.NDA, None, (stored,))
            file_deed(archive, deed, f"{number} {stored}")
            file_damaged(archive, f"{number} damaged {stored}")
        body = "\n".join(words.encode("utf-8", "replace").decode() for words in HOSTILE)
        file_deed(archive, Deed("everything", "x", DocumentType.NDA, None, (body,)))
        tag = "[/b] [@click=app.quit]"
        archive.reviewing.tag([ContractId(1)], tag)
        archive.noting.write(ContractId(1), f"[/] {OSC} note")
        archive.indexing.catch_up()
        for number, words in enumerate(HOSTILE):
            name = words.replace("/", "_").encode("utf-8", "surrogateescape")
            path = os.fsencode(archive.workspace.inbox) + b"/%d " % number + name
            with open(path, "wb") as file:  # noqa: PTH123 - a name that is not UTF-8
                file.write(b"not a contract")
        yield archive


def test_hostile_strings_are_shown_and_obeyed_by_nothing(archive: Archive) -> None:
    screens = screens_of(archive)

    for shown in screens:
        kinds = {unicodedata.category(character) for character in shown if character != "\n"}
        assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
        shown.encode("utf-8")

    everything = "\n".join(screens)
    for literal in ("[draft]", "[@click=app.quit]", "[/b]", "[a=b, c=d]", "{braces}"):
        assert literal in everything


SHOW = """
import sys
from pathlib import Path
from arkiv.bootstrap import open_archive
from arkiv.tui.app import ArkivApp
from arkiv.workspace import Workspace

if __name__ == "__main__":
    with open_archive(Workspace(Path(sys.argv[1]))) as archive:
        ArkivApp(archive, watch=False).run()
"""


def test_no_escape_sequence_of_a_file_reaches_the_terminal(
    archive: Archive, tmp_path: Path
) -> None:
    program = tmp_path / "show.py"
    program.write_text(SHOW)

    sent = _bytes_sent([sys.executable, str(program), str(archive.workspace.root)])

    assert b"Arkiv" in sent and "␛]52;c;".encode() in sent
    for sequence in (b"]52;c;aGFjaw", b"]0;owned", b"[6n report"):
        assert b"\x1b" + sequence not in sent
    assert b"\xc2\x9b31m" not in sent


def _bytes_sent(command: list[str]) -> bytes:
    """What a program writes to its terminal, with a few keys pressed on the way."""
    leader, follower = pty.openpty()
    size = {"LINES": "40", "COLUMNS": "120", "TERM": "xterm-256color"}
    child = subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env={**os.environ, **size}
    )
    os.close(follower)
    sent = _read(leader, until=b"Results")
    for keys in (b"\t", b"j", b"t", b"\x1b", b"G", b"6", b"j", b"j"):
        os.write(leader, keys)
        sent += _read(leader, quiet_seconds=0.4)
    os.write(leader, b"\x11")
    sent += _read(leader, quiet_seconds=0.5)
    child.terminate()
    child.wait(10)
    os.close(leader)
    return sent


def _read(leader: int, until: bytes = b"", quiet_seconds: float = 20) -> bytes:
    """Until these bytes came, or nothing did for so long."""
    got = b""
    end = time.monotonic() + 30
    while time.monotonic() < end and (not until or until not in got):
        if not select.select([leader], [], [], quiet_seconds)[0]:
            break
        try:
            got += os.read(leader, 65536)
        except OSError:
            break
    return got
