"""What each command does to a workspace, typed as a person types it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from arkiv.cli.main import run
from cli.workspaces import (
    FILES,
    HOSTILE_NAME,
    PASSWORD,
    Shell,
    make_sources,
    make_workspace,
    type_in,
)


def test_init_makes_a_workspace_and_again_is_harmless(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "new"

    assert [run(["init", str(root)]), run(["init", str(root)])] == [0, 0]

    assert capsys.readouterr().out.splitlines() == [str(root)] * 2
    assert {"archive", "inbox", "index"} <= {child.name for child in root.iterdir()}


def test_init_leaves_a_folder_with_other_things_alone(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "thesis.txt").write_text("mine")

    assert run(["init", str(tmp_path)]) == 4

    assert not (tmp_path / "inbox").exists()


def test_ingest_leaves_the_sources_alone(tmp_path: Path) -> None:
    sources = make_sources(tmp_path / "sources")

    make_workspace(tmp_path / "w", sources)

    assert {p.name: p.read_bytes() for p in sources.iterdir()} == FILES


def test_ingest_names_what_it_left_out_and_files_the_rest(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "notes.txt").write_text("no contract")

    shell("ingest", str(folder), str(tmp_path / "nowhere.pdf"), code=1)

    assert "notes.txt" in shell.err
    assert "nowhere.pdf" in shell.err


def test_search_prints_a_row_and_a_snippet_with_its_page(shell: Shell) -> None:
    printed = shell("search", "oppsigelse")

    heading, row, snippet = printed.splitlines()
    assert heading.split() == ["ID", "TITLE", "COUNTERPARTY", "KIND", "STATUS", "NEXT"]
    assert "eieavtale" in row
    assert "p. 2: " in snippet
    assert "Oppsigelse" in snippet
    assert "1 contract found." in shell.err


def test_search_says_when_the_words_stand_in_a_note(shell: Shell) -> None:
    shell("note", "1", "Call the landlord on Monday")

    (_heading, _row, snippet) = shell("search", "landlord", "monday").splitlines()

    assert snippet.strip() == "Note: Call the landlord on Monday"


def test_search_without_hits_is_no_failure(shell: Shell) -> None:
    assert shell("search", "unicorn") == ""
    assert "0 contracts found." in shell.err


def test_search_without_hits_asks_whether_a_near_word_was_meant(shell: Shell) -> None:
    assert shell("search", "oppsigesle") == ""
    assert "did you mean oppsigelse (1)" in shell.err


def test_an_empty_search_finds_everything_and_says_what_it_left_out(shell: Shell) -> None:
    printed = shell("search", "--limit", "2")

    assert "5 contracts found." in shell.err
    assert "3 more" in shell.err
    assert len([line for line in printed.splitlines() if not line.startswith("      ")]) == 3


def test_after_two_dashes_everything_is_query(shell: Shell) -> None:
    shell("search", "--", "-kaigata")

    assert "4 contracts found." in shell.err


def test_facets_include_and_exclude(shell: Shell) -> None:
    shell("tag", shell.id_of("kaigata"), "rent")

    assert shell.json("search", "--facet", "tag=rent")["total"] == 1
    assert shell.json("search", "--facet", "tag!=rent")["total"] == 4


def test_a_bad_query_is_a_usage_error_with_a_sentence(shell: Shell) -> None:
    shell("search", "colour:red", code=2)

    assert "colour" in shell.err


def test_show_says_why_a_document_has_no_text(shell: Shell) -> None:
    scan = shell.json("search", "--facet", "fault=no_text")["hits"][0]["id"]

    assert "No text was found" in shell("show", f"#{scan}")


def test_show_of_what_is_not_there_fails(shell: Shell) -> None:
    shell("show", "999", code=1)

    assert "999" in shell.err


def test_original_comes_out_under_its_old_name_and_overwrites_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    contract = shell.id_of("kaigata")

    first = shell("original", contract, str(tmp_path / "out")).strip()
    second = shell("original", contract, str(tmp_path / "out")).strip()

    assert Path(first).name == "1 lease.pdf"
    assert Path(second).name == "1 lease (2).pdf"
    assert Path(second).read_bytes() == FILES["1 lease.pdf"]


def test_tags_come_and_go_on_several_contracts(shell: Shell) -> None:
    shell("tag", "1", "2", "to renegotiate")
    assert shell.json("show", "2")["tags"] == ["to renegotiate"]

    shell("untag", "1", "2", "to renegotiate")
    assert shell.json("show", "2")["tags"] == []


def test_a_tag_on_one_that_is_not_there_is_put_on_none(shell: Shell) -> None:
    shell("tag", "1", "999", "rent", code=1)

    assert shell.json("show", "1")["tags"] == []


def test_a_tag_goes_on_exactly_what_a_query_finds(shell: Shell) -> None:
    found = {hit["id"] for hit in shell.json("search", "kaigata OR secrets")["hits"]}

    shell("tag", "--query", "kaigata OR secrets", "risk/high")

    assert "Tagged 2 contracts." in shell.err
    assert {hit["id"] for hit in shell.json("search", "tag:risk")["hits"]} == found
    shell("untag", "--query", "tag:risk secrets", "risk/high")
    assert shell.json("search", "tag:risk")["total"] == 1


@pytest.mark.parametrize("named", [[], ["1", "--query", "kaigata"]])
def test_either_ids_or_a_query_say_what_to_tag(shell: Shell, named: list[str]) -> None:
    shell("tag", *named, "rent", code=2)

    assert "Give ids or --query" in shell.err
    assert shell.json("search", "tag:rent")["total"] == 0


def test_a_query_that_is_not_understood_tags_nothing(shell: Shell) -> None:
    shell("tag", "--query", "colour:red", "rent", code=2)

    assert "colour" in shell.err


def test_a_tag_is_renamed_everywhere(shell: Shell) -> None:
    shell("tag", "1", "2", "rsik/high")
    shell("tag", "2", "risk/high")

    shell("retag", "rsik", "risk")

    assert "Renamed on 2 contracts." in shell.err
    assert [shell.json("show", id)["tags"] for id in "12"] == [["risk/high"]] * 2
    assert shell.json("search", "tag:risk")["total"] == 2

    shell("undo")
    assert "Undone: tag renamed: rsik/high (2 contracts)" in shell.err
    assert [shell.json("show", id)["tags"] for id in "12"] == [
        ["rsik/high"],
        ["risk/high", "rsik/high"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"), [("rnet", "rent", 1), ("a", "a", 2), ("a", "a/b", 2), ("a", "", 2)]
)
def test_a_tag_that_cannot_be_renamed_stays(shell: Shell, old: str, new: str, code: int) -> None:
    shell("tag", "1", "a")

    shell("retag", old, new, code=code)

    assert shell.json("show", "1")["tags"] == ["a"]


def test_a_note_is_found_by_its_words(shell: Shell) -> None:
    shell("note", "2", "Ask", "Nora", "about", "lampposts")

    assert shell.json("search", "lampposts")["hits"][0]["id"] == 2


def test_a_note_may_come_from_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in("Møtet var kort.\nNeste i mai.\n", monkeypatch)

    shell("note", "2", "-")

    assert shell.json("show", "2")["notes"][0]["text"] == "Møtet var kort.\nNeste i mai."


def test_an_empty_note_is_refused(shell: Shell) -> None:
    shell("note", "2", " ", code=2)


def test_the_trash_hides_and_gives_back(shell: Shell) -> None:
    shell("trash", "2")
    assert shell.json("search")["total"] == 4

    shell("untrash", "2")
    assert shell.json("search")["total"] == 5


def test_the_actor_stands_in_the_history(shell: Shell, tmp_path: Path) -> None:
    run(["--root", str(tmp_path / "copy"), "--actor", "Nora", "tag", "2", "rent"])

    newest = shell("history", "2").splitlines()[0]
    assert "Nora" in newest
    assert "tagged" in newest


def test_unlock_reads_a_protected_document_and_keeps_no_password(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = str(shell.json("search", "--facet", "fault=protected")["hits"][0]["id"])

    type_in("wrong\n", monkeypatch)
    shell("unlock", locked, code=2)
    type_in(f"{PASSWORD}\n", monkeypatch)
    shell("unlock", locked)

    assert shell.id_of('"forty crowns"') == locked
    record = (tmp_path / "copy" / "archive" / "arkiv.db").read_bytes()
    assert PASSWORD.encode() not in record.replace(b"Kaigata", b"")


def test_retry_counts_and_names_what_did_not_fail(shell: Shell) -> None:
    shell("retry", "1 lease.pdf", code=1)

    assert "1 lease.pdf" in shell.err


def test_a_deleted_index_is_made_again(shell: Shell, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "copy" / "index")

    shell("reindex")

    assert shell.json("search", "kaigata")["total"] == 1


def test_reindex_can_read_the_originals_again(shell: Shell) -> None:
    shell("note", "2", "stays")

    shell("reindex", "--extract")

    assert shell.json("search", "kaigata")["total"] == 1
    assert shell.json("show", "2")["notes"][0]["text"] == "stays"


def test_verify_leaves_with_three_when_an_original_was_altered(
    shell: Shell, tmp_path: Path
) -> None:
    assert "All is well." in shell("verify")
    original = next((tmp_path / "copy" / "archive").glob("??/*.pdf"))
    original.chmod(0o644)
    original.write_bytes(b"%PDF-1.7 altered")

    assert original.stem[:8] in shell("verify", code=3)


def test_a_head_remembered_elsewhere_shows_a_cut_tail(shell: Shell) -> None:
    head = shell.json("verify")["head"]

    shell("verify", "--head", head)
    shell("verify", "--head", f"9999:{'ab' * 32}", code=3)
    shell("verify", "--head", "nonsense", code=2)


def test_a_backup_comes_back_whole(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "backup.tar"
    shell("note", "2", "worth keeping")
    shell("backup", str(backup))

    other = Shell(tmp_path / "other", capsys)
    other("restore", str(backup))

    assert other.json("search", "worth", "keeping")["total"] == 1
    assert "All is well." in other("verify")
    other("restore", str(backup), code=2)


def test_the_day_can_be_fixed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    assert shell.json("deadlines")["today"] == "2026-12-01"

    monkeypatch.setenv("ARKIV_TODAY", "tomorrow")
    shell("deadlines", code=2)
    assert "ARKIV_TODAY" in shell.err


def test_what_is_due_can_be_an_exit_code(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARKIV_TODAY", "2027-01-01")
    due = shell.json("deadlines", "--within", "1m")["deadlines"]

    shell("deadlines", "--within", "1m", "--exit-code", code=3)
    shell("deadlines", "--within", "0d", "--exit-code")

    assert [deadline["date"] for deadline in due] == ["2027-01-31"]


def test_nothing_a_command_prints_can_steer_the_terminal(shell: Shell, tmp_path: Path) -> None:
    shell("note", "1", "bell\x07 and \x1b[2J")
    commands = (
        ("search",),
        ("search", "--json"),
        ("show", "1"),
        ("show", "1", "--text", "--history"),
        ("show", "1", "--json", "--text", "--history"),
        ("history",),
        ("status",),
        ("verify",),
        ("deadlines", "--within", "9y"),
        ("original", "1", str(tmp_path / "out")),
    )

    for command in commands:
        printed = shell(*command) + shell.err
        assert printed.replace("\n", "").isprintable(), command


def test_a_hostile_name_is_kept_as_it_was_in_the_record(shell: Shell) -> None:
    names = {
        document["name"]
        for hit in shell.json("search")["hits"]
        for document in shell.json("show", str(hit["id"]))["documents"]
    }

    assert HOSTILE_NAME in names


def test_json_has_every_hit_unless_limited(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arkiv.cli.finding._ROWS", 2)

    assert len(shell.json("search")["hits"]) == 5
    assert len(shell.json("search", "--limit", "3")["hits"]) == 3
    shell("search")
    assert "3 more" in shell.err


def test_the_history_is_written_as_a_table_that_no_spreadsheet_runs(
    shell: Shell, tmp_path: Path
) -> None:
    shell("--actor", "=1+1", "tag", "2", "rent")
    shell("--actor", "kari", "untag", "2", "rent")
    file = tmp_path / "history.csv"

    shell("history", "2", "--kind", "tagged", "--kind", "untagged", "--to", str(file))

    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows[0][:6] == ["Number", "At", "Who", "Contract", "Kind", "What"]
    assert [row[2] for row in rows[1:]] == ["kari", "'=1+1"]
    assert [row[4:7] for row in rows[1:]] == [
        ["untagged", "tag taken off", '{"tag": "rent"}'],
        ["tagged", "tagged", '{"tag": "rent"}'],
    ]
    shell("history", "--to", str(file), code=2)
    assert "is there already" in shell.err
    shell("history", "--to", str(tmp_path / "history.doc"), code=2)
    assert ".csv, .xlsx, .json, .html." in shell.err


@pytest.mark.parametrize("suffix", [".xlsx", ".json", ".html"])
def test_the_history_is_the_same_bytes_again(shell: Shell, tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{n}{suffix}" for n in range(2)]
    for file in files:
        shell("history", "--to", str(file))

    assert files[0].read_bytes() == files[1].read_bytes() != b""
