"""Deadlines by typing: what is due and why, what is done about it, and how it is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.workspaces import Shell


@pytest.fixture
def lease(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> str:
    """From 1 February 2024 for three years, renewed by a year, three months' notice."""
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    found = shell.id_of("kaigata")
    for field, value in (
        ("auto_renewal", "true"),
        ("renewal_term", "P1Y"),
        ("notice_period", "P3M"),
        ("governing_law", "Norway"),
    ):
        shell("correct", found, field, value)
    return found


def dates(shell: Shell, *options: str) -> list[tuple[str, str]]:
    listed = shell.json("deadlines", *options)["deadlines"]
    return [(due["date"], due["kind"]) for due in listed]


def test_what_has_passed_stands_before_what_is_to_come(shell: Shell, lease: str) -> None:
    assert dates(shell, "--within", "1y") == [
        ("2026-10-31", "notice"),
        ("2027-02-01", "renewal"),
        ("2027-10-31", "notice"),
    ]
    assert dates(shell, "--overdue") == [("2026-10-31", "notice")]
    assert "31 d late" in shell("deadlines")
    assert "1 date has passed" in shell.err


def test_why_shows_the_count_the_words_and_the_weekend(shell: Shell, lease: str) -> None:
    shown = shell("deadlines", "--within", "1y", "--why")

    assert "in force from 2024-02-01 + 3 years, renewed 1 × 1 year → ends 2028-01-31" in shown
    assert "notice 3 months before → act by 2027-10-31" in shown
    assert "bound to 2029-01-31" in shown
    assert "weekend; the last working day before is 2027-10-29" in shown
    assert "“" in shown and "varer i tre år" in shown


def test_show_tells_the_dates_of_one_contract(shell: Shell, lease: str) -> None:
    shown = shell("show", lease)

    assert "2027-10-31  last day to give notice (in 334 d)" in shown
    shell("reject", lease, "notice_period")
    shell("confirm", lease, "notice_period", "--take-back")
    assert "? no notice period found: enter it or mark as none" in shell("show", lease)
    shell("reject", lease, "notice_period")
    assert "no notice period found" not in shell("show", lease)


def test_the_exit_code_says_whether_anything_is_due(shell: Shell, lease: str) -> None:
    shell("deadlines", "--exit-code", code=3)
    shell("deadline", "history", "--yes")
    shell("deadlines", "--within", "30d", "--exit-code", code=0)


def test_done_is_not_asked_for_again_and_can_be_reopened(shell: Shell, lease: str) -> None:
    shell("deadline", "done", lease, "notice", code=2)
    assert "several of that kind: 2026-10-31, 2027-10-31" in shell.err

    shell("deadline", "done", lease, "notice", "--on", "2026-10-31", "--reason", "We stay")
    assert dates(shell, "--overdue") == []

    shell("deadline", "reopen", lease, "notice")
    assert dates(shell, "--overdue") == [("2026-10-31", "notice")]


def test_a_date_that_moves_is_asked_for_again(shell: Shell, lease: str) -> None:
    shell("deadline", "done", lease, "notice", "--on", "2026-10-31")
    shell("correct", lease, "notice_period", "P4M")

    assert dates(shell, "--overdue") == [("2026-09-30", "notice")]


def test_what_is_put_off_needs_a_reason_and_comes_back(
    shell: Shell, lease: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    snooze = ("deadline", "snooze", lease, "notice", "--on", "2026-10-31", "--until")
    shell(*snooze, "2026-12-10", code=2)
    shell(*snooze, "2026-11-10", "--reason", "x", code=2)
    assert "after today" in shell.err

    shell(*snooze, "2026-12-10", "--reason", "Waiting for their offer")
    assert dates(shell, "--overdue") == []

    monkeypatch.setenv("ARKIV_TODAY", "2026-12-10")
    assert dates(shell, "--overdue") == [("2026-10-31", "notice")]


def test_dates_by_hand_are_entered_changed_taken_off_and_brought_back(
    shell: Shell, lease: str
) -> None:
    added = shell.json(
        "deadline", "add", lease, "Index letter", "--on", "2026-12-31", "--every", "quarter",
        "--notice", "1m", "--owner", "Kari",
    )  # fmt: skip
    assert [d for d in dates(shell, "--within", "9m") if d[1] == "obligation"] == [
        ("2026-11-30", "obligation"),
        ("2027-02-28", "obligation"),
        ("2027-05-30", "obligation"),
        ("2027-08-30", "obligation"),
    ]
    assert dates(shell, "--owner", "kari")

    shell("deadline", "edit", lease, added["id"][:6], "--on", "2027-06-01", "--every", "")
    assert [d for d in dates(shell, "--within", "9m") if d[1] == "obligation"] == [
        ("2027-05-01", "obligation")
    ]

    shell("deadline", "remove", lease, added["id"][:6])
    assert not [d for d in dates(shell, "--within", "9m") if d[1] == "obligation"]
    shell("deadline", "remove", lease, added["id"][:6], "--take-back")
    assert [d for d in dates(shell, "--within", "9m") if d[1] == "obligation"]


def test_a_rule_that_is_none_is_refused(shell: Shell, lease: str) -> None:
    shell("deadline", "add", lease, "x", "--on", "2026-12-31", "--every", "often", code=2)
    assert "“often” is not a rule for repeating" in shell.err
    assert shell.json("show", lease)["obligations"] == []


def test_an_ended_contract_needs_a_reason_and_has_no_deadlines(shell: Shell, lease: str) -> None:
    shell("end", lease, "--on", "2026-11-30", code=2)
    shell("end", lease, "--on", "2026-11-30", "--reason", "Sold")

    assert dates(shell, "--within", "2y") == []
    assert shell.json("show", lease)["status"] == "ended"

    shell("end", lease, "--take-back")
    assert shell.json("show", lease)["status"] == "active"
    assert dates(shell, "--overdue") == [("2026-10-31", "notice")]


def test_a_renewed_contract_counts_from_its_new_end(shell: Shell, lease: str) -> None:
    shell("renew", lease, "--until", "2030-01-31")

    assert shell.json("show", lease)["next_notice"] == "2029-10-31"

    shell("renew", lease, "--take-back")
    assert shell.json("show", lease)["next_notice"] == "2027-10-31"


def test_an_amendments_end_counts_for_what_it_amends(shell: Shell, lease: str) -> None:
    nda = shell.id_of("disclosure")
    shell("correct", nda, "expiration_date", "2028-01-31")

    shell("link", nda, lease, "--as", "amendment")
    shown = shell.json("show", lease)
    assert shown["amended"] == {"by": int(nda), "until": "2028-01-31"}
    assert shown["next_notice"] == "2027-10-31"
    assert f"amendment #{nda} names 2028-01-31 as the end" in shell("show", lease)
    assert shell.json("show", nda)["deadlines"] == []

    shell("link", nda, lease, "--as", "amendment", "--take-back")
    assert shell.json("show", lease)["amended"] is None


def test_the_calendar_is_the_same_entries_when_it_is_exported_again(
    shell: Shell, lease: str, tmp_path: Path
) -> None:
    shell("export", str(tmp_path / "due.ics"))
    first = keys(tmp_path / "due.ics")
    shell("correct", lease, "notice_period", "P4M")

    shell("export", str(tmp_path / "due.ics"), code=2)
    shell("export", "--replace", str(tmp_path / "due.ics"))

    assert first and keys(tmp_path / "due.ics") == first
    assert "act by 2027-09-30" in (tmp_path / "due.ics").read_text().replace("\n ", "")


def test_the_format_of_an_export_comes_from_its_name(
    shell: Shell, lease: str, tmp_path: Path
) -> None:
    shell("export", str(tmp_path / "due.doc"), code=2)
    assert not list(tmp_path.glob("*.doc"))
    shell("export", str(tmp_path / "nowhere" / "due.ics"), code=2)
    assert "can't be written" in shell.err


def keys(path: Path) -> list[str]:
    lines = path.read_text().splitlines()
    return sorted(line for line in lines if line.startswith("UID:"))


def test_acts_are_undone_and_redone_across_runs(shell: Shell, lease: str) -> None:
    shell("deadline", "done", lease, "notice", "--on", "2026-10-31")
    shell("end", lease, "--on", "2026-11-30", "--reason", "Sold")

    shell("undo")
    assert f"Undone: end: 2026-11-30 (contract {lease})." in shell.err
    assert dates(shell, "--overdue") == []
    shell("undo")
    assert dates(shell, "--overdue") == [("2026-10-31", "notice")]

    shell("redo")
    shell("redo")
    assert shell.json("show", lease)["status"] == "ended"
    shell("redo")
    assert "nothing to redo" in shell.err
    assert shell.json("verify")["damages"] == []


def test_a_contract_is_reviewed_and_asked_for_again(shell: Shell, lease: str) -> None:
    settings = shell.root / "archive" / "settings"
    settings.mkdir(exist_ok=True)
    (settings / "arkiv.toml").write_text('[review_cycle]\ndefault = "1y"\n')

    shell("review", lease, "--note", "Too dear")

    assert f"Contract {lease} is reviewed. The next review is due on 2027-12-01." in shell.err
    assert "neither sure nor confirmed" in shell.err
    shown = shell.json("show", lease)
    assert (shown["reviewed_on"], shown["next_review"]) == ("2026-12-01", "2027-12-01")
    assert [note["text"] for note in shown["notes"]] == ["Too dear"]
    assert "reviewed 2026-12-01 by" in shell("show", lease)
    assert ("2027-12-01", "review") in dates(shell, "--within", "2y")

    shell("review", lease, "--next", "2027-03-01")
    assert shell.json("show", lease)["next_review"] == "2027-03-01"
    shell("review", lease, "--take-back", "--next", "2027-03-01", code=2)
    shell("review", lease, "--take-back")
    assert shell.json("show", lease)["next_review"] == "2027-12-01"


def test_what_there_is_to_go_through_is_listed_and_nothing_changed(
    shell: Shell, lease: str
) -> None:
    shell("note", lease, "Too dear?")

    listed = shell("review", lease, "--list")

    assert "Never reviewed; no next review is set; no owner." in listed
    assert "  ○ Term: P3Y" in listed and "    Governing law: Norway  [corrected]" in listed
    assert "  ○ 2026-10-31 last day to give notice (31 d late)  [overdue]" in listed
    assert "    2027-02-01 is renewed (in 62 d)  [happens]" in listed
    assert "  ○ c1 " in listed and ": Too dear?" in listed
    assert "1 date to act on, 1 note open." in listed.splitlines()[-1]
    assert shell.json("show", lease)["reviewed_on"] is None

    shell("owner", lease, "Kari")
    shell("review", lease, "--next", "2027-03-01")
    shell("confirm", lease, "--all")
    shell("notes", "resolve", lease, "c1")
    shell("deadline", "done", lease, "notice", "--on", "2026-10-31")
    again = shell("review", lease, "--list").splitlines()
    assert "; the next is due 2027-03-01; owner Kari." in again[1]
    assert again[-1] == "Nothing is left."


def test_a_list_of_a_review_says_that_a_file_cannot_be_read_or_lies_in_the_trash(
    shell: Shell,
) -> None:
    scan = str(shell.json("search", "--facet", "fault=no_text")["hits"][0]["id"])
    shell("trash", scan)

    listed = shell("review", scan, "--list")

    assert "No text was found" in listed
    assert "It is in the trash" in listed


@pytest.mark.parametrize(
    "options", [["--json"], ["--list", "--note", "x"], ["--list", "--take-back"]]
)
def test_options_of_a_review_that_do_not_go_together_are_refused(
    shell: Shell, lease: str, options: list[str]
) -> None:
    shell("review", lease, *options, code=2)

    assert shell.json("show", lease)["reviewed_on"] is None


def test_a_review_and_its_note_are_undone_together(shell: Shell, lease: str) -> None:
    shell("review", lease, "--note", "Too dear")

    shell("undo")

    assert f"Undone: reviewed, with a note: 2026-12-01 (contract {lease})." in shell.err
    assert shell.json("show", lease)["reviewed_on"] is None
    assert shell.json("notes", lease)["notes"] == []
    assert shell.json("verify")["damages"] == []


def test_a_review_that_cannot_be_said_changes_nothing(shell: Shell, lease: str) -> None:
    shell("review", lease, "--next", "2026-11-30", code=2)
    shell("review", lease, "--note", " ", code=2)
    assert "The note is empty; nothing was saved." in shell.err
    shell("review", lease, "--note", "Too dear", "--next", "2026-11-30", code=2)
    assert shell.json("notes", lease)["notes"] == []
    assert shell.json("show", lease)["reviewed_on"] is None
    shell("review", lease, "--take-back")
    assert "Nobody had said" in shell.err


def test_a_review_that_is_due_is_found_by_searching_too(shell: Shell, lease: str) -> None:
    shell("deadline", "history", "--yes")
    shell("review", lease)
    assert shell.json("search", "due:<30d")["total"] == 0

    settings = shell.root / "archive" / "settings"
    settings.mkdir(exist_ok=True)
    (settings / "arkiv.toml").write_text(f'[review_cycle.contract]\n{lease} = "20d"\n')

    assert [hit["id"] for hit in shell.json("search", "due:<30d")["hits"]] == [int(lease)]
    shell("export", "--columns", "id,next_due", str(shell.root / "list.json"), "due:<30d")
    (row,) = json.loads((shell.root / "list.json").read_text())
    assert row == {"id": int(lease), "next_due": "2026-12-21"}


def test_the_words_behind_a_date_by_hand_are_kept_and_shown(shell: Shell, lease: str) -> None:
    shell(
        "deadline", "add", lease, "Say it in writing", "--on", "2026-12-31",
        "--at", "Oppsigelse skjer skriftlig",
    )  # fmt: skip

    assert "p. 2: “Oppsigelse skjer skriftlig”" in shell("deadlines", "--why")
    (planned,) = shell.json("show", lease)["obligations"]
    assert planned["evidence"]["page"] == 2
    shell("deadline", "add", lease, "x", "--on", "2026-12-31", "--at", "not there", code=1)


def test_the_history_is_narrowed_to_a_person_a_kind_and_days(shell: Shell, lease: str) -> None:
    shell("--actor", "ola", "tag", lease, "rent")
    shell("--actor", "ola", "owner", lease, "Kari")

    def kinds(*options: str) -> list[str]:
        return [event["kind"] for event in shell.json("history", *options)["events"]]

    assert kinds("--actor", "Ola") == ["owned", "tagged"]
    assert kinds("--actor", "ola", "--kind", "tagged", "--limit", "5") == ["tagged"]
    assert kinds("--since", "2199-01-01") == []
    assert "filed" in kinds(lease, "--until", "2199-01-01")
    shell("history", "--kind", "nonsense", code=2)
