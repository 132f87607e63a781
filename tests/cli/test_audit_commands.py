"""Audits by typing: a checklist, the answers with their evidence, deadlines, sign-off, reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from arkiv.samples import sample_folder
from cli.workspaces import Shell, shape


@pytest.fixture
def lease(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its id, in an audit called Yearly over it and the secrecy agreement."""
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    monkeypatch.setenv("LANGUAGE", "en")
    found = shell.id_of("kaigata")
    other = shell.id_of("disclosure")
    shell(
        "audit", "start", "contract-basics", "Yearly", "--due", "2027-01-31", "--owner", "Kari",
        "--query", f"id:{found},{other}",
    )  # fmt: skip
    return found


def answers(shell: Shell, contract: str) -> dict[str, dict[str, Any]]:
    [row] = shell.json("audit", "show", "yearly", contract)["contracts"]
    return {answer["item"]: answer for answer in row["answers"]}


def test_checklists_are_listed_shown_and_copied(shell: Shell) -> None:
    listed = shell("audit", "packs")
    assert "gdpr-dpa.nb" in listed and "type:dpa" in listed
    shown = shell("audit", "packs", "gdpr-dpa.en")
    assert "breach-notice  [critical · GDPR art. 33(2)]" in shown

    copied = Path(shell("audit", "packs", "gdpr-dpa.nl", "--copy").strip())

    assert copied == shell.root / "archive/settings/checklists/gdpr-dpa.nl.toml"
    copied.write_text(copied.read_text("utf-8").replace("AVG: verw", "Onze verw"), "utf-8")
    assert "Onze verwerkersovereenkomst" in shell("audit", "packs")
    shell("audit", "packs", "gdpr-dpa.nl", "--copy", code=2)
    assert "already" in shell.err
    shell("audit", "packs", "--copy", code=2)
    shell("audit", "packs", "nonsuch", code=1)
    assert "contract-basics, gdpr-dpa, renewal-decision" in shell.err


def test_a_broken_checklist_is_named_and_the_others_are_there(shell: Shell) -> None:
    shell("audit", "packs", "renewal-decision.en", "--copy")
    folder = shell.root / "archive/settings/checklists"
    text = (folder / "renewal-decision.en.toml").read_text("utf-8")
    (folder / "mine.toml").write_text(text.replace('severity = "minor"', 'severity = "low"', 1))

    listed = shell.json("audit", "packs")

    [broken] = listed["broken"]
    assert broken["file"] == "mine.toml"
    assert "item “alternatives”: “severity”" in broken["message"]
    assert len(listed["packs"]) == 9


def test_an_audit_goes_from_the_start_to_the_report(
    shell: Shell, lease: str, tmp_path: Path
) -> None:
    assert "0/" in shell("audit", "list")
    shown = shell("audit", "show", "yearly", lease)
    assert "? found:" in shown and "Leieforholdet starter 1. februar 2024" in shown

    shell("audit", "answer", "yearly", "start", "pass", lease, code=2)
    assert "passes with evidence only" in shell.err
    shell("audit", "answer", "yearly", "start", "pass", lease, "--found")
    shell("audit", "answer", "yearly", "scope", "pass", lease, "--quote", "leieavtale for NÆRINGS")
    shell("audit", "answer", "yearly", "notice", "fail", lease, "--comment", "No period")
    assert f"Contract {lease}, by 2027-01-31: Audit Yearly: Is it clear how" in shell.err
    shell("audit", "answer", "yearly", "personal-data", "na", "--rest")
    assert "2 contracts" in shell.err

    said = answers(shell, lease)
    assert said["scope"]["evidence"][0]["text"] == "Leieavtale for nærings"
    assert said["start"]["evidence"][0]["page"] == 2
    assert said["notice"]["follow_up"]["owner"] == "Kari"
    assert said["personal-data"]["verdict"] == "not_applicable"
    assert "✕" in shell("audit", "show", "yearly")

    shell("audit", "close", "yearly", code=2)
    assert "--with-open" in shell.err
    shell("audit", "close", "yearly", "--with-open", "--comment", "Enough for now")
    shell("audit", "answer", "yearly", "scope", "open", lease, code=2)
    assert "closed" in shell.err
    assert "signed off" in shell("audit", "list")

    for suffix in ("html", "xlsx", "csv", "json"):
        first, again = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
        assert shell("audit", "report", "yearly", str(first)).strip() == str(first)
        shell("audit", "report", "yearly", str(again))
        assert first.read_bytes() == again.read_bytes()
    shell("audit", "report", "yearly", str(tmp_path / "a.html"), code=2)
    shell("verify")


def test_a_failure_is_due_until_it_is_answered_otherwise(shell: Shell, lease: str) -> None:
    fail = ("audit", "answer", "yearly", "owner", "fail", lease)
    shell(*fail, "--due", "2027-02-15", "--owner", "Ola")

    def due() -> list[tuple[str, str]]:
        found = shell.json("deadlines", "--within", "1y")["deadlines"]
        return [(d["date"], d["owner"]) for d in found if d["kind"] == "obligation"]

    assert due() == [("2027-02-15", "Ola")]
    shell(*fail)
    assert due() == [("2027-02-15", "Ola")]
    shell("audit", "answer", "yearly", "owner", "pass", lease)
    assert due() == []
    shell("undo")
    assert due() == [("2027-02-15", "Ola")]


def test_what_is_typed_wrong_changes_nothing(shell: Shell, lease: str) -> None:
    before = shell.json("history", "--limit", "1")["events"][0]["seq"]
    answer = ("audit", "answer", "yearly")

    shell(*answer, "nonsuch", "pass", lease, code=1)
    assert "There are: signed, parties" in shell.err
    shell(*answer, "scope", "maybe", lease, code=2)
    shell(*answer, "scope", "pass", code=2)
    shell(*answer, "scope", "pass", lease, "--rest", code=2)
    shell(*answer, "scope", "pass", lease, "--quote", "a", "--found", code=2)
    shell(*answer, "scope", "pass", lease, "--owner", "Ola", code=2)
    shell(*answer, "scope", "pass", lease, "--quote", "not in there", code=1)
    shell(*answer, "renewal", "pass", lease, "--found", code=1)
    shell(*answer, "scope", "fail", "99", code=1)
    shell("audit", "show", "yearly", "99", code=1)
    shell("audit", "show", "monthly", code=1)
    shell("audit", "start", "contract-basics", "yearly", "--due", "2027-01-31", code=2)
    shell("audit", "start", "gdpr-dpa", "None", "--due", "2027-01-31", code=2)
    assert "finds no contract" in shell.err

    assert shell.json("history", "--limit", "1")["events"][0]["seq"] == before


def test_a_language_that_is_asked_for_and_not_there_is_said(shell: Shell) -> None:
    shell("audit", "start", "gdpr-dpa", "X", "--due", "2027-01-31", "--language", "fr", code=1)
    assert "There is no checklist “gdpr-dpa.fr”" in shell.err


def test_a_set_the_checklist_is_not_meant_for_is_said(shell: Shell, lease: str) -> None:
    shell(
        "audit", "start", "gdpr-dpa", "Odd", "--due", "2027-01-31", "--query", f"id:{lease}",
        "--language", "nb",
    )  # fmt: skip

    assert "1 of them is not what the checklist is meant for (type:dpa)" in shell.err
    assert shell.json("audit", "show", "odd")["pack"]["language"] == "nb"


def test_the_sample_agreement_has_words_for_nearly_every_question(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    name = "Databehandleravtale Solkringla 2024.pdf"
    shell("ingest", str(sample_folder() / name))
    shell("audit", "start", "gdpr-dpa.nb", "DPAs", "--due", "2027-01-31")
    found = shell.id_of("type:dpa")

    [row] = shell.json("audit", "show", "dpas", found)["contracts"]

    proposed = {each["item"]: each["proposal"] for each in row["answers"]}
    assert [item for item, proposal in proposed.items() if proposal is None] == ["guarantees"]
    words = {item: p["evidence"][0]["text"] for item, p in proposed.items() if p is not None}
    assert "senest 24 timer" in words["breach-notice"]
    assert "samme pliktene" in words["sub-processor-duties"]
    assert "utenfor EØS" in words["transfers"]
    text = shell("show", found, "--text")
    assert all(line in text for quote in words.values() for line in quote.splitlines())


def test_the_json_is_as_promised(shell: Shell, lease: str, tmp_path: Path) -> None:
    done = shell.json("audit", "answer", "yearly", "owner", "fail", lease)
    assert done["changed"] == 1
    assert set(done["follow_ups"][0]) >= {"contract", "id", "title", "on", "owner"}
    [audit] = shell.json("audit", "list")["audits"]
    assert shape(audit) == {
        "id": "str", "name": "str", "query": "str", "due": "str", "owner": "str",
        "started_by": "str", "started_at": "str", "closed": "null", "pack": "str",
        "contracts": "int", "purged": "int", "pack_version": "str",
        "progress": dict.fromkeys(("asked", "pass", "fail", "not_applicable", "open"), "int"),
    }  # fmt: skip
    whole = shell.json("audit", "close", "yearly", "--with-open")
    assert set(whole["closed"]) == {"actor", "at", "comment", "open_items"}
    assert shell.json("audit", "reopen", "yearly")["closed"] is None
    [row, _other] = shell.json("audit", "show", "yearly")["contracts"]
    assert set(row) == {"id", "title", "answers"}
    assert set(row["answers"][0]) == {
        "item", "verdict", "comment", "evidence", "actor", "at", "asked", "follow_up",
    }  # fmt: skip
    path = tmp_path / "r.json"
    assert shell.json("audit", "report", "yearly", str(path))["file"] == str(path)
    assert json.loads(path.read_text("utf-8"))["name"] == "Yearly"
    told = shell("history", "--limit", "5")
    assert "audit reopened  Yearly" in told and "audit closed  Yearly" in told
    assert "answered  Yearly, owner: open → fail" in told
    assert "audit started  Yearly: contract-basics.en 1, 2027-01-31" in told
    kinds = [e["kind"] for e in shell.json("history", "--limit", "2")["events"]]
    assert kinds == ["audit_reopened", "audit_closed"]


def test_a_sign_off_and_a_start_are_undone_and_done_again(shell: Shell, lease: str) -> None:
    shell("tag", lease, "rent")
    shell(
        "audit", "start", "contract-basics", "By mistake", "--due", "2027-01-31",
        "--query", f"id:{lease}",
    )  # fmt: skip
    shell("undo")
    assert "Undone: audit started: By mistake." in shell.err
    assert [audit["name"] for audit in shell.json("audit", "list")["audits"]] == ["Yearly"]
    shell("audit", "show", "By mistake", code=1)
    shell("redo")
    assert "Done again: audit started: By mistake." in shell.err

    shell("audit", "close", "by mistake", "--with-open", "--comment", "Øst was wrong")
    closed = shell.json("audit", "show", "by mistake")["closed"]
    shell("undo")
    assert "Undone: audit closed: By mistake." in shell.err
    assert shell.json("audit", "show", "by mistake")["closed"] is None
    shell("redo")
    assert shell.json("audit", "show", "by mistake")["closed"] == closed
    for _act in range(2):
        shell("undo")
    listed = shell("history")
    assert "audit withdrawn" in listed
    shell("undo")
    assert "tagged: rent" in shell.err


def test_a_report_is_held_against_the_archive(shell: Shell, lease: str, tmp_path: Path) -> None:
    shell("audit", "answer", "yearly", "notice", "fail", lease, "--comment", "No period")
    formats = ("html", "xlsx", "csv", "json")

    def reports(name: str) -> list[bytes]:
        paths = [tmp_path / f"{name}.{suffix}" for suffix in formats]
        for path in paths:
            shell("audit", "report", "yearly", str(path))
        return [path.read_bytes() for path in paths]

    before = reports("before")
    shell("tag", lease, "rent")
    shell("audit", "start", "renewal-decision", "Other", "--due", "2027-01-31", "--query", "")
    assert reports("after") == before

    head = json.loads(before[3])["head"]
    assert head in before[0].decode()
    assert shell.json("verify", "--head", head)["remembered"] is True
    assert "The remembered head is in the history." in shell("verify", "--head", head)
    assert shell.json("verify")["remembered"] is None
    number, _colon, digest = head.partition(":")
    forged = f"{number}:{digest[::-1]}"
    assert shell.json("verify", "--head", forged, code=3)["remembered"] is False
    shell("audit", "answer", "yearly", "notice", "fail", lease, "--comment", "None at all")
    assert json.loads(reports("later")[3])["head"] != head
    shell("verify", "--head", head)
