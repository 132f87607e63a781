"""One suite for the port, run on Whoosh and on the fake."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from arkiv.domain.documents import Page
from arkiv.domain.facts import DocumentType, Facts
from arkiv.domain.index_port import Index, SummarySource
from arkiv.domain.query import parse
from arkiv.domain.searching import Facet, FacetCount, SearchAnswer, SearchRequest, SortKey
from arkiv.domain.values import Party
from arkiv.errors import Cancelled
from arkiv.search.engine import WhooshIndex
from fakes.index import FakeIndex
from fakes.library import TODAY, WORDS, Library, invented_library
from fakes.queries import invented_query

Make = Callable[..., Index]


@pytest.fixture(params=["whoosh", "fake"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    made: list[Index] = []

    def build(source: SummarySource, **own: Any) -> Index:
        index: Index = (
            WhooshIndex(tmp_path / "index", source, **own)
            if request.param == "whoosh"
            else FakeIndex(source, **own)
        )
        made.append(index)
        return index

    yield build
    for index in made:
        index.close()


@pytest.fixture
def library() -> Library:
    return Library()


def ask(
    index: Index,
    text: str,
    include: dict[Facet, frozenset[str]] | None = None,
    exclude: dict[Facet, frozenset[str]] | None = None,
    sort: SortKey = SortKey.RELEVANCE,
    descending: bool | None = None,
    limit: int | None = None,
) -> SearchAnswer:
    request = SearchRequest(
        parse(text, TODAY), TODAY, include or {}, exclude or {}, sort, descending, limit
    )
    return index.search(request)


def found(index: Index, text: str) -> set[int]:
    return {int(hit.id) for hit in ask(index, text).hits}


def fed(index: Index, library: Library) -> Index:
    assert index.feed(library.entries(index.mark()), library.seq)
    return index


def test_a_new_index_holds_nothing_and_still_answers_from_the_columns(
    make: Make, library: Library
) -> None:
    library.put(1, "lease", facts=Facts(document_type=DocumentType.LEASE))
    index = make(library)

    assert index.mark() == 0
    assert index.ids() == frozenset()
    assert found(index, "lease") == set()
    assert found(index, "") == {1}
    assert found(index, "type:lease") == {1}


def test_words_phrases_prefixes_and_what_is_left_out(make: Make, library: Library) -> None:
    library.put(1, "Change of control is a ground for termination.")
    library.put(2, "A change the control room will see.")
    library.put(3, "Terminal building")
    index = fed(make(library), library)

    assert found(index, "change control") == {1, 2}
    assert found(index, '"change of control"') == {1}
    assert found(index, '"change control"') == set()
    assert found(index, "termin*") == {1, 3}
    assert found(index, "change -termination") == {2}
    assert found(index, "termination OR terminal") == {1, 3}
    assert found(index, "(termination OR terminal) -change") == {3}


def test_signs_alone_leave_nothing_out(make: Make, library: Library) -> None:
    library.put(1, "rent")
    index = fed(make(library), library)

    assert found(index, "§ rent") == {1}
    assert found(index, "-§") == {1}
    assert found(index, "&") == {1}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Årsaken til oppsigelse", "arsaken"),
        ("A\u030arsaken til", "årsaken"),
        ("arsaken til", "ÅRSAKEN"),
        ("over\u00adeenkomst", "overeenkomst"),
        ("over\u200beenkomst", "overeenkomst"),
        ("ﬁnancial", "financial"),
        ("financial", "ﬁnancial"),
        ("Straße", "strasse"),
        ("fæle øyer", "faele oyer"),
        ("Œuvre", "oeuvre"),
        ("avtale² gjelder", "avtale"),
        ("KTR-2023/017", "ktr-2023/017"),
        ("KTR-2023/017", "2023"),
        ("oppsigel-\nsesfrist", "oppsigelsesfrist"),
        ("oppsigel\u00ad\nsesfrist", "oppsigelsesfrist"),
        ("non-\ncompete", "non-compete"),
        ("en oppsigel-\n  sesfrist er", '"en oppsigelsesfrist er"'),
        ("a non-\ncompete clause", '"a non-compete clause"'),
        ("the first page", '"first page"'),
    ],
)
def test_a_spelling_finds_its_other_spellings(
    make: Make, library: Library, text: str, query: str
) -> None:
    library.put(1, text)
    library.put(2, "noe helt annet")
    index = fed(make(library), library)

    assert found(index, query) == {1}


def test_half_of_a_broken_word_is_not_followed_by_the_next_word(
    make: Make, library: Library
) -> None:
    library.put(1, "en oppsigel-\nsesfrist er")
    index = fed(make(library), library)

    assert found(index, '"oppsigel er"') == set()
    assert found(index, '"en sesfrist"') == set()
    assert found(index, '"oppsigelsesfrist sesfrist"') == set()


def test_a_phrase_runs_over_pages_but_not_from_text_to_text(make: Make, library: Library) -> None:
    library.put(1, "ends with change", "of control")
    library.put(2, notes=("change", "of control"))
    index = fed(make(library), library)

    assert found(index, '"change of control"') == {1}


def test_texts_are_searched_by_field(make: Make, library: Library) -> None:
    acme = Facts(parties=(Party("Acme AS"),))
    library.put(1, "body", title="Lease of land", facts=acme, notes=("call them",), tags=("hr",))
    library.put(2, "lease acme call hr")
    index = fed(make(library), library)

    assert found(index, "lease") == {1, 2}
    assert found(index, "title:lease") == {1}
    assert found(index, "party:acme") == {1}
    assert found(index, "note:call") == {1}
    assert found(index, "tag:hr") == {1}
    assert found(index, "text:lease") == {2}
    assert found(index, 'title:"of land"') == {1}
    assert found(index, "title:la*") == {1}


def test_title_and_parties_come_before_the_text(make: Make, library: Library) -> None:
    library.put(1, "acme " * 5 + "and others " * 20)
    library.put(2, "others " * 20, title="Acme")
    library.put(3, "others " * 20, facts=Facts(parties=(Party("Acme AS"),)))
    index = fed(make(library), library)

    assert [hit.id for hit in ask(index, "acme").hits][2] == 1


def test_equal_hits_come_newest_first(make: Make, library: Library) -> None:
    for number in (1, 2, 3):
        library.put(number, "rent")
    index = fed(make(library), library)

    assert [hit.id for hit in ask(index, "rent").hits] == [3, 2, 1]
    assert [hit.id for hit in ask(index, "").hits] == [3, 2, 1]


def test_a_changed_contract_is_found_by_its_new_words_only(make: Make, library: Library) -> None:
    library.put(1, "rent")
    library.put(2, "rent")
    index = fed(make(library), library)
    library.put(1, "loan")
    fed(index, library)

    assert found(index, "rent") == {2}
    assert found(index, "loan") == {1}
    assert index.ids() == {1, 2}
    assert index.mark() == library.seq


def test_the_columns_follow_the_record_before_the_index_does(make: Make, library: Library) -> None:
    library.put(1, "rent")
    index = fed(make(library), library)
    library.put(2, "rent", tags=("new",))

    assert found(index, "tag:new") == {2}
    assert found(index, "rent") == {1}


def test_the_trash_is_searched_only_when_it_is_asked_for(make: Make, library: Library) -> None:
    library.put(1, "rent")
    library.put(2, "rent")
    library.trash(2)
    index = fed(make(library), library)

    assert found(index, "rent") == {1}
    assert found(index, "rent is:trashed") == {2}
    assert found(index, "rent OR is:trashed") == {1, 2}


def test_facets_are_counted_without_their_own_selection(make: Make, library: Library) -> None:
    for number, (language, tag) in enumerate([("nb", "hr"), ("nb", "it"), ("nl", "hr")], 1):
        library.put(number, "rent", facts=Facts(language=language), tags=(tag,))
    index = fed(make(library), library)

    answer = ask(index, "rent", {Facet.LANGUAGE: frozenset({"nb"})})

    assert answer.total == 2
    assert answer.facets[Facet.LANGUAGE] == (FacetCount("nb", 2), FacetCount("nl", 1))
    assert answer.facets[Facet.TAG] == (FacetCount("hr", 1), FacetCount("it", 1))


def test_a_tag_and_a_folder_count_with_what_is_above_them(make: Make, library: Library) -> None:
    library.put(1, tags=("risk/high",), folder="leie/oslo")
    library.put(2, tags=("risk", "risk/low"), folder="leie")
    library.put(3, tags=("risky",), folder="leiebil")
    index = fed(make(library), library)

    answer = ask(index, "")
    chosen = ask(index, "", {Facet.TAG: frozenset({"risk"})}, {Facet.FOLDER: frozenset({"leie"})})

    assert found(index, "tag:risk") == {1, 2}
    assert answer.facets[Facet.TAG] == tuple(
        FacetCount(value, count)
        for value, count in (("risk", 2), ("risk/high", 1), ("risk/low", 1), ("risky", 1))
    )
    assert answer.facets[Facet.FOLDER][0] == FacetCount("leie", 2)
    assert chosen.total == 0
    assert chosen.facets[Facet.TAG] == (FacetCount("risky", 1), FacetCount("risk", 0))


@pytest.mark.parametrize("facet", Facet)
def test_every_facet_takes_in_and_leaves_out(make: Make, facet: Facet) -> None:
    library = invented_library(3, 60)
    index = fed(make(library), library)
    counts = ask(index, "").facets[facet]

    for count in counts[:3]:
        chosen = {facet: frozenset({count.value})}
        taken, left = ask(index, "", chosen), ask(index, "", None, chosen)
        assert taken.total == count.count
        assert left.total == ask(index, "").total - count.count
        assert taken.facets[facet] == left.facets[facet] == counts


def test_a_selected_value_stays_at_zero(make: Make, library: Library) -> None:
    library.put(1, "rent", tags=("hr",))
    index = fed(make(library), library)

    answer = ask(index, "loan", {Facet.TAG: frozenset({"hr"})}, {Facet.OWNER: frozenset({"Ola"})})

    assert answer.total == 0
    assert answer.facets[Facet.TAG] == (FacetCount("hr", 0),)
    assert answer.facets[Facet.OWNER] == (FacetCount("Ola", 0),)


def test_a_search_that_nobody_wants_any_more_is_cancelled(make: Make, library: Library) -> None:
    library.put(1, "rent")
    index = fed(make(library), library)
    request = SearchRequest(parse("rent", TODAY), TODAY)

    with pytest.raises(Cancelled):
        index.search(request, lambda: True)

    assert index.search(request, lambda: False).total == 1


def test_our_own_side_is_no_counterparty_once_it_is_known(make: Make, library: Library) -> None:
    both = (Party("Acme AS"), Party("Vår Side AS"))
    library.put(1, "rent", facts=Facts(parties=both))

    named = ask(make(library, own_names=("vår side as",)), "").facets[Facet.COUNTERPARTY]
    unnamed = ask(make(library), "").facets[Facet.COUNTERPARTY]

    assert named == (FacetCount("Acme AS", 1),)
    assert unnamed == (FacetCount("Acme AS", 1), FacetCount("Vår Side AS", 1))


def test_a_counterparty_in_several_spellings_is_one_value(make: Make, library: Library) -> None:
    spellings = ("Nord AS", "NORD A/S", "Nord AS", "Sør AS")
    for number, name in enumerate(spellings, 1):
        library.put(number, "rent", facts=Facts(parties=(Party(name),)))
    index = make(library)

    found = [ask(index, "", {Facet.COUNTERPARTY: frozenset({name})}) for name in spellings[:2]]
    left = ask(index, "", None, {Facet.COUNTERPARTY: frozenset({"NORD A/S"})})

    counts = (FacetCount("Nord AS", 3), FacetCount("Sør AS", 1))
    assert [answer.total for answer in found] == [3, 3]
    assert [answer.facets[Facet.COUNTERPARTY] for answer in found] == [counts, counts]
    assert [hit.id for hit in left.hits] == [4]


def test_what_has_no_value_comes_last_both_ways(make: Make, library: Library) -> None:
    for number, title in enumerate(("Åre", "", "beta", "Alfa"), 1):
        facts = Facts(language="nb", parties=(Party(title),) if title else ())
        library.put(number, facts=facts)
    index = make(library)

    up = ask(index, "", sort=SortKey.COUNTERPARTY)
    down = ask(index, "", sort=SortKey.COUNTERPARTY, descending=True)

    assert [hit.id for hit in up.hits] == [4, 1, 3, 2]
    assert [hit.id for hit in down.hits] == [3, 1, 4, 2]


def test_a_limit_cuts_hits_and_not_counts(make: Make, library: Library) -> None:
    for number in range(1, 6):
        library.put(number, "rent", tags=("hr",))
    index = fed(make(library), library)

    answer = ask(index, "rent", limit=2)

    assert len(answer.hits) == 2
    assert answer.total == 5
    assert answer.facets[Facet.TAG] == (FacetCount("hr", 5),)


def test_a_rebuild_replaces_everything(make: Make, library: Library) -> None:
    library.put(1, "rent")
    index = fed(make(library), library)
    other = Library()
    other.put(2, "rent")

    index.rebuild(other.entries(), 7)

    assert index.ids() == {2}
    assert index.mark() == 7


def test_feeding_what_is_held_already_changes_nothing(make: Make, library: Library) -> None:
    library.put(1, "rent")
    stale = list(library.entries())
    library.put(1, "loan")
    index = fed(make(library), library)

    assert index.feed(stale, 1)
    assert found(index, "loan") == {1}
    assert index.mark() == library.seq


def test_highlights_slice_to_the_words_they_claim(make: Make, library: Library) -> None:
    index = make(library)
    text = "OPPSIGELSE, over\u00adeenkomst og ﬁnancial; oppsigel-\nse og a\u030ar. Oppsigelsestid."

    def marked(query: str) -> list[str]:
        spans = index.highlight(parse(query, TODAY), text)
        return [text[span.start : span.end] for span in spans]

    assert marked("oppsigelse") == ["OPPSIGELSE", "oppsigel-\nse"]
    assert marked("overeenkomst") == ["over\u00adeenkomst"]
    assert marked("financial") == ["ﬁnancial"]
    assert marked("år") == ["a\u030ar"]
    assert marked("oppsigelses*") == ["Oppsigelsestid"]
    assert marked('"og financial"') == ["og ﬁnancial"]
    assert marked("-oppsigelse title:financial tag:x") == []
    assert marked("") == []


def test_a_snippet_names_its_page_and_marks_the_words(make: Make, library: Library) -> None:
    index = make(library)
    pages = [Page(1, "nothing here " * 30), Page(2, "before " * 40 + "the\n notice   period " * 3)]

    snippet = index.snippet(parse('"notice period"', TODAY), pages, width=80)

    assert snippet.page == 2
    assert "\n" not in snippet.text
    assert snippet.hits
    for span in snippet.hits:
        assert snippet.text[span.start : span.end].split() == ["notice", "period"]


def test_without_a_hit_there_is_no_snippet(make: Make, library: Library) -> None:
    snippet = make(library).snippet(parse("rent", TODAY), [Page(1, "loan")])

    assert (snippet.text, snippet.hits, snippet.page) == ("", (), None)


@pytest.mark.parametrize("seed", range(3))
def test_whoosh_and_a_brute_force_scan_agree(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    library = invented_library(seed, 40)
    whoosh = WhooshIndex(tmp_path / "index", library)
    fake = FakeIndex(library)
    for _round in range(2):
        for index in (whoosh, fake):
            fed(index, library)
        for _ in range(35):
            text = invented_query(chance)
            assert_same(whoosh, fake, text, chance)
        for number in chance.sample(range(1, 41), 8):
            library.put(number, " ".join(chance.choices(WORDS, k=12)))
    whoosh.close()


def assert_same(whoosh: Index, fake: Index, text: str, chance: random.Random) -> None:
    include = {Facet.LANGUAGE: frozenset({"nb", "en"})} if chance.random() < 0.3 else {}
    exclude = {Facet.TAG: frozenset({"hr"})} if chance.random() < 0.3 else {}
    sort = chance.choice(tuple(SortKey))
    descending = chance.choice((None, True, False))

    fast = ask(whoosh, text, include, exclude, sort, descending)
    slow = ask(fake, text, include, exclude, sort, descending)

    assert fast.total == slow.total, text
    assert {hit.id for hit in fast.hits} == {hit.id for hit in slow.hits}, text
    if sort is not SortKey.RELEVANCE:
        assert [hit.id for hit in fast.hits] == [hit.id for hit in slow.hits], (text, sort)
    assert fast.facets == slow.facets, text
