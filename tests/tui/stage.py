"""A small archive with known contents, the app on it at a fixed size, and its screen as text."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widgets import Input

from arkiv import clock
from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.facts import DocumentType, Field
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import ContractId
from arkiv.domain.values import Duration, Money, Party, Per
from arkiv.tui.app import ArkivApp
from arkiv.tui.dialogs.form import FormDialog
from arkiv.tui.widgets.field import SearchField
from arkiv.workspace import init_workspace
from fakes.arrivals import arrival, digest, extraction, finding, reading

TODAY = date(2026, 12, 1)
LONGEST_REST = 0.5
"""Seconds; what waits longer, such as an announcement that goes away, is not waited for."""
FILED = datetime(2026, 11, 28, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a contract of the small archive says."""

    title: str
    party: str
    kind: DocumentType
    end: date | None
    pages: tuple[str, ...]
    renews: bool = False


DEEDS = (
    Deed(
        "Leieavtale Kaigata 12",
        "Øst Eiendom AS",
        DocumentType.LEASE,
        date(2027, 1, 31),
        ("Leieavtale mellom partene.\nHusleie betales forskuddsvis.", "7.1 Oppsigelse skal skje."),
    ),
    Deed(
        "Raamovereenkomst IT-inkoop",
        "Rijnmond Inkoop B.V.",
        DocumentType.FRAMEWORK,
        date(2028, 5, 31),
        ("Raamovereenkomst.\nOpzegging geschiedt schriftelijk.",),
        renews=True,
    ),
    Deed(
        "Supply of pumps [draft]",
        "Marrow [b]Ltd[/b]",
        DocumentType.SUPPLY,
        date(2025, 10, 18),
        ("This supply agreement covers pumps.", "Oppsigelse is Norwegian for notice."),
    ),
    Deed("Mutual NDA", "Pendle Instruments", DocumentType.NDA, None, ("Confidential pumps.",)),
)


@contextmanager
def day_of_filing() -> Iterator[None]:
    """The day a contract was filed stands on the screen; it may not be that of the test run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: FILED)
        yield


def file_deed(archive: Archive, deed: Deed, name: str | None = None) -> ContractId:
    """As if it had been dropped and read; the index is left to whoever asks for it."""
    name = name or f"{deed.title}.pdf"
    with day_of_filing():
        filed = archive.record.documents.file(arrival(name), "kari")
    findings = [
        finding(Field.LANGUAGE, "nb"),
        finding(Field.TITLE, deed.title),
        finding(Field.DOCUMENT_TYPE, deed.kind),
        finding(Field.PARTIES, Party(deed.party)),
        finding(Field.VALUE, Money(Decimal(120000), "NOK", Per.YEAR)),
    ]
    if deed.end is not None:
        findings.append(finding(Field.EXPIRATION_DATE, deed.end))
    if deed.renews:
        findings += [
            finding(Field.AUTO_RENEWAL, True),
            finding(Field.NOTICE_PERIOD, Duration(months=3)),
            finding(Field.RENEWAL_TERM, Duration(years=1)),
        ]
    archive.record.documents.save_reading(
        digest(name), reading(*deed.pages), extraction(*findings), "kari"
    )
    return filed.contract


def file_damaged(archive: Archive, name: str) -> ContractId:
    with day_of_filing():
        filed = archive.record.documents.file(arrival(name), "kari")
    fault = Fault(FaultCode.DAMAGED, "no pages")
    archive.record.documents.save_failure(digest(name), fault, None, "kari")
    return filed.contract


@contextmanager
def small_archive(root: Path, deeds: tuple[Deed, ...] = DEEDS) -> Iterator[Archive]:
    """The deeds, searchable, on a fixed day."""
    before = os.environ.get("ARKIV_TODAY")
    os.environ["ARKIV_TODAY"] = TODAY.isoformat()
    try:
        with open_archive(init_workspace(root), actor="kari") as archive:
            for deed in deeds:
                file_deed(archive, deed)
            archive.indexing.catch_up()
            yield archive
    finally:
        if before is None:
            del os.environ["ARKIV_TODAY"]
        else:
            os.environ["ARKIV_TODAY"] = before


@asynccontextmanager
async def on_stage(
    archive: Archive, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[ArkivApp, Pilot[None]]]:
    """The app, with its first answer and its first look at the inbox on the screen."""
    app = ArkivApp(archive, watch=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app._beat is not None)
        await settle(pilot)
        yield app, pilot


async def settle(pilot: Pilot[None]) -> None:
    """Until every question is answered and drawn."""
    app = pilot.app
    assert isinstance(app, ArkivApp)
    while True:
        began_at_rest = at_rest(app)
        await pilot.pause()
        if began_at_rest and at_rest(app):
            return
        await app.workers.wait_for_complete()
        await until(pilot, lambda: app._seeker.at_rest)


def at_rest(app: ArkivApp) -> bool:
    """Nothing is fetched, and nothing waits for the cursor to rest, as texts and proofs do."""
    timers = [timer for node in (app, *app.screen_stack) for timer in node._timers]
    waiting = any(
        timer._repeat == 0 and timer._interval <= LONGEST_REST and not _is_over(timer)
        for timer in timers
    )
    working = any(not worker.is_finished for worker in app.workers)
    return app._seeker.at_rest and not working and not waiting


def _is_over(timer: Timer) -> bool:
    return timer._task is None or timer._task.done()


async def until(pilot: Pilot[None], holds: object, seconds: float = 20) -> None:
    """Wait for something to become true; fails when it does not."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, screen_text(pilot.app)
        await asyncio.sleep(0.02)
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def ask(pilot: Pilot[None], query: str) -> None:
    """Put a query into the field at once; typing it takes a frame a letter."""
    pilot.app.screen.query_one(SearchField).value = query
    await settle(pilot)


async def fill(pilot: Pilot[None], *values: str) -> None:
    """Type into the form that is shown, or about to be, and save it."""

    def is_there() -> bool:
        screen = pilot.app.screen
        return isinstance(screen, FormDialog) and len(screen.query(Input)) == len(values)

    await until(pilot, is_there)
    for field, value in zip(pilot.app.screen.query(Input), values, strict=True):
        field.value = value
    await press(pilot, "enter")


def said(app: object) -> str:
    """Everything that was announced and is still on the screen."""
    assert isinstance(app, ArkivApp)
    return " ".join(notice.message for notice in app._notifications)


def screen_text(app: object) -> str:
    """What stands on the screen, without colours and without spaces at the ends."""
    assert isinstance(app, ArkivApp)
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
