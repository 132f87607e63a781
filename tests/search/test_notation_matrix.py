"""Every notation of an amount, a day or a reference finds every other one, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from arkiv.domain.index_port import Index
from arkiv.domain.query import parse
from arkiv.domain.searching import SearchRequest
from arkiv.search.engine import WhooshIndex
from fakes.index import FakeIndex
from fakes.library import TODAY, Library

_MILLION = (
    "1 234 567,50",
    "1\u00a0234\u00a0567,50",
    "1\u202f234\u202f567,50",
    "1\u2009234 567,50",
    "1.234.567,50",
    "1,234,567.50",
    "1'234'567.50",
    "1’234’567,50",
    "1234567,50",
    "1234567.50",
    "1234567,5",
    "NOK 1.234.567,50",
    "kr. 1 234 567,50",
    "€ 1.234.567,50",
    "US$1,234,567.50",
    "1 234 567,50 kr",
)
_THOUSANDS = (
    "84 500",
    "84.500",
    "84,500",
    "84'500",
    "84500",
    "84 500,00",
    "84.500,00",
    "84,500.00",
    "84500,-",
    "84.500,-",
    "84 500,–",
    "kr 84 500",
    "NOK 84 500",
    "SEK 84500",
    "DKK 84.500,00",
    "EUR 84.500",
    "$84,500.00",
    "£84,500",
    "CHF 84'500.-",
    "84 500 kr",
    "84 500 kroner",
    "TNOK 84,5",
)
_SCALED = (
    "2 500 000",
    "2.500.000,00",
    "2,500,000",
    "2500000",
    "MNOK 2,5",
    "NOK 2,5 mill.",
    "2,5 millioner kroner",
    "2,5 miljoen",
    "2,5 miljoner kronor",
    "2,5 Mio. EUR",
    "2.5 million",
)
_CENTS = ("kr 99,50", "NOK 99.50", "€ 99,5", "99,50", "$99.50", "99,50 kr")
_LAST_OF_YEAR = (
    "31.12.2026",
    "31. 12. 2026",
    "31-12-2026",
    "31/12/2026",
    "12/31/2026",
    "2026-12-31",
    "2026.12.31",
    "31.12.26",
    "31. desember 2026",
    "31 desember 2026",
    "31.desember 2026",
    "31. DESEMBER 2026",
    "31. des. 2026",
    "31 december 2026",
    "31 dec 2026",
    "31-dec-2026",
    "31. december 2026",
    "den 31 december 2026",
    "31. Dezember 2026",
    "31. Dez. 2026",
    "December 31, 2026",
    "December 31 2026",
    "Dec. 31, 2026",
    "31st December 2026",
    "December 31st, 2026",
    "31st day of December, 2026",
)
_MARCH = (
    "01.03.2025",
    "1.3.2025",
    "1. mars 2025",
    "1 mars 2025",
    "1 maart 2025",
    "1 mrt. 2025",
    "1. marts 2025",
    "1. März 2025",
    "1 March 2025",
    "March 1, 2025",
    "2025-03-01",
)
_MAY = ("1. mai 2026", "1 mei 2026", "1 maj 2026", "1. Mai 2026", "May 1, 2026", "01.05.2026")
_REFERENCE = ("KTR-2023/017", "KTR-2023-017", "KTR 2023/017", "KTR 2023 017", "KTR2023017")
_LAW_REFERENCE = ("NDA-2024-001234", "NDA 2024-001234", "NDA2024001234", "NDA_2024_001234")
_OWN_REFERENCE = ("4471-W", "4471/W", "4471W")
_NORWEGIAN = (
    "923 609 016",
    "923609016",
    "NO 923609016 MVA",
    "NO 923 609 016 MVA",
    "NO923609016MVA",
    "923.609.016",
)
_SWEDISH = ("559979-8203", "5599798203", "SE559979820301")
_DANISH = ("44104962", "44 10 49 62", "DK44104962")
_DUTCH = ("KvK 85079279", "85079279")
_TELEPHONE = ("22 33 44 55", "22334455")
_ACCOUNT = ("1234 56 78903", "1234.56.78903", "12345678903")

_THINGS = (
    _MILLION,
    _THOUSANDS,
    _SCALED,
    _CENTS,
    _LAST_OF_YEAR,
    _MARCH,
    _MAY,
    _REFERENCE,
    _LAW_REFERENCE,
    _OWN_REFERENCE,
    _NORWEGIAN,
    _SWEDISH,
    _DANISH,
    _DUTCH,
    _TELEPHONE,
    _ACCOUNT,
)

_OTHERS = (
    "§ 4.1.2 og 12.10 samt 31.12",
    "2026 og 2025",
    "kl. 16.30 og 08:00",
    "12,50 % og 84,5 prosent",
    "800 33 000 og +47 912 34 568",
    "1 234 568,50",
    "30.12.2026",
    "31. desember 2025",
    "KTR-2023/018",
    "923 609 017",
    "99 kroner",
)


@pytest.fixture(scope="module", params=["whoosh", "fake"])
def archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, dict[int, str]]]:
    library = Library()
    written = [text for thing in _THINGS for text in thing] + list(_OTHERS)
    texts = dict(enumerate(written, 1))
    for number, text in texts.items():
        library.put(number, f"Avtalen gjelder {text} for partene.", title="x")
    index: Index = (
        WhooshIndex(tmp_path_factory.mktemp("matrix") / "index", library)
        if request.param == "whoosh"
        else FakeIndex(library)
    )
    assert index.feed(library.entries(), library.seq)
    yield index, texts
    index.close()


def found(archive: tuple[Index, dict[int, str]], typed: str) -> set[str]:
    index, texts = archive
    answer = index.search(SearchRequest(parse(typed, TODAY), TODAY))
    return {texts[int(hit.id)] for hit in answer.hits}


@pytest.mark.parametrize("thing", _THINGS, ids=lambda thing: thing[0])
def test_every_notation_finds_every_notation(
    archive: tuple[Index, dict[int, str]], thing: tuple[str, ...]
) -> None:
    typed = [text for text in thing if not text.startswith(("den ", "KvK "))]

    answers = {text: found(archive, text) for text in typed}

    assert {text: sorted(set(thing) ^ answer) for text, answer in answers.items()} == {
        text: [] for text in typed
    }


@pytest.mark.parametrize("thing", _THINGS, ids=lambda thing: thing[0])
def test_a_number_is_marked_in_whatever_notation_it_stands(
    archive: tuple[Index, dict[int, str]], thing: tuple[str, ...]
) -> None:
    index, _texts = archive
    query = parse(thing[0], TODAY)
    unmarked = []

    for text in thing:
        page = f"Avtalen gjelder {text} for partene."
        spans = index.highlight(query, page)
        marked = {page[span.start : span.end] for span in spans}
        if not marked or any(words not in text for words in marked):
            unmarked.append((text, marked))

    assert unmarked == []


def test_quoted_numbers_are_found_as_they_stand(archive: tuple[Index, dict[int, str]]) -> None:
    assert found(archive, '"84 500"') == {
        text for text in _THOUSANDS if "84500" not in text and text[-4:] != "84,5"
    }
    assert found(archive, '"31. desember 2026"') == {
        "31. desember 2026",
        "31 desember 2026",
        "31.desember 2026",
        "31. DESEMBER 2026",
    }


@pytest.mark.parametrize("typed", ["2026 -31.12.2026", "2026 -(31. desember 2026)"])
def test_what_is_left_out_is_left_out_in_every_notation(
    archive: tuple[Index, dict[int, str]], typed: str
) -> None:
    assert found(archive, typed).isdisjoint(_LAST_OF_YEAR)


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("1 234 5", "1 234 567,50"),
        ("1 234 567,", "1 234 567,50"),
        ("1.234.5*", "1.234.567,50"),
        ("31. desem", "31. desember 2026"),
        ("31 desember 20", "31 desember 2026"),
        ("KTR-2023/0*", "KTR-2023/017"),
        ("2023/017", "KTR-2023/017"),
        ("KTR 2023", "KTR-2023/017"),
    ],
)
def test_what_is_half_typed_or_a_part_is_found_as_it_stands(
    archive: tuple[Index, dict[int, str]], typed: str, finds: str
) -> None:
    assert finds in found(archive, typed)
