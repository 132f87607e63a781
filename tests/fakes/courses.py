"""Contracts in every course that dates can take, for tests of what happens from day to day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from arkiv.domain.contracts import Acknowledgement, Amended, Link, LinkKind, Summary
from arkiv.domain.deadlines import look_ahead
from arkiv.domain.facts import Facts
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.values import Duration, NoticeTo, YearDay
from fakes.library import TODAY
from fakes.summaries import contract_with

__all__ = ["contracts", "days"]

_RULES = (
    None,
    "FREQ=YEARLY",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=6;COUNT=5",
    "FREQ=WEEKLY;INTERVAL=3",
    "FREQ=DAILY",
    "FREQ=YEARLY;INTERVAL=2",
)


def days(most: int = 900) -> st.SearchStrategy[date]:
    return st.integers(-most, most).map(lambda away: TODAY + timedelta(days=away))


def _maybe(strategy: st.SearchStrategy[date]) -> st.SearchStrategy[date | None]:
    return st.none() | strategy


def _lengths(*said: str) -> st.SearchStrategy[Duration | None]:
    return st.sampled_from([None, *map(Duration.parse, said)])


_facts = st.builds(
    Facts,
    language=st.sampled_from((None, "nb", "nl")),
    effective_date=_maybe(days()),
    expiration_date=_maybe(days()),
    term=_lengths("P1Y", "P3M", "P5Y"),
    evergreen=st.sampled_from((None, None, True)),
    auto_renewal=st.sampled_from((None, True, True, False)),
    renewal_option=st.sampled_from((None, True)),
    renewal_term=_lengths("P1Y", "P1M", "P10D", "P3Y"),
    notice_period=_lengths("P3M", "P1M", "P14D", "P2Y", "P0D"),
    notice_deadline=st.none() | days(),
    notice_to=st.sampled_from((None, *NoticeTo)),
    notice_business_days=st.sampled_from((None, True)),
    renewal_limit=st.sampled_from((None, None, 0, 1, 3)),
    probation=_lengths("P6M", "P1M"),
    price_adjustment=st.sampled_from((None, YearDay(1, 1), YearDay(12, 1))),
)


@st.composite
def _obligations(draw: st.DrawFn) -> Obligation:
    on = draw(days())
    return Obligation(
        id=draw(st.sampled_from("abc")),
        contract=ContractId(1),
        kind=draw(st.sampled_from(ObligationKind)),
        title="Report",
        on=on,
        since=draw(days()),
        rule=draw(st.sampled_from(_RULES)),
        notice=draw(_lengths("P14D", "P3M", "P300D", "P2Y")),
    )


@st.composite
def contracts(draw: st.DrawFn) -> Summary:
    """Number 1; some of its deadlines are done, put off or were so on another day."""
    contract = contract_with(
        draw(_facts),
        ended_on=draw(st.none() | st.none() | days(500)),
        renewed_until=draw(st.none() | st.none() | days()),
        amended=draw(st.none() | st.none() | st.builds(Amended, st.just(ContractId(2)), days())),
        part_of=draw(st.sampled_from((None, None, None, *map(_link, LinkKind)))),
        obligations=tuple(draw(st.lists(_obligations(), max_size=2))),
    )
    listed = look_ahead(contract, draw(days())).deadlines
    said = draw(st.lists(st.sampled_from(listed), max_size=4)) if listed else []
    return contract_with(
        contract.facts,
        ended_on=contract.ended_on,
        renewed_until=contract.renewed_until,
        amended=contract.amended,
        part_of=contract.part_of,
        obligations=contract.obligations,
        acknowledged=tuple(
            Acknowledgement(*one.key, draw(_maybe(days())), "", "kari") for one in said
        ),
    )


def _link(kind: LinkKind) -> Link:
    return Link(ContractId(1), ContractId(2), kind)
