from __future__ import annotations

import os

import pytest

from arkiv.intake.names import is_ignored, is_unfinished, shown


@pytest.mark.parametrize(
    "name",
    ["~$lease.docx", ".~lock.lease.docx#", ".DS_Store", "Thumbs.db", "desktop.ini", ".a.pdf.Xy12z"],
)
def test_hidden_and_lock_files_are_ignored(name: str) -> None:
    assert is_ignored(name)
    assert not is_unfinished(name)


@pytest.mark.parametrize(
    "name",
    [
        "lease.pdf.part",
        "lease.pdf.crdownload",
        "Unconfirmed 1234.crdownload",
        "lease.PDF.PART",
        "lease.tmp",
        "lu12345abc.tmp",
        "~WRD0001.tmp",
        "~WRL0001.docx",
    ],
)
def test_downloads_and_saves_under_way_wait(name: str) -> None:
    assert is_unfinished(name)
    assert not is_ignored(name)


@pytest.mark.parametrize("name", ["lease.pdf", "part.pdf", "tmp", "~lease.pdf", "partner", "-.pdf"])
def test_ordinary_names_are_neither(name: str) -> None:
    assert not is_ignored(name)
    assert not is_unfinished(name)


def test_a_name_that_is_not_utf8_is_escaped_and_others_are_kept() -> None:
    assert shown(os.fsdecode(b"le\xffase.pdf")) == "le\\xffase.pdf"
    assert shown("avtale–ø\n\x1b[.pdf") == "avtale–ø\n\x1b[.pdf"
