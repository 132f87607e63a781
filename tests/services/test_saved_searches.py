"""Searches kept under a name: what stands in their files, and what people do with them."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.query import QueryError
from arkiv.domain.saved import SavedSearch, name_from
from arkiv.domain.searching import Facet, SortKey
from arkiv.errors import BadInput, NotFound
from arkiv.search_files import SearchFiles
from arkiv.services.finding import Finder, Selection
from arkiv.services.indexing import Indexing
from arkiv.services.saved_searches import SavedSearches, selection_of
from fakes.index import FakeIndex
from fakes.record import FakeRecord

TODAY = date(2026, 12, 1)
LEASES = SavedSearch(
    "leases-that-end-soon",
    "Leases that end soon",
    'type:lease "Øst Eiendom"',
    {Facet.STATUS: frozenset({"active", "upcoming"})},
    {Facet.TAG: frozenset({'say "no"'})},
    SortKey.EXPIRATION_DATE,
    True,
)


@pytest.fixture
def files(tmp_path: Path) -> SearchFiles:
    return SearchFiles(tmp_path / "searches")


@pytest.fixture
def saved(files: SearchFiles) -> SavedSearches:
    record = FakeRecord()
    index = FakeIndex(record.contracts)
    return SavedSearches(files, Finder(record, index, Indexing(record, index), (), ()))


def test_a_saved_search_is_read_as_it_was_written(files: SearchFiles) -> None:
    path = files.put(LEASES)

    assert files.every() == ((LEASES,), ())
    assert 'query = "type:lease \\"Øst Eiendom\\""' in path.read_text(encoding="utf-8")


@given(title=st.text(min_size=1), query=st.text(), value=st.text())
def test_any_text_stands_in_a_file_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, query: str, value: str
) -> None:
    files = SearchFiles(tmp_path_factory.mktemp("searches"))
    search = SavedSearch("any", title, query, {Facet.TAG: frozenset({value})})

    files.put(search)

    (found,), broken = files.every()
    assert (found.title, found.query, found.include) == (title, query, search.include)
    assert not broken


@given(st.text(max_size=60))
def test_a_name_is_safe_for_a_file_and_names_itself(title: str) -> None:
    try:
        name = name_from(title)
    except BadInput:
        return

    assert not set(name) & set('/\\:*?"<>|.\0\n ')
    assert name_from(name) == name
    assert len(f"{name}.toml".encode()) < 200


def test_titles_that_differ_in_case_and_blanks_have_one_name() -> None:
    assert name_from(" Leases: End soon ") == name_from("leases end SOON") == "leases-end-soon"
    assert name_from("CON") == "con-"
    with pytest.raises(BadInput):
        name_from("…/…")


def test_a_broken_file_is_named_and_the_others_still_work(files: SearchFiles) -> None:
    files.put(LEASES)
    wrong = {
        "a.toml": "query = ",
        "b.toml": 'sort = "size"',
        "c.toml": 'qery = "x"',
        "d.toml": "[include]\nstatus = [1]",
        "e.toml": '[include]\ncolour = ["red"]',
        "f.toml": "query = 7",
        "g.toml": 'descending = "yes"',
        "h.toml": "include = 7",
    }
    for name, text in wrong.items():
        (files.folder / name).write_text(text)
    (files.folder / "i.toml").write_bytes(b"\xff\xfe")
    (files.folder / "…….toml").write_text("")
    (files.folder / "Leases that end soon.toml").write_text("")

    found, broken = files.every()

    assert [search.name for search in found] == [LEASES.name]
    assert len(broken) == len(wrong) + 3
    assert all(each.message for each in broken)


def test_a_file_that_a_person_wrote_needs_next_to_nothing(files: SearchFiles) -> None:
    files.folder.mkdir()
    (files.folder / "Mine Leases.toml").write_text('query = "leie"\n[include]\nstatus = "active"')

    ((search,), broken) = files.every()

    assert (search.name, search.title) == ("mine-leases", "Mine Leases")
    assert search.include == {Facet.STATUS: frozenset({"active"})}
    assert files.put(search).name == "Mine Leases.toml"
    assert not broken


def test_nothing_half_written_is_ever_read(files: SearchFiles) -> None:
    files.put(LEASES)

    assert [path.name for path in files.folder.iterdir()] == ["leases-that-end-soon.toml"]
    tomllib.loads((files.folder / "leases-that-end-soon.toml").read_text(encoding="utf-8"))


def test_what_is_forgotten_is_put_aside_and_never_deleted(files: SearchFiles) -> None:
    kept = []
    for _again in range(2):
        files.put(LEASES)
        kept.append(files.forget(LEASES.name))

    assert files.every() == ((), ())
    assert len(set(kept)) == 2
    assert all(path is not None and path.is_file() for path in kept)
    assert files.forget("nothing") is None


def test_another_search_of_the_same_name_is_replaced_only_when_told(saved: SavedSearches) -> None:
    saved.save("Rents", "rent", Selection(), TODAY)
    saved.save("Rents", "rent", Selection(), TODAY)  # the same again is nothing

    with pytest.raises(BadInput, match="already"):
        saved.save("rents!", "lease", Selection(), TODAY)
    assert saved.get("rents").query == "rent"

    saved.save("rents", "lease", Selection(), TODAY, replace=True)
    assert saved.get("rents").query == "lease"


def test_a_search_that_cannot_be_asked_is_not_saved(saved: SavedSearches) -> None:
    with pytest.raises(QueryError):
        saved.save("Soon", "expires:soonish", Selection(), TODAY)


def test_a_query_that_a_person_broke_is_said_and_the_others_are_counted(
    saved: SavedSearches, files: SearchFiles
) -> None:
    saved.save("All", "", Selection(), TODAY)
    (files.folder / "bad.toml").write_text('query = "expires:soonish"')

    everything, bad = saved.counted(TODAY)

    assert (everything.total, everything.trouble) == (0, "")
    assert bad.total is None and bad.trouble


def test_an_unknown_name_says_which_there_are(saved: SavedSearches) -> None:
    with pytest.raises(NotFound, match="none yet"):
        saved.get("rents")
    saved.save("All", "", Selection(), TODAY)
    with pytest.raises(NotFound, match="all"):
        saved.forget("rents")


def test_what_is_typed_beside_a_saved_search_comes_on_top() -> None:
    more = Selection({Facet.STATUS: frozenset({"expired"})}, {}, SortKey.TITLE)

    both = selection_of(LEASES, more)

    assert both.include == {Facet.STATUS: frozenset({"active", "upcoming", "expired"})}
    assert both.exclude == LEASES.exclude
    assert (both.sort, both.descending) == (SortKey.TITLE, None)
    assert selection_of(LEASES).sort is SortKey.EXPIRATION_DATE
