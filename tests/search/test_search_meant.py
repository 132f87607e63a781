"""Finding what people mean: the labelled queries over the samples and the Nordic corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from arkiv.domain.facts import Facts
from arkiv.domain.index_port import Index
from arkiv.domain.query import QueryError, parse
from arkiv.domain.searching import SearchRequest
from arkiv.read.reader import read_file
from arkiv.read.unreadable import Unreadable
from arkiv.search.engine import WhooshIndex
from fakes.library import TODAY, Library
from meant_queries import Half, Kind, MeantQuery, Outcome, meant_queries, score
from nordic_corpus import corpus_contracts
from sample_sources import sample_sources

_RECALL = 0.95
_PRECISION = 0.80

Names = dict[int, str]
Archive = tuple[Index, Names]


def _sample_names() -> frozenset[str]:
    return frozenset(Path(source.file).stem for source in sample_sources())


def _corpus_names() -> frozenset[str]:
    return frozenset(contract.name for contract in corpus_contracts())


@cache
def _texts(path: Path) -> tuple[str, ...]:
    try:
        return tuple(page.text for page in read_file(path, path.suffix).pages)
    except Unreadable:
        return ()


def _file(library: Library, names: Names, path: Path, facts: Facts, folder: str) -> None:
    """One contract with its text as read and its facts as a careful reader takes them."""
    number = len(names) + 1
    names[number] = path.stem
    title = facts.title or path.stem
    library.put(number, *_texts(path), title=title, facts=facts, folder=folder)


@pytest.fixture(scope="module", params=["samples", "samples and corpus"])
def archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    contracts = corpus_contracts() if request.param == "samples and corpus" else ()
    if request.param == "samples and corpus" and not contracts:
        pytest.skip("../shared/corpus is not here: only the samples are judged")
    library, names = Library(), Names()
    for source in sample_sources():
        folder = str(Path(source.file).parent).strip(".")
        _file(library, names, source.path, source.expected or Facts(), folder)
    for contract in contracts:
        _file(library, names, contract.path, contract.facts, "")
    index = WhooshIndex(tmp_path_factory.mktemp("meant") / "index", library)
    assert index.feed(library.entries(), library.seq)
    yield index, names
    index.close()


def _outcome(archive: Archive, query: MeantQuery) -> Outcome:
    """A query that is refused finds nothing."""
    index, names = archive
    try:
        answer = index.search(SearchRequest(parse(query.text, TODAY), TODAY))
    except QueryError:
        return Outcome(query, ())
    return Outcome(query, tuple(names[int(hit.id)] for hit in answer.hits))


def _outcomes(archive: Archive, half: Half) -> tuple[Outcome, ...]:
    documents = frozenset(archive[1].values())
    asked = (query.among(documents) for query in meant_queries() if query.half is half)
    return tuple(_outcome(archive, query) for query in asked if query is not None)


def _report(outcomes: tuple[Outcome, ...], half: Half) -> str:
    """Means by language and by kind; each query that falls short, of the half for tuning alone."""
    lines = [_means("all", outcomes)]
    for language in dict.fromkeys(outcome.query.language for outcome in outcomes):
        lines.append(_means(language, tuple(o for o in outcomes if o.query.language == language)))
    for kind in dict.fromkeys(outcome.query.kind for outcome in outcomes):
        lines.append(_means(kind, tuple(o for o in outcomes if o.query.kind is kind)))
    if half is Half.TUNING:
        lines += [_shortfall(outcome) for outcome in outcomes if outcome.missed or outcome.beside]
    return "\n".join(lines)


def _means(name: str, outcomes: tuple[Outcome, ...]) -> str:
    means = score(outcomes)
    return f"{name:20} {means.queries:4} {means.recall:6.3f} {means.precision:6.3f}"


def _shortfall(outcome: Outcome) -> str:
    return f"{outcome.query.text}: missed {outcome.missed}, beside {outcome.beside}"


@pytest.mark.parametrize("half", list(Half))
def test_people_find_what_they_mean(archive: Archive, half: Half) -> None:
    outcomes = _outcomes(archive, half)
    print(report := _report(outcomes, half))

    means = score(outcomes)

    assert means.recall >= _RECALL, report
    assert means.precision >= _PRECISION, report


def test_a_label_names_a_document_there_is() -> None:
    known = _sample_names() | _corpus_names()
    if not _corpus_names():
        pytest.skip("../shared/corpus is not here: its documents' names cannot be checked")

    named = {name for query in meant_queries() for name in query.expects | query.tolerates}

    assert named <= known


def test_every_query_is_asked_once_and_means_something() -> None:
    queries = meant_queries()

    assert [text for text, times in Counter(q.text for q in queries).items() if times > 1] == []
    assert [q.text for q in queries if not q.expects or q.expects & q.tolerates] == []


def test_each_half_holds_every_kind_and_language_there_is_enough_of() -> None:
    queries = meant_queries()
    kinds = {half: {q.kind for q in queries if q.half is half} for half in Half}
    languages = {half: {q.language for q in queries if q.half is half} for half in Half}

    assert len(queries) >= 120
    assert kinds == {half: set(Kind) for half in Half}
    assert all({"nb", "nn", "nl", "en"} <= found for found in languages.values())
    assert abs(sum(1 if q.half is Half.ASIDE else -1 for q in queries)) <= 1


def test_what_is_found_beside_the_expected_costs_precision_unless_tolerated() -> None:
    meant = MeantQuery(
        "rent", "en", Kind.TOPIC, Half.TUNING, frozenset({"a", "b"}), frozenset({"c"})
    )

    outcome = Outcome(meant, ("a", "c", "d", "e"))

    assert outcome.recall == 0.5
    assert outcome.precision == 0.5
    assert outcome.missed == ("b",)
    assert outcome.beside == ("d", "e")
    assert Outcome(meant, ()).precision == 0.0
