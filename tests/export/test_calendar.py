"""What calendar programs make of Arkiv's deadlines: two parsers, khal and calcurse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from arkiv.cleaning import clean
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.outlook import Deadline, DeadlineKind
from arkiv.domain.values import Duration
from arkiv.export.calendar import CalendarEntry, calendar, part, uid
from export.calendar_programs import CALCURSE, KHAL, Calcurse, Khal

STAMP = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
LEASE = CalendarEntry(
    key=uid("archive", 3, "notice", "0"),
    contract=ContractId(3),
    kind="notice",
    day=date(2026, 10, 31),
    due=date(2026, 10, 30),
    title="Last day to give notice: Lease of Kaigata 12",
    description="Ends on 31 January 2027.\nNotice: 3 months.",
    lead=timedelta(days=30),
    categories=("rent", "risk/high"),
)
with_khal = pytest.mark.skipif(KHAL is None, reason="khal is not installed")
with_calcurse = pytest.mark.skipif(CALCURSE is None, reason="calcurse is not installed")

HOSTILE = [
    pytest.param("Rent; fees, deposits: 10 %", id="separators"),
    pytest.param(r"Share \\server\leases\Nordlys \, \; \n", id="backslashes"),
    pytest.param('"quoted" ^n ^^ caret', id="carets"),
    pytest.param("Lease \N{FOX FACE}\N{FOX FACE}", id="emoji"),
    pytest.param("BEGIN:VALARM", id="a line of its own"),
    *(pytest.param("x" * n + "\u6f22" * 60, id=f"three octets after {n}") for n in range(3)),
    *(pytest.param("x" * n + "\N{FOX FACE}" * 60, id=f"four octets after {n}") for n in range(4)),
]


def written(*entries: CalendarEntry, name: str = "Contracts") -> bytes:
    return calendar(entries, STAMP, name)


def only_event(calendar_bytes: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(calendar_bytes).events
    return event


def titles(calendar_bytes: bytes) -> list[list[str]]:
    """As each of two parsers reads them, which share no code."""
    read = vobject.readOne(calendar_bytes.decode())
    return [
        [str(e["summary"]) for e in icalendar.Calendar.from_ical(calendar_bytes).events],
        [e.summary.value for e in getattr(read, "vevent_list", ())],
    ]


def test_an_entry_is_a_whole_day_that_takes_up_no_time() -> None:
    event = only_event(written(LEASE))

    assert (event.start, event.end) == (date(2026, 10, 31), date(2026, 11, 1))
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"] == "Last day to give notice: Lease of Kaigata 12"
    assert event["description"] == "Ends on 31 January 2027.\nNotice: 3 months."
    assert event.DTSTAMP == STAMP and event.sequence == 0
    assert [str(category) for category in event.categories] == ["rent", "risk/high"]


def test_another_parser_reads_the_same() -> None:
    event = vobject.readOne(written(LEASE).decode()).vevent

    assert event.uid.value == LEASE.key
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 10, 31), date(2026, 11, 1))
    assert event.summary.value == LEASE.title and event.description.value == LEASE.description
    assert event.dtstamp.value == STAMP and event.categories.value == ["rent", "risk/high"]
    assert event.valarm.action.value == "DISPLAY" and event.valarm.description.value == LEASE.title
    assert event.valarm.trigger.value == timedelta(days=-30, hours=9)


def test_an_entry_says_which_deadline_an_acknowledgement_would_name() -> None:
    event = only_event(written(replace(LEASE, obligation="b2a6")))

    assert event["x-arkiv-contract"] == "3" and event["x-arkiv-kind"] == "notice"
    assert event["x-arkiv-due"] == "2026-10-30" and event["x-arkiv-obligation"] == "b2a6"


def test_the_calendar_has_its_name() -> None:
    made = written(name="Contracts; Oslo, 2027")

    assert rb"NAME:Contracts\; Oslo\, 2027" in made.split(b"\r\n")
    assert rb"X-WR-CALNAME:Contracts\; Oslo\, 2027" in made.split(b"\r\n")
    assert b"\r\nVERSION:2.0\r\n" in made and b"METHOD" not in made


@pytest.mark.parametrize(
    ("lead", "rings"),
    [
        (timedelta(days=30), "2026-10-01"),
        (timedelta(0), "2026-10-31"),
        (timedelta(days=1), "2026-10-30"),
        (Duration(months=1), "2026-09-30"),
        (Duration(years=1, days=1), "2025-10-30"),
        (Duration(weeks=2), "2026-10-17"),
    ],
)
def test_the_alarm_rings_at_nine_on_the_lead_day(lead: Duration | timedelta, rings: str) -> None:
    event = only_event(written(replace(LEASE, lead=lead)))

    (alarm,) = event.alarms.times
    assert alarm.trigger == datetime.fromisoformat(f"{rings}T09:00")


def test_without_a_lead_nothing_rings() -> None:
    assert b"VALARM" not in written(replace(LEASE, lead=None))


def test_a_lead_from_before_the_first_year_rings_on_its_first_day() -> None:
    early = replace(LEASE, day=date(1, 3, 1), lead=Duration(years=1))

    assert b"TRIGGER:-P58DT15H" in written(early)


def test_the_same_entries_are_the_same_bytes() -> None:
    later = replace(LEASE, key=uid("archive", 4, "notice", "0"), title="Other")

    assert written(LEASE, later) == written(later, LEASE)


def test_two_entries_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        written(LEASE, replace(LEASE, day=date(2027, 1, 1)))


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar([LEASE], datetime(2026, 12, 1), "Contracts")  # noqa: DTZ001


def test_the_instant_is_written_in_utc() -> None:
    oslo = datetime.fromisoformat("2026-12-01T09:30:00+01:00")

    assert calendar([LEASE], oslo, "Contracts") == written(LEASE)


def test_an_empty_calendar_is_read() -> None:
    assert titles(written()) == [[], []]


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(9999, 12, 30), date(1, 1, 1)])
def test_leap_days_and_the_ends_of_time_are_whole_days(day: date) -> None:
    event = only_event(written(replace(LEASE, day=day)))

    assert event.start == day and event.end == day + timedelta(days=1)


def test_a_day_that_stands_for_no_end_is_left_out() -> None:
    never = replace(LEASE, key="never", day=date(9999, 12, 31))

    assert written(LEASE, never) == written(LEASE)


# Hostile texts


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_comes_back_as_it_was(title: str) -> None:
    assert titles(written(replace(LEASE, title=title))) == [[title], [title]]


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\u2028", "\x85", "\v", "\\n\r\n"])
def test_a_title_cannot_begin_another_entry(newline: str) -> None:
    title = newline.join(("Lease", "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Planted"))

    of_icalendar, of_vobject = titles(written(replace(LEASE, title=title, categories=(title,))))

    assert of_icalendar == of_vobject == [" ".join(title.split())]


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\u2028"])
def test_every_kind_of_line_break_is_one_in_the_description(newline: str) -> None:
    event = only_event(written(replace(LEASE, description=newline.join(("one", "", "two")))))

    assert event["description"] == "one\n\ntwo"


def test_control_characters_are_made_visible() -> None:
    event = only_event(written(replace(LEASE, title="a\x1b[2Jb\x00c\udc80d\u202ee")))

    assert event["summary"] == "a␛[2Jb␀c�d�e"


_ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from('\\\\nN;,:"^\r\n\t漢\N{FOX FACE}')))


@given(_ANYTHING, _ANYTHING, st.lists(_ANYTHING, max_size=3))
def test_any_text_keeps_to_the_format(title: str, description: str, tags: list[str]) -> None:
    made = written(
        replace(LEASE, title=title, description=description, categories=tuple(tags)), name=title
    )

    lines = made.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert not any(octet < 0x20 or octet == 0x7F for line in lines for octet in line)
    of_icalendar, of_vobject = titles(made)
    assert of_icalendar == of_vobject and len(of_icalendar) == 1
    event, seen = only_event(made), vobject.readOne(made.decode()).vevent
    if "description" in event:
        assert event["description"] == seen.description.value
    assert [str(tag) for tag in event.categories] == [" ".join(clean(tag).split()) for tag in tags]


# What an entry is known by


def notice(**changes: object) -> Deadline:
    day = date(2026, 10, 31)
    deadline = Deadline(DeadlineKind.NOTICE, day, day, day, act=True, end=date(2027, 1, 31))
    return replace(deadline, **changes)  # type: ignore[arg-type]


def obligation(rule: str | None) -> Obligation:
    day = date(2026, 3, 1)
    return Obligation("b2a6", ContractId(3), ObligationKind.OBLIGATION, "Report", day, day, rule)


def test_a_deadline_that_moves_is_the_same_entry() -> None:
    moved = notice(day=date(2026, 9, 30), due=date(2026, 9, 30), end=date(2026, 12, 31))

    assert part(notice()) == part(moved)


def test_the_notice_of_each_renewal_is_an_entry_of_its_own() -> None:
    assert part(notice(times=0)) != part(notice(times=1))


def test_a_renewal_that_somebody_said_goes_on_with_the_count() -> None:
    assert part(notice(times=1)) == part(notice(times=0), renewed=1)


def test_a_date_by_hand_that_moves_is_the_same_entry() -> None:
    once = obligation(None)

    assert part(notice(obligation=once)) == part(notice(obligation=once, end=date(2027, 5, 1)))


def test_each_occurrence_of_a_recurring_date_is_an_entry_of_its_own() -> None:
    yearly = obligation("FREQ=YEARLY")
    parts = {part(notice(obligation=yearly, end=date(year, 3, 1))) for year in (2026, 2027)}

    assert len(parts) == 2


def test_the_price_adjustment_of_each_year_is_an_entry_of_its_own() -> None:
    days = (date(2027, 1, 1), date(2028, 1, 1))

    assert len({part(notice(kind=DeadlineKind.PRICE_ADJUSTMENT, day=day)) for day in days}) == 2


def test_an_entry_keeps_its_name_from_one_version_of_arkiv_to_the_next() -> None:
    assert uid("archive", 3, "notice", "0") == "4cc78031-9f08-5dfe-ba0e-940ba99e012b"


def test_nothing_shares_a_name() -> None:
    named = [
        uid("archive", 3, "notice", "0"), uid("archive", 3, "notice", "1"),
        uid("archive", 3, "option", "0"), uid("archive", 31, "notice", "0"),
        uid("other", 3, "notice", "0"), uid("archive", 3, "notice0", ""),
    ]  # fmt: skip

    assert len(set(named)) == len(named)


# Programs


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    return Khal(tmp_path)


@pytest.fixture
def calcurse(tmp_path: Path) -> Calcurse:
    return Calcurse(tmp_path)


def many(count: int) -> Iterable[CalendarEntry]:
    for n in range(count):
        day = LEASE.day + timedelta(days=n)
        yield replace(LEASE, key=uid("archive", n, "notice", "0"), day=day, title=f"Lease {n}")


@with_khal
def test_khal_shows_an_entry(khal: Khal) -> None:
    khal.take(written(LEASE))

    form = "{start}|{end}|{title}|{categories}|{uid}|{alarm-symbol}"
    (line,) = khal.shown(date(2026, 10, 1), 90, form)
    assert line.split("|")[:5] == [
        "2026-10-31", "2026-10-31", LEASE.title, "rent,risk/high", LEASE.key,
    ]  # fmt: skip
    assert line.split("|")[5].strip()


@with_khal
def test_khal_takes_the_same_calendar_twice_without_doubling(khal: Khal) -> None:
    made = written(*many(20))

    khal.take(made)
    khal.take(made)

    assert khal.files() == 20 and len(khal.shown(date(2026, 10, 1), 90)) == 20


@with_khal
def test_khal_moves_an_entry_whose_day_was_corrected(khal: Khal) -> None:
    khal.take(written(LEASE, *many(2)))
    corrected = replace(LEASE, day=date(2026, 9, 30), title="Corrected", sequence=7)

    khal.take(calendar([corrected], STAMP + timedelta(days=1), "Contracts"))

    shown = khal.shown(date(2026, 9, 1), 90, "{start} {title}")
    assert shown == ["2026-09-30 Corrected", "2026-10-31 Lease 0", "2026-11-01 Lease 1"]


@with_khal
@pytest.mark.parametrize("day", [date(2028, 2, 29), date(9999, 12, 30), date(9999, 12, 31)])
def test_khal_takes_leap_days_and_the_ends_of_time(khal: Khal, day: date) -> None:
    khal.take(written(replace(LEASE, day=day), *many(1), name=""))

    assert khal.shown(LEASE.day, 2) == ["Lease 0"]


@with_khal
def test_khal_takes_an_empty_calendar(khal: Khal) -> None:
    khal.take(written())

    assert khal.files() == 0


@with_khal
@pytest.mark.parametrize("title", ["Rent; fees, C:\\temp \N{FOX FACE}", "\u6f22" * 90])
def test_khal_shows_a_hostile_title_as_it_is(khal: Khal, title: str) -> None:
    khal.take(written(replace(LEASE, title=title)))

    assert khal.shown(LEASE.day, 1) == [title]


@with_calcurse
@pytest.mark.parametrize("title", HOSTILE)
def test_calcurse_shows_a_title_on_its_day_alone(calcurse: Calcurse, title: str) -> None:
    said = calcurse.take(written(replace(LEASE, title=title)))

    assert "0 apps / 1 event / 0 todos / 0 skipped" in said
    assert calcurse.shown(LEASE.day) == [title]
    assert calcurse.shown(LEASE.day + timedelta(days=1)) == []


@with_calcurse
def test_calcurse_takes_leap_days_and_every_one_of_many(calcurse: Calcurse) -> None:
    leap = replace(LEASE, day=date(2028, 2, 29))

    said = calcurse.take(written(replace(leap, key="leap"), *many(300)))

    assert "0 apps / 301 events / 0 todos / 0 skipped" in said
    assert calcurse.shown(date(2028, 2, 29)) == [LEASE.title]


@with_calcurse
def test_calcurse_takes_an_empty_calendar(calcurse: Calcurse) -> None:
    assert "0 apps / 0 events / 0 todos / 0 skipped" in calcurse.take(written())
