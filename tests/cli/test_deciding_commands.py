"""Deciding on facts by typing: what is said, what is shown, what reading again leaves alone."""

from __future__ import annotations

import pytest

from cli.workspaces import Shell


@pytest.fixture
def lease(shell: Shell) -> str:
    return shell.id_of("kaigata")


def test_show_says_of_each_value_how_sure_it_is_and_where_it_stands(
    shell: Shell, lease: str
) -> None:
    lines = shell("show", lease).splitlines()

    parties = [n for n, line in enumerate(lines) if line.startswith("Party")]
    assert len(parties) == 2
    for number in parties:
        assert lines[number].endswith(("[sure]", "[check]", "[guess]"))
        assert "p. 1" in lines[number + 1] and "“" in lines[number + 1]


def test_a_corrected_value_is_shown_with_who_said_so(shell: Shell, lease: str) -> None:
    shell("--actor", "kari", "correct", lease, "notice_period", "3", "months")

    assert "notice_period: P3M (corrected)." in shell.err
    shown = shell("show", lease)
    assert "P3M  [corrected]" in shown
    assert "by kari, " in shown
    assert shell.json("show", lease)["notice_period"] == "P3M"


def test_decisions_are_in_the_json(shell: Shell, lease: str) -> None:
    shell("correct", lease, "expiration_date", "2030-06-30")
    shell("reject", lease, "value")
    shell("confirm", lease, "title")

    shown = shell.json("show", lease)

    assert [(d["field"], d["kind"], d["values"]) for d in shown["decisions"]] == [
        ("expiration_date", "corrected", ["2030-06-30"]),
        ("title", "confirmed", [shown["title"]]),
        ("value", "rejected", []),
    ]
    assert shown["states"]["expiration_date"] == "corrected"
    assert shown["states"]["language"] in {"sure", "check", "guess"}
    assert "expiration_date" not in shown["evidence"]
    assert shown["evidence"]["title"]["sources"]
    assert shown["value"] is None


def test_a_typed_party_has_an_empty_entry_of_evidence_in_its_place(
    shell: Shell, lease: str
) -> None:
    shell("correct", lease, "parties.2", "Nord AS (leietaker)")

    shown = shell.json("show", lease)

    assert [party["name"] for party in shown["parties"]][1] == "Nord AS"
    assert shown["evidence"]["parties"][0]["sources"]
    assert shown["evidence"]["parties"][1] == {"confidence": None, "sources": []}
    assert shell.json("search", "party:nord")["total"] == 1


def test_everything_shown_is_confirmed_at_once(shell: Shell, lease: str) -> None:
    shell("confirm", lease, "--all")
    confirmed = shell.err
    shell("confirm", lease, "--all")

    assert confirmed.startswith("Confirmed ")
    assert "nothing left" in shell.err
    states = set(shell.json("show", lease)["states"].values())
    assert states <= {"confirmed", "absent"}


def test_the_history_says_what_was_decided(shell: Shell, lease: str) -> None:
    shell("correct", lease, "notice_period", "P3M")
    shell("reject", lease, "notice_period")

    newest = shell("history", lease, "--limit", "1")

    assert "decided  notice_period corrected: P3M → notice_period rejected" in newest


def test_facts_of_a_scan_are_entered_by_hand(shell: Shell) -> None:
    scan = str(shell.json("search", "--facet", "fault=no_text")["hits"][0]["id"])

    shell("correct", scan, "expiration_date", "31.1.2041")

    assert shell.json("search", "expires:2041")["total"] == 1
    assert "2041-01-31  [corrected]" in shell("show", scan)


def test_a_decision_is_taken_back(shell: Shell, lease: str) -> None:
    title = shell.json("show", lease)["title"]
    shell("correct", lease, "title", "Husleie")

    shell("confirm", lease, "title", "--take-back")

    assert shell.json("show", lease)["title"] == title
    shell("reject", lease, "title", "--take-back")
    assert "nothing was decided" in shell.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("confirm", "{id}"),
        ("confirm", "{id}", "title", "--all"),
        ("confirm", "{id}", "payment_days"),
        ("confirm", "{id}", "colour"),
        ("reject", "{id}"),
        ("correct", "{id}", "title"),
        ("correct", "{id}", "title", "x", "--candidate", "1"),
        ("correct", "{id}", "title", "--candidate", "99"),
        ("correct", "{id}", "expiration_date", "03/04/2026"),
        ("correct", "{id}", "parties.x", "Nord AS"),
        ("correct", "{id}", "parties.9", "Nord AS"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    shell: Shell, lease: str, arguments: tuple[str, ...]
) -> None:
    shell(*(argument.format(id=lease) for argument in arguments), code=2)

    assert shell.json("show", lease)["decisions"] == []


def test_deciding_on_what_is_not_there_fails(shell: Shell) -> None:
    shell("confirm", "999", "title", code=1)

    assert "999" in shell.err


def test_reading_again_leaves_decisions_alone_and_says_so(shell: Shell, lease: str) -> None:
    shell("correct", lease, "title", "Husleie")

    printed = shell("reindex", "--extract")

    assert "title            0 changed, 1 kept because a person decided" in printed
    assert "No contract shows another value than before." in printed
    assert shell.json("show", lease)["title"] == "Husleie"
    assert shell.json("reindex", "--extract")["fields"] == {"title": {"changed": 0, "kept": 1}}
    assert shell.json("reindex") == {
        "contracts": 5, "read_again": 0, "fields": None, "changed": None,
    }  # fmt: skip


def test_status_says_how_many_were_read_by_older_cues(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell.json("status")["older_cues"] == 0

    monkeypatch.setattr("arkiv.services.filing.cues_version", lambda: "newer")

    read = shell.json("status")["older_cues"]
    assert read > 0
    assert f"{read} contracts were read by older cues" in shell("status")


def test_status_asks_whether_the_party_of_most_contracts_is_us(shell: Shell, lease: str) -> None:
    for hit in shell.json("search")["hits"]:
        shell("correct", str(hit["id"]), "parties", "Tallbrua Regnskap AS; Nord AS")

    printed = shell("status")

    assert 'names = ["Nord AS"]' in printed or 'names = ["Tallbrua Regnskap AS"]' in printed
    assert "archive/settings/arkiv.toml" in printed
    assert {p["contracts"] for p in shell.json("status")["own_side_proposals"]} == {5}
