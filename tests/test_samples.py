"""The sample contracts are built from their sources, and their expected facts hold together."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from pypdf.errors import PyPdfError

from arkiv.domain.counting import counted_back
from arkiv.domain.deadlines import upcoming
from arkiv.domain.facts import DocumentType
from arkiv.domain.outlook import Status
from arkiv.read.reader import read_file
from arkiv.samples import sample_files, sample_folder
from fakes.summaries import contract_with
from sample_sources import SampleSource, readable_samples, sample_sources

_TOOL = Path(__file__).parents[1] / "tools" / "make_samples.py"
_SCAN = "Scan_20240822_0007.pdf"
_DAMAGED = "Kopi av renovasjonsavtale 2023.pdf"
_DEMO_DAY = date(2026, 12, 1)
_MOD11_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)

readable = pytest.mark.parametrize("sample", readable_samples(), ids=lambda sample: sample.file)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, _TOOL, "--into", folder], check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.mark.parametrize("sample", sample_sources(), ids=lambda sample: sample.file)
def test_a_sample_is_what_its_source_builds(sample: SampleSource, rebuilt: Path) -> None:
    again = rebuilt / sample.file

    if sample.file == _SCAN:
        assert _pages_differ(sample.path, again) < 1
    elif sample.path.suffix == ".docx":
        assert _parts(sample.path) == _parts(again)
    else:
        assert sample.path.read_bytes() == again.read_bytes()


def test_every_sample_has_a_source() -> None:
    built = {path.relative_to(sample_folder()).as_posix() for path in sample_files()}

    assert built == {sample.file for sample in sample_sources()}


def test_the_samples_are_small_enough_to_come_with_the_program() -> None:
    assert sum(path.stat().st_size for path in sample_files()) < 600_000


def test_the_samples_show_every_kind_of_file_and_language() -> None:
    facts = [sample.expected for sample in readable_samples() if sample.expected]
    types = Counter(each.document_type for each in facts)

    assert {path.suffix for path in sample_files()} == {".pdf", ".docx"}
    assert {each.language for each in facts} == {"nb", "nn", "nl", "en"}
    assert {DocumentType.FRAMEWORK, DocumentType.AMENDMENT, DocumentType.LEASE} <= set(types)
    assert {DocumentType.EMPLOYMENT, DocumentType.DPA, DocumentType.NDA} <= set(types)
    assert {DocumentType.IT_SAAS, DocumentType.LOAN, DocumentType.COOPERATION} <= set(types)


def test_some_samples_are_due_soon_and_some_have_expired() -> None:
    facts = [sample.expected for sample in readable_samples() if sample.expected]

    ahead = [upcoming(contract_with(each), _DEMO_DAY) for each in facts]
    notices = [each.next_notice for each in ahead]
    statuses = Counter(each.status for each in ahead)

    assert sum(1 for day in notices if day and day <= _DEMO_DAY + timedelta(days=31)) >= 2
    assert statuses[Status.EXPIRED] >= 2
    assert statuses[Status.ACTIVE] >= 8


@readable
def test_a_sample_says_what_is_expected_of_it(sample: SampleSource) -> None:
    assert sample.expected is not None
    reading = read_file(sample.path, sample.path.suffix)
    said = _bare(" ".join(page.text for page in reading.pages))

    assert reading.fault is None
    assert _bare(sample.expected.title or "") in said
    for party in sample.expected.parties:
        assert _bare(party.name) in said
        assert _bare(party.role or "") in said
        assert _bare(party.org_number or "") in said


@readable
def test_expected_dates_of_a_sample_follow_from_its_term(sample: SampleSource) -> None:
    facts = sample.expected
    assert facts is not None

    if facts.term and facts.effective_date:
        assert facts.term.after(facts.effective_date) - timedelta(days=1) == facts.expiration_date
    if facts.notice_deadline and facts.expiration_date:
        assert facts.notice_period is not None
        counted = counted_back(facts.expiration_date, facts.notice_period)
        assert counted.rule == facts.notice_deadline
    if facts.auto_renewal:
        assert facts.notice_deadline is not None
    assert facts.evergreen is (facts.expiration_date is None)


@readable
def test_norwegian_numbers_of_a_sample_have_right_check_digits(sample: SampleSource) -> None:
    assert sample.expected is not None
    numbers = [party.org_number or "" for party in sample.expected.parties]

    for number in numbers:
        if len(number) == 9:
            assert _check_digit(number) == int(number[8])


def test_an_amendment_moves_the_end_of_the_agreement_it_amends() -> None:
    facts = [sample.expected for sample in readable_samples() if sample.expected]
    amendment = next(each for each in facts if each.document_type is DocumentType.AMENDMENT)
    amended = next(each for each in facts if each.title and _amends(amendment.amends, each.title))

    assert amended.parties == amendment.parties
    assert amended.expiration_date and amendment.expiration_date
    assert amended.expiration_date < amendment.expiration_date


def test_a_draft_with_tracked_changes_is_among_the_samples() -> None:
    draft = next(path for path in sample_files() if "v2 DEF" in path.name)

    reading = read_file(draft, ".docx")

    assert reading.tracked_changes
    assert "tweemaal met één jaar" in reading.pages[0].text
    assert "eenmaal" not in reading.pages[0].text


def test_the_scan_has_pages_and_no_words() -> None:
    pages = pypdf.PdfReader(sample_folder() / _SCAN).pages

    assert len(pages) == 2
    assert not any(page.extract_text().strip() for page in pages)


def test_the_damaged_sample_begins_as_a_pdf_and_has_no_page_for_any_parser() -> None:
    damaged = sample_folder() / _DAMAGED

    assert damaged.read_bytes().startswith(b"%PDF-")
    with pytest.raises(PyPdfError):
        len(pypdf.PdfReader(damaged).pages)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(damaged)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _pages_differ(one: Path, other: Path) -> float:
    """The greatest mean difference of a page in shades of grey; both have as many pages."""
    pages = [
        [page.render(scale=0.5).to_pil() for page in pypdfium2.PdfDocument(path)]
        for path in (one, other)
    ]
    return max(
        max(ImageStat.Stat(ImageChops.difference(left, right)).mean)
        for left, right in zip(*pages, strict=True)
    )


def _bare(text: str) -> str:
    """Letters and digits only: lines break and figures are grouped at will."""
    return re.sub(r"\W+", "", text).casefold()


def _amends(amends: str | None, title: str) -> bool:
    return amends is not None and title.casefold() in amends.casefold()


def _check_digit(number: str) -> int:
    """Modulus 11 with the weights of the Norwegian register of legal entities."""
    total = sum(
        int(digit) * weight for digit, weight in zip(number[:8], _MOD11_WEIGHTS, strict=True)
    )
    return -total % 11
