"""What was purged is in no file of the workspace any more, and the rest is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from arkiv.bootstrap import open_archive
from arkiv.domain.identity import ContractId
from arkiv.workspace import Workspace
from cli.workspaces import Shell
from documents.docx_builder import make_docx

SECRET = "Zyxxelqvarg"
TITLE = f"Loan to {SECRET}"
STEPS = ["purge asked", "purge original", "purge erased", "purge cleaned", "purge indexed"]


class _Stopped(BaseException):
    """The process ends here."""


@pytest.fixture
def secret(shell: Shell, tmp_path: Path) -> str:
    """The id of a contract whose word is everywhere."""
    source = tmp_path / "outside" / f"{SECRET}.docx"
    source.parent.mkdir()
    source.write_bytes(make_docx([TITLE, f"{SECRET} pays 10 crowns to {SECRET} Holding AS."]))
    shell("ingest", str(source))
    number = shell.id_of(SECRET)
    shell("correct", number, "title", TITLE)
    shell("note", number, f"Ask {SECRET}.")
    shell("tag", number, "1", SECRET.lower())
    shell("untag", "1", SECRET.lower())
    shell("tag", number, "2", "rent")
    shell("end", number, "--on", "2026-01-31", "--reason", SECRET)
    return number


def holding(root: Path, word: str = SECRET) -> list[str]:
    """The files under a folder with the word in their bytes or their names."""
    spelled = [word.encode(), word.lower().encode(), word.encode("utf-16-le")]
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if word.lower() in path.name.lower()
        or (path.is_file() and any(one in path.read_bytes() for one in spelled))
    ]


def others(shell: Shell) -> Any:
    return [shell.json("show", str(n)) for n in range(1, 6)]


def test_no_file_of_the_workspace_has_the_word_and_the_rest_is_as_it_was(
    shell: Shell, secret: str
) -> None:
    before = others(shell)
    [digest] = [d["sha256"] for d in shell.json("show", secret)["documents"]]
    (shell.root / "archive" / "arkiv.version-3.db").write_text(f"a copy with {SECRET}")
    assert holding(shell.root)

    shell("--actor", "kari", "purge", secret, "--title", TITLE)

    # Contract 1 had the tag and lost it: those two events are its own and stay.
    assert [path for path in holding(shell.root) if "arkiv.db" not in path] == []
    assert not (shell.root / "archive" / "arkiv.version-3.db").exists()
    assert not list((shell.root / "archive" / digest[:2]).glob(f"{digest}*"))
    assert others(shell) == before
    assert shell.json("verify")["damages"] == []
    assert shell.json("search", SECRET)["total"] == 0


def test_the_record_has_nothing_of_it_where_nothing_else_says_the_word(
    shell: Shell, tmp_path: Path
) -> None:
    source = tmp_path / f"{SECRET}.docx"
    source.write_bytes(make_docx([TITLE, f"{SECRET} pays."]))
    shell("ingest", str(source))
    number = shell.id_of(SECRET)
    shell("note", number, f"Ask {SECRET}.")
    shell("reindex", "--extract")  # leaves the old text in free pages of the record

    shell("purge", number, "--title", shell.json("show", number)["title"])

    assert holding(shell.root) == []
    assert shell.json("verify")["damages"] == []


def test_it_says_when_and_by_whom_and_is_in_no_list(shell: Shell, secret: str) -> None:
    shell("--actor", "kari", "purge", secret, "--title", TITLE)

    shell("show", secret, code=1)
    assert f"Contract {secret} was purged on " in shell.err and "by kari" in shell.err
    shell("tag", secret, "rent", code=1)
    shell("original", secret, code=1)
    assert secret not in [str(hit["id"]) for hit in shell.json("search")["hits"]]
    newest, *earlier = shell.json("history", secret)["events"]
    assert (newest["kind"], newest["actor"], newest["document"]) == ("purged", "kari", None)
    assert all(event["before"] is event["after"] is None for event in earlier)
    assert "purged" in shell("history").splitlines()[0]


@pytest.mark.parametrize("title", ["", "loan", TITLE.lower(), f"{TITLE}s"])
def test_another_title_changes_nothing(shell: Shell, secret: str, title: str) -> None:
    shell("purge", secret, "--title", title, code=2)

    assert shell.json("show", secret)["title"] == TITLE


def test_a_script_has_to_say_the_title(shell: Shell, secret: str) -> None:
    shell("purge", secret, code=2)

    assert "--title" in shell.err


def test_a_linked_contract_is_refused(shell: Shell, secret: str) -> None:
    with open_archive(Workspace(shell.root)) as archive:
        from arkiv.domain.contracts import Link, LinkKind

        archive.record.links.add(Link(ContractId(2), ContractId(int(secret)), LinkKind.ANNEX), "k")

    shell("purge", secret, "--title", TITLE, code=2)

    assert "linked to contract 2" in shell.err
    assert shell.json("show", secret)["title"] == TITLE


def test_undo_goes_on_with_what_was_done_to_others(shell: Shell, secret: str) -> None:
    shell("purge", secret, "--title", TITLE)

    shell("undo")

    assert "rent (contract 2)" in shell.err
    assert shell.json("show", "2")["tags"] == []
    shell("redo")
    assert shell.json("show", "2")["tags"] == ["rent"]


def test_the_same_file_again_is_a_new_contract(shell: Shell, secret: str, tmp_path: Path) -> None:
    shell("purge", secret, "--title", TITLE)

    shell("ingest", str(tmp_path / "outside" / f"{SECRET}.docx"))

    assert int(shell.id_of(SECRET)) == int(secret) + 1


@pytest.mark.parametrize("step", STEPS)
def test_what_a_crash_leaves_the_next_start_finishes(shell: Shell, secret: str, step: str) -> None:
    def stop(name: str) -> None:
        if name == step:
            raise _Stopped

    before = others(shell)
    archive = open_archive(Workspace(shell.root), actor="kari", checkpoint=stop)
    with pytest.raises(_Stopped):
        archive.purging.purge(ContractId(int(secret)), TITLE)
    archive.index.close()
    archive.record.close()

    shell("status")

    assert [path for path in holding(shell.root) if "arkiv.db" not in path] == []
    shell("show", secret, code=1)
    assert "by kari" in shell.err
    assert others(shell) == before
    assert shell.json("verify")["damages"] == []
    with open_archive(Workspace(shell.root)) as again:
        assert again.record.purges.asked() == ()


def test_an_erased_content_without_a_purge_is_damage(shell: Shell, secret: str) -> None:
    import apsw

    shell("purge", secret, "--title", TITLE)
    connection = apsw.Connection(str(shell.root / "archive" / "arkiv.db"))
    with pytest.raises(apsw.ConstraintError):
        connection.execute("UPDATE event SET content = NULL WHERE contract = 2")
    connection.execute("DROP TRIGGER event_stays")
    connection.execute("UPDATE event SET content = NULL WHERE contract = 2")
    connection.close()

    damages = shell.json("verify", code=3)["damages"]
    assert {damage["what"] for damage in damages} == {"chain_broken"}
