"""Cancelling a search, and answering with what was found when the time is up."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from arkiv.domain.query import parse
from arkiv.domain.searching import SearchAnswer, SearchRequest
from arkiv.errors import Cancelled
from arkiv.search import engine
from arkiv.search.engine import WhooshIndex
from arkiv.search.matching import Remembered
from fakes.library import TODAY, Library


@pytest.fixture
def index(tmp_path: Path) -> WhooshIndex:
    library = Library()
    library.put(1, "rent", title="deposit")
    library.put(2, "rent and deposit")
    made = WhooshIndex(tmp_path / "index", library)
    made.feed(library.entries(), library.seq)
    return made


def ask(index: WhooshIndex, text: str) -> SearchAnswer:
    return index.search(SearchRequest(parse(text, TODAY), TODAY))


def test_a_search_is_cancelled_between_two_words(index: WhooshIndex) -> None:
    asked = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 4

    with pytest.raises(Cancelled):
        index.search(SearchRequest(parse("rent deposit notice", TODAY), TODAY), stop)

    assert len(asked) == 5
    assert ask(index, "rent").total == 2


def test_a_search_that_waits_for_another_can_be_cancelled(index: WhooshIndex) -> None:
    index._reading.acquire()
    wanted = threading.Event()
    failed = []

    def search() -> None:
        try:
            index.search(SearchRequest(parse("rent", TODAY), TODAY), wanted.is_set)
        except Cancelled as error:
            failed.append(error)

    waiting = threading.Thread(target=search)
    waiting.start()
    wanted.set()
    waiting.join(5)
    index._reading.release()

    assert len(failed) == 1


@pytest.mark.parametrize("text", ["rent", "rent deposit", "rent OR deposit", "rent -deposit", "*"])
def test_an_answer_out_of_time_is_marked_and_names_no_wrong_contract(
    index: WhooshIndex, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = set(ask(index, text).hits.ids)
    index._remembered = Remembered()
    monkeypatch.setattr(engine, "LIMIT_SECONDS", 0.0)

    answer = ask(index, text)

    assert answer.partial is (text != "*")
    assert set(answer.hits.ids) <= everything


def test_an_answer_that_ran_out_of_time_is_not_remembered(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr(engine, "LIMIT_SECONDS", 0.0)
        assert ask(index, "rent").partial

    answer = ask(index, "rent")

    assert not answer.partial
    assert answer.total == 2


def test_an_answer_in_time_is_whole(index: WhooshIndex) -> None:
    assert not ask(index, "rent deposit").partial
