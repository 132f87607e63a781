"""The order a lawyer would expect, in small libraries."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from arkiv.domain.facts import DocumentType, Facts
from arkiv.domain.query import parse
from arkiv.domain.searching import SearchRequest, SortKey
from arkiv.domain.values import Party
from arkiv.search.engine import WhooshIndex
from fakes.library import TODAY, Library

BODY = "the parties agree on what follows and on nothing else " * 20


@pytest.fixture
def library() -> Library:
    return Library()


def order(tmp_path: Path, library: Library, text: str, **asked: object) -> list[int]:
    index = WhooshIndex(tmp_path / "index", library)
    index.feed(library.entries(), library.seq)
    request = SearchRequest(parse(text, TODAY), TODAY, **asked)  # type: ignore[arg-type]
    answer = index.search(request)
    index.close()
    return list(answer.hits.ids)


def test_a_title_comes_before_a_text_that_says_the_word_all_the_time(
    tmp_path: Path, library: Library
) -> None:
    library.put(1, BODY + "lease " * 300, title="Kaigata 12")
    library.put(
        2, BODY, title="Lease of the premises at Kaigata 12 in Oslo, with garage and garden"
    )
    library.put(3, "lease " * 50)

    assert order(tmp_path, library, "lease")[0] == 2


def test_a_party_comes_before_a_text_that_names_it_often(tmp_path: Path, library: Library) -> None:
    library.put(1, BODY + "acme " * 200)
    others = tuple(Party(f"Company {letter} AS") for letter in "abcdefgh")
    library.put(2, BODY, facts=Facts(parties=(Party("Acme AS"), *others)))
    library.put(3, BODY + "acme", facts=Facts(parties=(Party("Other AS"),)))

    assert order(tmp_path, library, "acme") == [2, 1, 3]


def test_a_title_comes_before_a_party_and_a_party_before_a_tag(
    tmp_path: Path, library: Library
) -> None:
    library.put(1, BODY, tags=("nordlys",))
    library.put(2, BODY, facts=Facts(parties=(Party("Nordlys"),)))
    library.put(3, BODY, title="Nordlys")
    library.put(4, BODY + "nordlys")

    assert order(tmp_path, library, "nordlys") == [3, 2, 1, 4]


def test_more_of_the_words_come_before_fewer(tmp_path: Path, library: Library) -> None:
    library.put(1, BODY + "rent and deposit and notice")
    library.put(2, BODY + "deposit " * 100)
    library.put(3, BODY + "rent rent rent and deposit deposit")

    assert order(tmp_path, library, "rent OR deposit OR notice") == [1, 3, 2]


def test_equal_contracts_come_newest_first(tmp_path: Path, library: Library) -> None:
    library.put(1, BODY + "rent", filed_on=TODAY - timedelta(days=1))
    library.put(2, BODY + "rent", filed_on=TODAY)
    library.put(3, BODY + "rent", filed_on=TODAY - timedelta(days=9))

    assert order(tmp_path, library, "rent") == [2, 1, 3]
    assert order(tmp_path, library, "") == [2, 1, 3]


def test_what_has_no_value_comes_last_both_ways(tmp_path: Path, library: Library) -> None:
    library.put(1, owner="Ola", folder="b", facts=Facts(language="nb"))
    library.put(2, owner=None, folder="", facts=Facts())
    library.put(3, owner="kari", folder="a", facts=Facts(document_type=DocumentType.NDA))

    assert order(tmp_path, library, "", sort=SortKey.OWNER) == [3, 1, 2]
    assert order(tmp_path, library, "", sort=SortKey.OWNER, descending=True) == [1, 3, 2]
    assert order(tmp_path, library, "", sort=SortKey.FOLDER) == [3, 1, 2]
    assert order(tmp_path, library, "", sort=SortKey.LANGUAGE, descending=True) == [1, 3, 2]
    assert order(tmp_path, library, "", sort=SortKey.DOCUMENT_TYPE) == [3, 2, 1]
