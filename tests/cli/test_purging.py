"""What was purged is in no file of the workspace any more, and the rest is as it was."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import apsw
import pytest

from arkiv.bootstrap import open_archive
from arkiv.domain.contracts import Link, LinkKind
from arkiv.domain.identity import ContractId
from arkiv.intake.locks import backup_lock, no_backup
from arkiv.workspace import Workspace
from cli.forbidden import SECRET, TITLE, file_forbidden, file_pdf, holding, others
from cli.workspaces import Shell

LISTS = (("search", "hits"), ("attention", "attention"), ("deadlines", "deadlines"))


@pytest.fixture
def secret(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a contract whose word is everywhere."""
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return file_forbidden(shell, tmp_path / "outside")


def test_no_file_of_the_workspace_has_the_word_and_the_rest_is_as_it_was(
    shell: Shell, secret: str, tmp_path: Path
) -> None:
    pdf = file_pdf(shell, tmp_path / "outside")
    before = others(shell)
    found = [d["sha256"] for n in (secret, pdf) for d in shell.json("show", n)["documents"]]
    (shell.root / "archive" / "arkiv.version-3.db").write_text(f"a copy with {SECRET}")
    assert {path.partition("/")[0] for path in holding(shell.root)} == {"archive", "index"}

    shell("--actor", "kari", "purge", secret, "--title", TITLE)
    shell("--actor", "kari", "purge", pdf, "--title", shell.json("show", pdf)["title"])

    assert holding(shell.root) == []
    assert not [p for p in shell.root.rglob("*") if any(sha256 in p.name for sha256 in found)]
    assert others(shell) == before
    assert shell.json("verify")["damages"] == []
    assert shell.json("search", SECRET)["total"] == 0
    assert shell.json("search", f"{SECRET[:4].lower()}*")["total"] == 0


def test_it_says_when_and_by_whom_and_is_in_no_list(shell: Shell, secret: str) -> None:
    shell("--actor", "kari", "purge", secret, "--title", TITLE)

    for command in ("show", "original"):
        shell(command, secret, code=1)
        assert f"Contract {secret} was purged on " in shell.err and "by kari" in shell.err
    for words in (("tag", secret, "rent"), ("note", secret, "so"), ("purge", secret)):
        shell(*words, code=1)
    newest, *earlier = shell.json("history", secret)["events"]
    assert (newest["kind"], newest["actor"], newest["document"]) == ("purged", "kari", None)
    assert all(event["before"] is event["after"] is None for event in earlier)
    assert "purged" in shell("history").splitlines()[0]


def test_every_command_goes_on_without_it(shell: Shell, secret: str, tmp_path: Path) -> None:
    assert all(secret in _listed(shell, *each) for each in LISTS)

    shell("purge", secret, "--title", TITLE)

    lists = ("search", "attention", "deadlines", "status", "verify", "history", "reindex")
    said = [shell(command) for command in lists]
    said += [shell("deadlines", "--within", "10y"), shell("history", secret), shell("notes", "2")]
    said.append(shell("reindex", "--extract"))
    for file in ("all.csv", "all.json", "all.html", "all.ics"):
        shell("export", str(tmp_path / file))
        said.append((tmp_path / file).read_text())
    shell("bundle", "", str(tmp_path / "all.zip"))
    with zipfile.ZipFile(tmp_path / "all.zip") as bundle:
        said += [bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist()]
    shell("bundle", f"id:{secret}", str(tmp_path / "one.zip"), code=2)
    shell("backup", str(tmp_path / "b.tar"))
    shell.root = tmp_path / "again"
    shell("restore", str(tmp_path / "b.tar"))
    said += [shell("verify"), shell("search"), shell("status")]
    shell("show", secret, code=1)

    assert not [text for text in said if SECRET.lower() in text.lower()]
    assert holding(shell.root) == []
    assert not any(secret in _listed(shell, *each) for each in LISTS)


def _listed(shell: Shell, command: str, key: str) -> set[str]:
    """The contracts in a list."""
    return {str(each["id"]) for each in shell.json(command)[key]}


def test_an_audit_says_how_many_of_its_contracts_were_purged(
    shell: Shell, secret: str, tmp_path: Path
) -> None:
    asked = shell.json("audit", "show", "Open")["progress"]

    shell("purge", secret, "--title", TITLE)

    for audit in ("Open", "Closed"):
        assert "1 contract purged" in shell("audit", "show", audit)
        shown = shell.json("audit", "show", audit)
        assert (shown["purged"], [row["id"] for row in shown["contracts"]]) == (1, [2])
        shell("audit", "show", audit, secret, code=1)
        for ending in ("csv", "html", "json", "xlsx"):
            file = tmp_path / f"{audit}.{ending}"
            shell("audit", "report", audit, str(file))
            content = file.read_bytes()
            if ending == "xlsx":
                with zipfile.ZipFile(file) as book:
                    content = b"".join(map(book.read, book.namelist()))
            assert (b'"purged": 1' if ending == "json" else b"1 contract purged") in content
            assert SECRET.encode() not in content
    left = shell.json("audit", "show", "Open")["progress"]
    assert (left["fail"], left["pass"]) == (1, 0)
    assert left["asked"] < asked["asked"] and left["open"] == left["asked"] - 1
    assert {a["purged"] for a in shell.json("audit", "list")["audits"]} == {1}
    shell("audit", "reopen", "Closed")
    shell("audit", "answer", "Closed", "scope", "pass", "--rest", "--comment", "seen")
    shell("audit", "answer", "Closed", "owner", "pass", secret, code=1)
    shell("undo")
    assert shell.json("audit", "close", "Closed", "--with-open")["closed"]["open_items"] > 0


@pytest.mark.parametrize("title", ["", "loan", TITLE.lower(), f"{TITLE}s"])
def test_another_title_changes_nothing(shell: Shell, secret: str, title: str) -> None:
    before = shell.json("verify")["head"]

    shell("purge", secret, "--title", title, code=2)

    assert shell.json("show", secret)["title"] == TITLE
    assert shell.json("verify")["head"] == before


def test_a_script_has_to_say_the_title(shell: Shell, secret: str) -> None:
    shell("purge", secret, code=2)

    assert "--title" in shell.err


def test_on_a_terminal_the_title_is_asked_for(shell: Shell, secret: str) -> None:
    code, asked = _typed(shell.root, secret, f"{TITLE}!\n")
    assert code == 2
    assert f"Contract {secret}: {TITLE}" in asked
    assert "Type the title to erase it for good" in asked
    assert "That is not the title" in asked
    assert shell.json("show", secret)["title"] == TITLE

    code, asked = _typed(shell.root, secret, "\x03")
    assert code != 0
    assert shell.json("show", secret)["title"] == TITLE

    code, asked = _typed(shell.root, secret, f"{TITLE}\n")
    assert code == 0 and f"Contract {secret} is purged." in asked
    shell("show", secret, code=1)
    assert holding(shell.root) == []


def _typed(root: Path, contract: str, keys: str) -> tuple[int, str]:
    """How `arkiv purge` ends on a terminal where somebody types this once asked, and its talk."""
    leader, follower = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "arkiv", "--root", str(root), "purge", contract],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # the terminal of ^C
    )
    os.close(follower)
    got, typed, end = b"", False, time.monotonic() + 60
    while time.monotonic() < end and select.select([leader], [], [], 60)[0]:
        try:
            got += os.read(leader, 65536)
        except OSError:  # it has left
            break
        if not typed and b"for good" in got:
            os.write(leader, keys.encode())
            typed = True
    os.close(leader)
    return child.wait(60), got.decode()


def test_a_linked_contract_is_refused(shell: Shell, secret: str) -> None:
    with open_archive(Workspace(shell.root)) as archive:
        archive.record.links.add(Link(ContractId(2), ContractId(int(secret)), LinkKind.ANNEX), "k")

    shell("purge", secret, "--title", TITLE, code=2)

    assert "linked to contract 2" in shell.err
    assert shell.json("show", secret)["title"] == TITLE


def test_what_people_say_of_others_stays(shell: Shell, secret: str) -> None:
    shell("note", "2", f"The same as {SECRET}.")

    shell("purge", secret, "--title", TITLE)

    assert [note["text"] for note in shell.json("notes", "2")["notes"]] == [
        f"The same as {SECRET}."
    ]


def test_undo_goes_on_with_what_was_done_to_others(shell: Shell, secret: str) -> None:
    shell("tag", secret, "2", "lease")
    shell("purge", secret, "--title", TITLE)

    shell("undo")

    assert "lease (contract 2)" in shell.err
    assert shell.json("show", "2")["tags"] == ["rent"]
    shell("redo")
    assert shell.json("show", "2")["tags"] == ["lease", "rent"]


def test_the_same_file_again_is_a_new_contract(shell: Shell, secret: str, tmp_path: Path) -> None:
    shell("purge", secret, "--title", TITLE)

    shell("ingest", str(tmp_path / "outside" / f"{SECRET}.docx"))

    assert int(shell.id_of(SECRET)) == int(secret) + 1


def test_copies_made_for_a_viewer_go_and_others_stay(
    shell: Shell, secret: str, tmp_path: Path
) -> None:
    with open_archive(Workspace(shell.root)) as archive:
        copies = [archive.originals.viewing_copy(ContractId(int(secret))) for _ in range(2)]
        other = archive.originals.viewing_copy(ContractId(2))
    beside = copies[1].parent / "mine.txt"
    beside.write_text("mine")
    os.mkfifo(tmp_path / "arkiv-pipe.docx")

    shell("purge", secret, "--title", TITLE)

    assert [copy.exists() for copy in (*copies, other, beside)] == [False, False, True, True]
    assert not copies[0].parent.exists()


def test_the_copy_of_a_killed_backup_goes_and_a_running_backup_is_waited_for(
    shell: Shell, secret: str, tmp_path: Path
) -> None:
    archive = shell.root / "archive"
    left = archive / ".stage" / "tmp0"
    left.mkdir()
    (left / "arkiv.db").write_bytes((archive / "arkiv.db").read_bytes())
    (archive / ".stage" / "0a1b").write_text(SECRET)

    with backup_lock(archive), backup_lock(archive):
        shell("purge", secret, "--title", TITLE, code=5)
        assert "A backup is being made" in shell.err
        assert shell.json("show", secret)["title"] == TITLE
        assert left.exists()
    with no_backup(archive):
        shell("backup", str(tmp_path / "b.tar"), code=5)
        assert "is being purged" in shell.err
    assert not list(tmp_path.glob("b.tar*"))

    shell("purge", secret, "--title", TITLE)

    assert list((archive / ".stage").iterdir()) == []
    assert holding(shell.root) == []


def test_an_erased_content_without_a_purge_is_damage(shell: Shell, secret: str) -> None:
    shell("purge", secret, "--title", TITLE)
    connection = apsw.Connection(str(shell.root / "archive" / "arkiv.db"))
    with pytest.raises(apsw.ConstraintError):
        connection.execute("UPDATE event SET content = NULL WHERE contract = 2")
    connection.execute("DROP TRIGGER event_stays")
    connection.execute("UPDATE event SET content = NULL WHERE contract = 2")
    connection.close()

    damages = shell.json("verify", code=3)["damages"]
    assert {damage["what"] for damage in damages} == {"chain_broken"}
