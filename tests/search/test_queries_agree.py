"""Random queries: every way of answering finds the same contracts, and none fails or hangs."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from whoosh import query as stock
from whoosh.searching import Searcher

from arkiv.domain.index_port import Index
from arkiv.domain.query import QueryError, parse
from arkiv.domain.query_tree import And, Node, Not, Or, Phrase, Prefix, TextField
from arkiv.domain.searching import SearchRequest
from arkiv.search.engine import WhooshIndex
from arkiv.search.folding import terms
from arkiv.search.schema import FileIndex, FileStorage
from arkiv.search.storage import Generations
from fakes.index import FakeIndex
from fakes.library import TODAY, WORDS, Library, invented_library
from fakes.queries import any_text, invented_query

_EACH = 100
_SECONDS = 2.0
"""For one query over forty contracts, on a machine that is busy with other things."""

seeds = pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 20))]
)
"""300 queries each time, 2,000 in `make soak`."""


def answered(index: Index, text: str) -> frozenset[int]:
    answer = index.search(SearchRequest(parse(text, TODAY), TODAY))
    assert answer.total == len(answer.hits)
    return frozenset(int(hit.id) for hit in answer.hits)


def fed(index: Index, library: Library) -> None:
    assert index.feed(library.entries(index.mark()), library.seq)


@seeds
def test_the_quick_the_plain_and_the_brute_force_way_agree(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    library = invented_library(seed, 40)
    quick, brute = WhooshIndex(tmp_path / "index", library), FakeIndex(library)
    for index in (quick, brute):
        fed(index, library)
    for number in chance.sample(range(1, 41), 8):
        library.put(number, " ".join(chance.choices(WORDS, k=12)))
    for index in (quick, brute):
        fed(index, library)
    plain = WhooshIndex(_without_sidecars(tmp_path), library)

    for _ in range(_EACH):
        text = invented_query(chance)
        assert answered(quick, text) == answered(plain, text) == answered(brute, text), text

    quick.close()
    plain.close()


def _without_sidecars(folder: Path) -> Path:
    """A copy of the index that has to be read through Whoosh's own matchers."""
    copy = folder / "copy"
    shutil.copytree(folder / "index", copy)
    for words in copy.glob("gen-*/*.words"):
        words.unlink()
    return copy


@dataclass(frozen=True)
class Law:
    """Two ways of writing one query."""

    name: str
    left: Callable[[str, str, str], str]
    right: Callable[[str, str, str], str]


LAWS = (
    Law("order", lambda a, b, c: f"{a} {b} {c}", lambda a, b, c: f"{c} {a} {b}"),
    Law("order of OR", lambda a, b, c: f"{a} OR {b} OR {c}", lambda a, b, c: f"{c} OR {b} OR {a}"),
    Law("brackets", lambda a, b, c: f"{a} OR {b} {c}", lambda a, b, c: f"({b} OR {a}) {c}"),
    Law("AND", lambda a, b, c: f"{a} {b}", lambda a, b, c: f"{a} AND {b}"),
    Law("twice", lambda a, b, c: a, lambda a, b, c: f"{a} {a}"),
    Law("not not", lambda a, b, c: a, lambda a, b, c: f"--{a}"),
    Law("neither", lambda a, b, c: f"-({a} OR {b})", lambda a, b, c: f"-({a}) -({b})"),
    Law("absorbed", lambda a, b, c: a, lambda a, b, c: f"{a} ({a} OR {b})"),
    Law(
        "spread",
        lambda a, b, c: f"{a} ({b} OR {c})",
        lambda a, b, c: f"({a} {b}) OR ({a} {c})",
    ),
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_writing_it_otherwise_finds_the_same(tmp_path: Path, law: Law) -> None:
    chance = random.Random(law.name)
    library = invented_library(7, 40)
    index = WhooshIndex(tmp_path / "index", library)
    fed(index, library)

    for _ in range(30):
        parts = [f"({invented_query(chance)})" for _ in range(3)]
        parts = [part for part in parts if "trashed" not in part] + ["rent", "lease", "oslo"]
        left, right = law.left(*parts[:3]), law.right(*parts[:3])
        assert answered(index, left) == answered(index, right), (left, right)

    index.close()


@seeds
def test_whatever_is_typed_is_answered_or_refused_at_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(1000 + seed)
    library = invented_library(seed, 40)
    index = WhooshIndex(tmp_path / "index", library)
    fed(index, library)

    for _ in range(_EACH):
        text = any_text(chance)
        started = time.process_time()
        with suppress(QueryError):
            answered(index, text)
        assert time.process_time() - started < _SECONDS, text

    index.close()


@seeds
def test_stock_whoosh_finds_the_same_in_the_same_files(tmp_path: Path, seed: int) -> None:
    chance = random.Random(2000 + seed)
    library = Library()
    _put_plain(library, range(1, 41), chance)
    index = WhooshIndex(tmp_path / "index", library)
    fed(index, library)
    _put_plain(library, chance.sample(range(1, 41), 8), chance)
    fed(index, library)
    current = Generations(tmp_path / "index").current()
    assert current is not None

    with FileIndex(FileStorage(str(current))).searcher() as searcher:
        for _ in range(_EACH):
            text = _exact_query(chance)
            assert answered(index, text) == _by_stock(searcher, parse(text, TODAY).root), text

    index.close()


def _put_plain(library: Library, numbers: Iterable[int], chance: random.Random) -> None:
    """Without words broken at line ends, which stock phrases know nothing of."""

    def words(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    for number in numbers:
        notes = (words(5),) if chance.random() < 0.3 else ()
        library.put(number, words(30), words(30), title=words(3), tags=(words(1),), notes=notes)


def _exact_query(chance: random.Random, depth: int = 0) -> str:
    """Of quoted words and beginnings, which mean nothing but themselves."""
    plain = [word for word in WORDS if word.isalpha()]

    def part() -> str:
        kind = chance.random()
        field = chance.choice(("", "", "title:", "note:", "text:"))
        if kind < 0.3:
            return f"{field}{chance.choice(plain)[: chance.randint(2, 4)]}*"
        if kind < 0.8 or depth > 2:
            return f'{field}"{" ".join(chance.choices(plain, k=chance.choice((1, 1, 2, 3))))}"'
        return f"({_exact_query(chance, depth + 1)})"

    parts = [("-" if chance.random() < 0.2 else "") + part() for _ in range(chance.randint(1, 3))]
    return chance.choice((" ", " OR ")).join(parts)


def _by_stock(searcher: Searcher, root: Node) -> frozenset[int]:
    hits = searcher.search(_stock(root), limit=None)
    return frozenset(hit["id"][0] for hit in hits)


def _stock(node: Node) -> stock.Query:
    if isinstance(node, And):
        return stock.And([_stock(part) for part in node.parts])
    if isinstance(node, Or):
        return stock.Or([_stock(part) for part in node.parts])
    if isinstance(node, Not):
        return stock.And([stock.Every(), stock.Not(_stock(node.part))])
    assert isinstance(node, Phrase | Prefix)
    fields = (node.field,) if node.field else tuple(TextField)
    return stock.Or([_in_field(str(field), node) for field in fields])


def _in_field(field: str, node: Phrase | Prefix) -> stock.Query:
    found = list(terms(node.text))
    if isinstance(node, Prefix):
        return stock.Prefix(field, found[0])
    if len(found) == 1:
        return stock.Term(field, found[0])
    return stock.Phrase(field, found, slop=4)
