"""Reports of audits: complete, the same for the same answers, and safe whatever a text holds."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from arkiv.domain.anchors import Anchor
from arkiv.domain.audit_matrix import Matrix, laid_out
from arkiv.domain.auditing import (
    Answer,
    Audit,
    Audited,
    Closing,
    Item,
    Pack,
    Severity,
    Verdict,
    follow_up,
)
from arkiv.domain.contracts import Acknowledgement
from arkiv.domain.facts import Source
from arkiv.domain.identity import ContractId, Sha256
from arkiv.errors import BadInput
from arkiv.export.audit_page import audit_page
from arkiv.services.audit_reports import report_bytes, write_report
from fakes.arrivals import digest
from fakes.summaries import contract_with

FORMATS = (".html", ".xlsx", ".csv", ".json")
AT = "2026-12-01T10:00:00.000001+00:00"
LATER = "2026-12-02T09:30:00.000001+00:00"
ITEMS = (
    Item("signed", "Is it signed?", "Look at the end.", Severity.CRITICAL),
    Item("subject", "What is it <about>?", "See & read.", Severity.MAJOR, "", "type:dpa", "",
         None, "GDPR", "28(3)"),
)  # fmt: skip
PACK = Pack("basics", "1", "Basics", "en", ITEMS)
DUE = date(2027, 1, 31)
HEAD = 1042, "9f" * 32
AUDIT = Audit(
    "7c01", "Yearly", PACK, "tag:it",
    (Audited(ContractId(1)), Audited(ContractId(2), ("subject",))), DUE, "Kari", "kari", AT,
)  # fmt: skip
WORDS = Anchor(digest("one.pdf"), Source(3, None, "7.1", 0, 11, "the\nsubject", "person"))


def matrix(comment: str = "=1+1", audit: Audit = AUDIT, done: bool = False) -> Matrix:
    failed = Answer(ContractId(1), "subject", Verdict.FAIL, comment, (WORDS,), "kari", LATER)
    passed = Answer(ContractId(2), "signed", Verdict.PASS, "", (), "ola", AT)
    to_do = follow_up(audit, ITEMS[1], failed, "Ola", DUE, date(2026, 12, 1))
    told = Acknowledgement("obligation", DUE, to_do.id, None, "fixed", "ola")
    first = contract_with(
        id=ContractId(1), title="Lease", obligations=(to_do,), acknowledged=(told,) if done else ()
    )
    second = contract_with(id=ContractId(2), title="NDA")
    documents = {digest("one.pdf"): "one.pdf"}
    return laid_out(audit, [failed, passed], [first, second], documents, HEAD)


def text_of(page: bytes) -> str:
    """What a reader sees, on one line."""
    body = page.decode().split("<body>")[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_answers_give_the_same_bytes(suffix: str) -> None:
    assert report_bytes(matrix(), suffix) == report_bytes(matrix(), suffix)
    assert report_bytes(matrix(), suffix) != report_bytes(matrix("other"), suffix)


def test_the_page_has_everything_that_was_said() -> None:
    shown = text_of(audit_page(matrix()))

    for words in (
        "Audit Yearly",
        "Basics (basics.en, 1)",
        "1 pass, 1 fail, 0 not applicable, 1 open; 3 asked",
        "2026-12-01 10:00 UTC, kari",
        "Signed off not yet",
        "1 Lease · ✕",
        "2 NDA ✓",
        "2027-01-31 Ola open 1 Lease Audit Yearly: What is it <about>?",
        "GDPR art. 28(3) · major ✕ fail =1+1 the subject one.pdf, page 3, 7.1",
        "See & read.",
    ):
        assert words in shown
    assert "2 · NDA Question Answer Comment and evidence Who and when 1 Is it signed?" in shown


def test_the_page_says_what_is_done_and_who_signed_off() -> None:
    closed = Closing("per", LATER, "Discussed", 1)
    audit = Audit(**{**{n: getattr(AUDIT, n) for n in AUDIT.__slots__}, "closed": closed})

    shown = text_of(audit_page(matrix(audit=audit, done=True)))

    assert "Signed off 2026-12-02 09:30 UTC, per · Discussed" in shown
    assert "2027-01-31 Ola done 1" in shown


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_report_but_a_bare_table_has_the_head_and_how_to_check_it(suffix: str) -> None:
    report = report_bytes(matrix(), suffix)
    later = report_bytes(replace(matrix(), head=(1043, "9f" * 32)), suffix)

    line = f"1042:{'9f' * 32}"
    if suffix == ".html":
        assert f"Head of its history {line}" in text_of(report)
        assert "up to event 1042" in text_of(report) and "arkiv verify --head" in text_of(report)
    elif suffix == ".xlsx":
        said = dict(load_workbook(io.BytesIO(report))["About"].iter_rows(values_only=True))
        assert said["Head of its history"] == line
        assert "arkiv verify --head" in said["How to check it"]
        assert said["Checklist"] == "Basics (basics.en, 1)"
    elif suffix == ".json":
        assert json.loads(report)["head"] == line
    assert (report == later) is (suffix == ".csv")


def test_every_element_of_the_page_is_closed() -> None:
    unclosed: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, _attrs: object) -> None:
            if tag not in {"meta", "br"}:
                unclosed.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert unclosed.pop() == tag

    Reader().feed(audit_page(matrix()).decode())

    assert unclosed == []


@given(st.text(max_size=60))
def test_no_text_breaks_the_page_or_brings_anything_in(comment: str) -> None:
    page = audit_page(matrix(comment)).decode()

    plain = audit_page(matrix("")).decode()
    tags = re.findall(r"</?[a-z0-9]+", page)
    assert tags == re.findall(r"</?[a-z0-9]+", plain)
    assert not re.search(r"<(script|link|img|iframe|a)\b|\bsrc=|\bhref=|url\(|@import", page)
    assert "default-src 'none'" in page


def test_the_table_leaves_out_what_was_not_asked_and_runs_nothing() -> None:
    rows = list(csv.DictReader(io.StringIO(report_bytes(matrix(), ".csv").decode("utf-8-sig"))))

    assert [(row["Contract"], row["Item"], row["Answer"]) for row in rows] == [
        ("1", "signed", "open"),
        ("1", "subject", "fail"),
        ("2", "signed", "pass"),
    ]
    assert rows[1]["Comment"] == "'=1+1"
    assert rows[1]["Evidence"] == "the subject"
    assert rows[1]["Place"] == "one.pdf, page 3, 7.1"
    assert (rows[1]["Follow-up due"], rows[1]["Follow-up done"]) == ("2027-01-31", "false")


def test_the_workbook_has_days_and_texts_and_no_clock() -> None:
    book = load_workbook(io.BytesIO(report_bytes(matrix(), ".xlsx")))

    [heading, _first, second, _third] = book.active.iter_rows(values_only=True)
    said = dict(zip(heading, second, strict=True))
    assert said["Comment"] == "=1+1"
    assert said["Follow-up due"].date() == DUE
    assert book.properties.created.isoformat() == "2026-12-02T09:30:00"
    assert book.active.title == "Yearly"


def test_the_data_have_the_whole_audit_with_its_checklist() -> None:
    said = json.loads(report_bytes(matrix(), ".json"))

    assert said["progress"] == {"asked": 3, "pass": 1, "fail": 1, "not_applicable": 0, "open": 1}
    assert [item["id"] for item in said["pack"]["items"]] == ["signed", "subject"]
    [lease, nda] = said["contracts"]
    assert lease["answers"][1]["follow_up"]["owner"] == "Ola"
    assert lease["answers"][1]["evidence"][0]["text"] == "the\nsubject"
    assert [answer["asked"] for answer in nda["answers"]] == [True, False]


def test_a_document_that_is_not_known_is_named_by_its_hash() -> None:
    found = matrix()
    nameless = replace(found, documents={})

    assert Sha256(digest("one.pdf"))[:12] in text_of(audit_page(nameless))


def test_a_report_is_written_whole_and_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.HTML"
    write_report(path, matrix(), replace=False)
    before = path.read_bytes()

    with pytest.raises(BadInput, match="--replace"):
        write_report(path, matrix("other"), replace=False)
    assert path.read_bytes() == before

    write_report(path, matrix("other"), replace=True)
    assert path.read_bytes() != before
    with pytest.raises(BadInput, match=r"\.html, \.xlsx, \.csv, \.json"):
        write_report(tmp_path / "report.pdf", matrix(), replace=False)
    assert [each.name for each in tmp_path.iterdir()] == ["report.HTML"]
