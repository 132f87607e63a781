"""What an evidence bundle holds, that it is the same twice, and what damage does to it."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from arkiv.domain.contracts import Link, LinkKind
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.values import Duration
from arkiv.errors import BadInput, PartlyFailed
from arkiv.export.evidence_page import Section
from arkiv.services.agenda import Agenda
from arkiv.services.bundle_readme import CHECK
from arkiv.services.bundles import Bundles
from arkiv.services.finding import Finder, SearchResult
from arkiv.services.indexing import Indexing
from arkiv.services.reviewing import Reviewing
from fakes.arrivals import arrival, extraction, finding, reading
from fakes.index import FakeIndex
from fakes.record import FakeRecord
from fakes.vault import FakeVault

TODAY = date(2026, 12, 1)


@dataclass
class Office:
    record: FakeRecord
    vault: FakeVault
    finder: Finder
    bundles: Bundles

    def lease(self, name: str = "lease.pdf", content: bytes = b"%PDF lease") -> ContractId:
        sha256, size = self.vault.put(io.BytesIO(content), ".pdf")
        came = replace(arrival(name), sha256=sha256, size=size)
        filed = self.record.documents.file(came, "kari")
        found = extraction(
            finding(Field.EXPIRATION_DATE, date(2027, 1, 31)),
            finding(Field.AUTO_RENEWAL, True),
            finding(Field.RENEWAL_TERM, Duration(years=1)),
            finding(Field.NOTICE_PERIOD, Duration(months=3)),
        )
        self.record.documents.save_reading(sha256, reading("text"), found, "intake")
        return filed.contract

    def search(self, text: str = "") -> SearchResult:
        self.finder.indexing.catch_up()
        return self.finder.search(text, TODAY)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    record, folder = FakeRecord(), tmp_path / "vault"
    folder.mkdir()
    index, vault = FakeIndex(record.contracts), FakeVault(folder)
    indexing = Indexing(record, index)
    reviewing = Reviewing(record, indexing, "kari")
    finder = Finder(record, index, indexing, (), ())
    return Office(record, vault, finder, Bundles(record, vault, reviewing, Agenda(record)))


def read(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def contract_of(files: dict[str, bytes], folder: str) -> Any:
    return json.loads(files[f"{folder}/contract.json"])


def test_each_contract_has_a_folder_with_its_original_and_what_is_known(
    office: Office, tmp_path: Path
) -> None:
    lease = office.lease()
    office.record.notes.add("n", lease, "Asked <b>them</b>", "kari")

    made = office.bundles.write(tmp_path / "b.zip", "lease", office.search())

    files = read(tmp_path / "b.zip")
    assert (made.contracts, made.originals, made.damages) == (1, 1, ())
    assert list(files) == sorted(files) == [
        "0001 lease/contract.json", "0001 lease/events.jsonl", "0001 lease/lease.pdf",
        "README.txt", "SHA256SUMS", "archive.json", "index.html",
    ]  # fmt: skip
    assert files["0001 lease/lease.pdf"] == b"%PDF lease"
    known = contract_of(files, "0001 lease")
    assert known["facts"]["expiration_date"] == "2027-01-31"
    assert known["evidence"]["expiration_date"][0]["sources"][0]["text"] == "words"
    assert known["notes"][0]["text"] == "Asked <b>them</b>"
    assert any("act by 2026-10-31" in due["proof"] for due in known["deadlines"])
    page = files["index.html"].decode()
    assert 'href="0001%20lease/lease.pdf"' in page and "act by 2026-10-31" in page
    assert "Asked &lt;b&gt;them&lt;/b&gt;" in page
    head = "{}:{}".format(*office.record.events.head())
    assert json.loads(files["archive.json"])["head"] == head
    assert head in page and head in files["README.txt"].decode()


def test_every_file_has_its_hash_in_the_sums(office: Office, tmp_path: Path) -> None:
    office.lease()
    office.bundles.write(tmp_path / "b.zip", "", office.search())

    files = read(tmp_path / "b.zip")

    sums = dict(line.split("  ", 1)[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_made_twice_it_is_the_same_bytes(office: Office, tmp_path: Path) -> None:
    office.lease("a.pdf", b"a")
    office.lease("b.pdf", b"b")

    for name in ("1.zip", "2.zip"):
        office.bundles.write(tmp_path / name, "", office.search())

    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_the_history_is_checked_by_the_few_lines_in_the_readme(
    office: Office, tmp_path: Path
) -> None:
    lease = office.lease()
    office.lease("other.pdf", b"other")
    office.record.tags.add([lease], "rent", "kari")
    office.bundles.write(tmp_path / "b.zip", "", office.search())
    with ZipFile(tmp_path / "b.zip") as bundle:
        bundle.extractall(tmp_path / "out")
    indented = "".join(f"    {line}".rstrip() + "\n" for line in CHECK.splitlines())
    assert indented in (tmp_path / "out" / "README.txt").read_text()

    sound = checked(tmp_path / "out")
    events = tmp_path / "out" / "0001 lease" / "events.jsonl"
    events.write_text(events.read_text().replace("rent", "sold"))
    forged = checked(tmp_path / "out")

    assert sound.returncode == 0 and "3 events hold" in sound.stdout
    assert forged.returncode == 1 and "AssertionError" in forged.stderr


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-c", CHECK], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("content", [b"altered", None])
def test_a_damaged_original_is_left_out_and_named(
    office: Office, tmp_path: Path, content: bytes | None
) -> None:
    office.lease("sound.pdf", b"sound")
    office.lease("broken.pdf", b"broken")
    (broken,) = (d for d in office.record.documents.every() if d.name == "broken.pdf")
    if content is None:
        del office.vault.contents[broken.sha256, ".pdf"]
    else:
        office.vault.damage(broken.sha256, ".pdf", content)

    made = office.bundles.write(tmp_path / "b.zip", "", office.search())

    files = read(tmp_path / "b.zip")
    assert made.originals == 1 and len(made.damages) == 1 and "broken.pdf" in made.damages[0]
    assert "0001 sound/sound.pdf" in files and "0002 broken/broken.pdf" not in files
    assert contract_of(files, "0002 broken")["documents"][0]["file"] is None
    for name in ("index.html", "README.txt", "archive.json"):
        assert made.damages[0] in files[name].decode()


def test_two_originals_of_one_name_are_numbered(office: Office, tmp_path: Path) -> None:
    lease = office.lease("Lease.pdf", b"1")
    office.lease("lease.PDF", b"2")
    found = office.search(f"id:{lease}")
    for filed in office.record.shelf.documents.values():
        filed.document = replace(filed.document, contract=lease)

    office.bundles.write(tmp_path / "b.zip", "", found)

    files = read(tmp_path / "b.zip")
    assert files["0001 Lease/Lease.pdf"] == b"1"
    assert files["0001 Lease/lease (2).pdf"] == b"2"


def test_a_linked_contract_that_is_not_here_is_said(office: Office, tmp_path: Path) -> None:
    lease, amendment = office.lease(), office.lease("amendment.pdf", b"amendment")
    office.record.links.add(Link(amendment, lease, LinkKind.AMENDMENT), "kari")

    office.bundles.write(tmp_path / "one.zip", "", office.search(f"id:{lease}"))
    office.bundles.write(tmp_path / "both.zip", "", office.search())

    assert ">not in this bundle</td>" in read(tmp_path / "one.zip")["index.html"].decode()
    assert ">not in this bundle</td>" not in read(tmp_path / "both.zip")["index.html"].decode()


def test_what_else_is_known_has_a_place(office: Office, tmp_path: Path) -> None:
    office.lease()

    def checklist(_contract: ContractId) -> Iterable[Section]:
        yield Section("Checklist", ("Question", "Answer"), (("Signed?", "yes"),))

    replace(office.bundles, beside=(checklist,)).write(tmp_path / "b.zip", "", office.search())

    files = read(tmp_path / "b.zip")
    assert "<h3>Checklist</h3>" in files["index.html"].decode()
    assert contract_of(files, "0001 lease")["beside"][0]["rows"] == [["Signed?", "yes"]]


def test_nothing_found_or_half_an_answer_writes_nothing(office: Office, tmp_path: Path) -> None:
    office.lease()
    target = tmp_path / "b.zip"

    with pytest.raises(BadInput, match="No contract was found"):
        office.bundles.write(target, "x", office.search("zebra"))
    with pytest.raises(BadInput, match=r"a bundle is a \.zip"):
        office.bundles.write(tmp_path / "b.tar", "", office.search())
    with pytest.raises(PartlyFailed):
        office.bundles.write(target, "", replace(office.search(), partial=True))

    assert not list(tmp_path.glob("*b.*"))
