"""Collecting the words of a segment and writing them as blocks."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.search import blocks, pool
from arkiv.search.blocks import Blocks, read_blocks
from arkiv.search.pool import Batch, Pool

Text = list[tuple[str, int]]
texts = st.lists(st.tuples(st.sampled_from("abcæø"), st.integers(0, 400_000)), max_size=6)
documents = st.lists(st.dictionaries(st.sampled_from(["text", "title"]), texts), max_size=6)
Told = dict[tuple[str, bytes], dict[int, list[int]]]


class Memory:
    """Storage for the runs."""

    def __init__(self) -> None:
        self.files: dict[str, io.BytesIO] = {}

    def create_file(self, name: str) -> Any:
        return Opened(self.files.setdefault(name, io.BytesIO()))

    def open_file(self, name: str) -> Any:
        return Opened(io.BytesIO(self.files[name].getvalue()))

    def delete_file(self, name: str) -> None:
        del self.files[name]


class Opened:
    def __init__(self, file: io.BytesIO) -> None:
        self._file = file

    def raw_file(self) -> io.BytesIO:
        return self._file

    def close(self) -> None:
        pass


def pooled(made: list[dict[str, Text]], limit_words: int) -> list[Batch]:
    filled = Pool(Memory(), limit_words)
    for document, fields in enumerate(made):
        for field, text in fields.items():
            filled.add(field, document, [word for word, _place in text], [p for _w, p in text])
    batches = list(filled.iter_postings())
    filled.cleanup()
    return batches


def told(made: list[dict[str, Text]]) -> Told:
    found: Told = defaultdict(lambda: defaultdict(list))
    for document, fields in enumerate(made):
        for field, text in fields.items():
            for word, place in sorted(text):
                found[field, word.encode()][document].append(place)
    return {key: dict(docs) for key, docs in found.items()}


def listed(batch: Batch) -> Told:
    found: Told = {}
    written = Blocks(batch, with_places=True)
    for at, term in enumerate(batch.terms):
        docs = found[batch.field, term] = {}
        for block in read_blocks(memoryview(written.term(at))):
            every = iter(block.places().tolist())
            for document, count in zip(block.docs().tolist(), block.counts().tolist(), strict=True):
                docs[document] = [next(every) for _place in range(count)]
            assert block.last == document
    return found


@given(documents, st.sampled_from([1, 4, 1000]))
def test_what_went_in_comes_out_by_field_and_term(
    made: list[dict[str, Text]], limit_words: int
) -> None:
    batches = pooled(made, limit_words)

    keys = [(batch.field, term) for batch in batches for term in batch.terms]
    assert keys == sorted(told(made))
    assert {key: docs for batch in batches for key, docs in listed(batch).items()} == told(made)


@pytest.mark.parametrize("small", [True, False])
def test_batches_and_blocks_of_any_size_hold_the_same(
    small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[dict[str, Text]] = [
        {"text": [("all", place * 4) for place in range(n % 300)] + [(f"w{n % 7}", 5)]}
        for n in range(1, 700)
    ]
    if small:
        monkeypatch.setattr(pool, "_BATCH", 50)
        monkeypatch.setattr(blocks, "_SIZE", 16)

    batches = pooled(made, 20_000)

    assert {key: docs for batch in batches for key, docs in listed(batch).items()} == told(made)


def test_a_place_beyond_all_texts_is_the_last_one() -> None:
    (batch,) = pooled([{"text": [("a", 1 << 40)]}], 1000)

    assert batch.places.tolist() == [(1 << 24) - 1]
    assert np.array_equal(batch.counts, [1])
