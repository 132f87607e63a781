"""The parts of the terminal interface that need no screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from arkiv.cleaning import clean
from arkiv.domain.identity import ContractId
from arkiv.domain.query import parse
from arkiv.domain.searching import Facet, Hits, HitSpan, Scored
from arkiv.errors import ArkivError, BadInput
from arkiv.services.finding import PreviewPage, SearchResult, Selection
from arkiv.tui.inquiry import arrange, toggled
from arkiv.tui.seeker import Seeker, Stop
from arkiv.tui.spelling import operation_words
from arkiv.tui.widgets.pieces import fit, fit_right
from arkiv.tui.wrapping import wrap
from fakes.arrivals import digest

DAY = date(2026, 12, 1)
A = frozenset({"a"})


def result(*ids: int) -> SearchResult:
    scored = Hits.of(Scored(ContractId(id), 0.0) for id in ids)
    return SearchResult(parse("", DAY), DAY, len(ids), 0, scored, {})


def order(found: SearchResult) -> list[int]:
    return [scored.id for scored in found.scored]


def ids(*numbers: int) -> tuple[ContractId, ...]:
    return tuple(ContractId(number) for number in numbers)


def test_a_list_at_rest_takes_the_new_order_and_marks_what_is_new() -> None:
    arranged = arrange(ids(1, 2), result(3, 2, 1), at_rest=True)

    assert order(arranged.result) == [3, 2, 1]
    assert (arranged.fresh, arranged.held) == (frozenset({ContractId(3)}), 0)


def test_a_list_in_use_keeps_its_order_and_holds_new_ones_back() -> None:
    arranged = arrange(ids(1, 2, 5), result(3, 2, 1), at_rest=False)

    assert order(arranged.result) == [1, 2]
    assert (arranged.fresh, arranged.held) == (frozenset(), 1)


def test_a_first_answer_is_shown_as_it_is() -> None:
    arranged = arrange((), result(3, 2), at_rest=False)

    assert order(arranged.result) == [3, 2]
    assert (arranged.fresh, arranged.held) == (frozenset(), 0)


def test_a_value_is_included_then_excluded_then_neither() -> None:
    chosen = toggled(Selection(), Facet.TAG, "a", exclude=False)
    assert (chosen.include, chosen.exclude) == ({Facet.TAG: A}, {})

    chosen = toggled(chosen, Facet.TAG, "a", exclude=True)
    assert (chosen.include, chosen.exclude) == ({}, {Facet.TAG: A})

    chosen = toggled(chosen, Facet.TAG, "a", exclude=True)
    assert (chosen.include, chosen.exclude) == ({}, {})


class Interface:
    """Stands for the interface's own thread: takes deliveries one after the other."""

    def __init__(self) -> None:
        self.came: list[tuple[Callable[..., None], tuple[object, ...]]] = []
        self.arrived = threading.Event()

    def deliver(self, call: Callable[..., None], *arguments: object) -> None:
        self.came.append((call, arguments))
        self.arrived.set()

    def work(self) -> None:
        assert self.arrived.wait(5)
        for call, arguments in self.came:
            call(*arguments)


def never(_error: ArkivError) -> None:
    raise AssertionError("this must not fail")


def test_only_the_latest_question_of_a_slot_is_answered() -> None:
    interface, gate, answers = Interface(), threading.Event(), list[str]()
    seeker = Seeker(interface.deliver)
    seeker.start()

    def slow(stop: Stop) -> str:
        gate.wait(5)
        assert stop()
        return "old"

    seeker.ask("search", slow, answers.append, never)
    while seeker._waiting:
        time.sleep(0.001)
    seeker.ask("search", lambda _stop: "skipped", answers.append, never)
    seeker.ask("search", lambda _stop: "new", answers.append, never)
    gate.set()
    while len(interface.came) < 2:
        time.sleep(0.001)
    interface.work()
    seeker.close()

    assert answers == ["new"]


@pytest.mark.parametrize("error", [BadInput("say it differently"), ValueError("a defect")])
def test_a_failing_question_is_told_in_a_sentence_and_the_next_one_answered(
    error: Exception,
) -> None:
    interface, told, answers = Interface(), list[str](), list[int]()
    seeker = Seeker(interface.deliver)
    seeker.start()

    def fail(_stop: Stop) -> int:
        raise error

    seeker.ask("search", fail, answers.append, lambda error: told.append(str(error)))
    while not seeker.at_rest:
        time.sleep(0.001)
    seeker.ask("rows", lambda _stop: 7, answers.append, never)
    while len(interface.came) < 2:
        time.sleep(0.001)
    interface.work()
    seeker.close()

    assert answers == [7]
    assert len(told) == 1 and told[0].endswith((".", "differently"))


@st.composite
def pages(draw: st.DrawFn) -> PreviewPage:
    text = draw(st.text(st.sampled_from("ab øé\n\t\x1b漢\u200b."), max_size=300))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [HitSpan(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    return PreviewPage("a.pdf", 1, text, tuple(spans), False, digest("a.pdf"), ())


@given(pages(), st.integers(8, 60))
def test_wrapped_lines_fit_and_hits_stay_on_their_words(page: PreviewPage, width: int) -> None:
    wrapped = wrap([page], width)

    lines = [line for line in wrapped.lines if not line.heading]
    assert all(cell_len(line.text) <= width for line in lines)
    for number, span in enumerate(page.hits):
        marked = "".join(
            line.text[start:end] for line in lines for start, end, n in line.hits if n == number
        )
        wanted = clean(page.text[span.start : span.end], keep_newlines=True)
        assert "".join(marked.split()) == "".join(wanted.split())
    assert "\x1b" not in "".join(line.text for line in lines)


def test_broken_lines_of_a_page_are_joined_where_the_pane_is_narrower() -> None:
    text = "Leietaker kan si opp avtalen med tre\nmåneders varsel.\n7.2 Ved mislighold gjelder"
    page = PreviewPage("a.pdf", 1, text, (HitSpan(33, 45),), False, digest("a.pdf"), ())

    lines = [line.text for line in wrap([page], 30).lines[1:]]

    assert lines == [
        "Leietaker kan si opp avtalen",
        "med tre måneders varsel.",
        "7.2 Ved mislighold gjelder",
    ]


@given(st.text(max_size=40), st.integers(0, 30))
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit_right(text, width)) == width


def test_a_computation_without_a_base_is_told_with_lengths_in_words() -> None:
    told = operation_words("expiration_date + P1D - effective_date", {})

    assert told == "expiration date + 1 day − effective date"
