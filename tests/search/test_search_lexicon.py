"""The words of the index, over all its segments."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.query_tree import TextField
from arkiv.search.engine import WhooshIndex
from arkiv.search.lexicon import Lexicon
from arkiv.search.sidecars import FieldWords, KeptWords, Written, write_words
from arkiv.search.snapshots import Snapshots
from arkiv.search.storage import Generations
from fakes.library import Library

words = st.text("abcæø", min_size=1, max_size=4)
segments = st.lists(st.dictionaries(words, st.integers(1, 9), max_size=8), max_size=4)


def field_words(counts: dict[str, int]) -> FieldWords:
    terms = sorted(counts)
    return FieldWords(terms, np.array([counts[term] for term in terms], np.int32))


def named(made: list[dict[str, int]]) -> dict[str, FieldWords]:
    return {str(place): field_words(counts) for place, counts in enumerate(made)}


@given(segments, words)
def test_a_lexicon_answers_as_a_plain_count_of_all_segments(
    made: list[dict[str, int]], sought: str
) -> None:
    lexicon = Lexicon.of(named(made))
    plain: Counter[str] = Counter()
    for counts in made:
        plain.update(counts)

    assert lexicon.terms == sorted(plain)
    assert lexicon.frequency(sought) == plain[sought]
    assert lexicon.beginning(sought) == sorted(t for t in plain if t.startswith(sought))
    assert lexicon.containing(sought) == sorted(t for t in plain if sought in t)


@given(segments, st.integers(0, 4))
def test_extending_a_lexicon_is_the_same_as_making_it(
    made: list[dict[str, int]], first: int
) -> None:
    every = named(made)
    before = Lexicon.of(dict(list(every.items())[:first]))

    extended = Lexicon.of(every, before)

    assert extended.terms == Lexicon.of(every).terms
    assert all(extended.frequency(t) == Lexicon.of(every).frequency(t) for t in extended.terms)


def test_words_of_a_segment_that_is_gone_are_not_kept() -> None:
    every = named([{"a": 1}, {"b": 2}])
    before = Lexicon.of(every)

    after = Lexicon.of({"1": every["1"]}, before)

    assert after.terms == ["b"]


def test_the_commonest_come_first_and_then_by_name() -> None:
    lexicon = Lexicon.of(named([{"a": 1, "b": 5, "c": 5, "d": 2}]))

    assert lexicon.commonest(lexicon.terms, 3) == ["b", "c", "d"]


def test_words_come_back_from_the_file_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "a.words"
    fields = {
        "text": Written([b"a", "ærfugl".encode()], [3, 1], [0, 9, 7_000_000_000]),
        "title": Written([], [], [0]),
    }
    with path.open("wb") as file:
        write_words(file, fields)

    kept = KeptWords.open(path)
    assert kept is not None
    found = kept.read()

    assert found["text"].terms == ["a", "ærfugl"]
    assert found["text"].frequencies.tolist() == [3, 1]
    assert found["text"].offsets is not None
    assert found["text"].offsets.tolist() == [0, 9, 7_000_000_000]
    assert found["title"].terms == []


def test_the_words_of_a_snapshot_grow_with_the_commits(tmp_path: Path) -> None:
    library = Library()
    index, generations, snapshots = (
        WhooshIndex(tmp_path, library),
        Generations(tmp_path),
        Snapshots(),
    )
    assert snapshots.newest(None).lexicon(TextField.TEXT).terms == []

    library.put(1, "rent paid")
    index.feed(library.entries(), library.seq)
    first = snapshots.newest(generations.current())
    assert first.lexicon(TextField.TEXT).terms == ["paid", "rent"]
    assert first.lexicon(TextField.TEXT) is first.lexicon(TextField.TEXT)

    library.put(2, "rent owed")
    index.feed(library.entries(index.mark()), library.seq)
    second = snapshots.newest(generations.current())
    assert second.lexicon(TextField.TEXT).terms == ["owed", "paid", "rent"]
    assert second.lexicon(TextField.TEXT).frequency("rent") == 2
    assert first.lexicon(TextField.TEXT).terms == ["paid", "rent"]
