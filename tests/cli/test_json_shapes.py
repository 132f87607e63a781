"""The JSON is a promise to other programs: its keys and types are written down here."""

from __future__ import annotations

from pathlib import Path

from cli.workspaces import LEASE, Shell, shape

FACTS = [
    "language", "title", "document_type", "parties", "agreement_date", "effective_date",
    "expiration_date", "term", "evergreen", "auto_renewal", "renewal_option", "renewal_term",
    "notice_period", "notice_deadline", "notice_to", "notice_business_days", "notice_on_receipt",
    "renewal_limit", "probation", "price_adjustment", "value", "payment_days", "governing_law",
    "signed", "amends",
]  # fmt: skip


def test_search(shell: Shell) -> None:
    found = shell.json("search", "kaigata", "skriftlig")

    assert list(found) == [
        "total", "missing", "partial", "did_you_mean", "hits", "facets",
    ]  # fmt: skip
    (hit,) = found["hits"]
    assert list(hit) == [
        "id", "title", "document_type", "counterparties", "status", "expiration_date",
        "notice_deadline", "next_expiration", "next_notice", "value", "tags", "score", "snippet",
        "page", "source",
    ]  # fmt: skip
    assert isinstance(hit["id"], int)
    assert all(isinstance(name, str) for name in hit["counterparties"])
    assert (hit["page"] in (1, 2), hit["source"]) == (True, "text")
    assert (found["total"], found["missing"], found["did_you_mean"]) == (1, 0, [])


def test_search_without_hits_says_what_may_have_been_meant(shell: Shell) -> None:
    found = shell.json("search", "kaigatta", "skriftlig")

    assert (found["total"], found["did_you_mean"]) == (0, ["kaigata skriftlig"])
    assert shell.json("search", "kaigata", "hostile")["did_you_mean"] == []
    elsewhere = shell.json("search", "kaigatta", "--facet", "fault=no_text")
    assert elsewhere["did_you_mean"] == []


def test_search_counts_facets(shell: Shell) -> None:
    facets = shell.json("search")["facets"]

    assert {"status", "document_type", "counterparty", "tag", "language", "fault"} <= set(facets)
    assert all(list(count) == ["value", "count"] for counts in facets.values() for count in counts)
    assert sum(count["count"] for count in facets["status"]) == 5


def test_show(shell: Shell) -> None:
    shown = shell.json("show", shell.id_of("kaigata"))

    assert set(FACTS) <= set(shown)
    assert set(shown) - set(FACTS) == {
        "id", "file", "sha256", "pages", "evidence", "warnings", "status", "next_expiration",
        "next_notice", "tags", "notes", "folder", "filed_on", "trashed", "documents", "decisions",
        "deadlines", "states", "candidates", "missing", "owner", "ended_on", "ended_reason",
        "renewed_until", "amended", "links", "obligations", "reviewed_on", "reviewed_by",
        "next_review",
    }  # fmt: skip
    assert shape(shown["documents"]) == [
        {"sha256": "str", "name": "str", "kind": "str", "pages": "int", "fault": "null"}
    ]


def test_show_with_text_and_history(shell: Shell) -> None:
    shown = shell.json("show", shell.id_of("kaigata"), "--text", "--history")

    assert [page["page"] for page in shown["texts"][0]["pages"]] == [1, 2]
    assert "Kaigata 12" in shown["texts"][0]["pages"][0]["text"]
    assert [event["kind"] for event in shown["history"]] == ["read", "filed"]


def test_a_fault_is_a_code_and_a_sentence(shell: Shell) -> None:
    scans = shell.json("search", "--facet", "fault=no_text")["hits"]

    shown = shell.json("show", str(scans[0]["id"]))

    assert shown["documents"][0]["fault"]["code"] == "no_text"
    assert shown["documents"][0]["fault"]["message"].endswith(".")


def test_history(shell: Shell) -> None:
    events = shell.json("history")["events"]

    assert [event["seq"] for event in events] == list(range(len(events), 0, -1))
    assert list(events[0]) == [
        "seq", "at", "actor", "kind", "contract", "document", "before", "after", "hash",
    ]  # fmt: skip


def test_status(shell: Shell) -> None:
    assert shape(shell.json("status")) == {
        "inbox": {"waiting": "int", "ignored": "int", "faults": []},
        "documents": {"total": "int", "reading": "int", "faults": "int"},
        "index_behind": "int",
        "watcher": "null",
        "disk_free": "int",
        "network_cut": "bool",
        "older_cues": "int",
        "cue_faults": [],
        "setting_faults": [],
        "own_side_proposals": [],
    }


def test_verify(shell: Shell) -> None:
    checked = shell.json("verify")

    assert list(checked) == [
        "damages", "remarks", "documents", "events", "head", "remembered",
    ]  # fmt: skip
    assert checked["damages"] == []
    assert checked["head"].startswith(f"{checked['events']}:")


def test_deadlines(shell: Shell) -> None:
    listed = shell.json("deadlines", "--within", "9999d")

    assert list(listed) == ["today", "deadlines", "missing"]
    assert listed["deadlines"]
    assert all(
        list(due) == [
            "date", "kind", "what", "act", "rule_date", "due", "end", "renewals", "bound_to",
            "state", "snoozed_until", "obligation", "id", "title", "owner", "overdue", "remind_on",
        ]
        for due in listed["deadlines"]
    )  # fmt: skip


def test_review_lists_every_line_of_a_contract(shell: Shell) -> None:
    lease = shell.id_of("kaigata")
    shell("audit", "start", "contract-basics.en", "Yearly", "--due", "2027-01-31")
    shell("note", lease, "Too dear?", "--at", "varer i tre år")

    listed = shell.json("review", lease, "--list")

    assert list(listed) == [
        "id", "title", "trashed", "fault", "today", "owner", "reviewed_on", "reviewed_by",
        "next_review", "left", "lines",
    ]  # fmt: skip
    assert shape(listed["left"]) == dict.fromkeys(
        ("facts", "missing", "dates", "questions", "notes"), "int"
    )
    assert all(
        list(line) == ["group", "open", "name", "what", "value", "state", "audit", "sources"]
        for line in listed["lines"]
    )
    groups = [line["group"] for line in listed["lines"]]
    assert list(dict.fromkeys(groups)) == ["facts", "deadlines", "checklist", "notes"]
    names = {line["name"]: line for line in listed["lines"]}
    assert {"parties.1", "parties.2", "expiration_date", "signed", "c1"} <= set(names)
    assert (names["signed"]["audit"], names["signed"]["state"]) == ("Yearly", "open")
    assert [source["text"] for source in names["c1"]["sources"]] == ["varer i tre år"]


def test_deadlines_with_the_reasons(shell: Shell) -> None:
    listed = shell.json("deadlines", "--within", "9999d", "--why")

    for due in listed["deadlines"]:
        assert due["date"] in due["proof"]
        assert list(due["cautions"]) == due["cautions"]
        for said in due["evidence"].values():
            assert list(said) == ["state", "values", "sources"]
            assert said["sources"][0]["text"]
    assert any(due["evidence"] for due in listed["deadlines"])


def test_ingest(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "again.pdf").write_bytes(LEASE)
    (folder / "notes.txt").write_text("no contract")

    summary = shell.json("ingest", str(folder), code=1)

    assert shape(summary) == {
        "total": "int",
        "filed": "int",
        "duplicates": "int",
        "trashed_duplicates": "int",
        "ignored": "int",
        "read": "int",
        "unread": "int",
        "refused": [{"path": "str", "code": "str", "message": "str"}],
        "faults": [],
        "seconds": "float",
        "stopped": "bool",
    }
    assert (summary["filed"], summary["duplicates"]) == (0, 1)
    assert summary["refused"][0]["code"] == "not_pdf_or_docx"
