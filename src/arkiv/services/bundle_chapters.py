"""What an evidence bundle has of one contract, and how its page says it to people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arkiv.deadline_labels import (
    caution_words,
    link_words,
    missing_words,
    proof_line,
    state_label,
    what_words,
)
from arkiv.domain.contracts import ChainLink, Event
from arkiv.domain.documents import Document
from arkiv.domain.facts import Field, FieldValue, Source
from arkiv.domain.faults import sentence
from arkiv.domain.identity import ContractId
from arkiv.domain.review import FactRow, FactState
from arkiv.domain.trail_ports import Damage
from arkiv.domain.values import Money, Party
from arkiv.event_labels import event_kind_words
from arkiv.export.evidence_page import Chapter, Link, Section
from arkiv.services.agenda import Justified
from arkiv.services.reviewing import ContractView
from arkiv.texts import _

__all__ = ["Bundled", "BundledOriginal", "chapter_of"]


@dataclass(frozen=True, slots=True)
class BundledOriginal:
    """A document of the contract and where its bytes lie in the bundle."""

    document: Document
    name: str
    """In the contract's folder."""
    damage: Damage | None
    """Why the bytes are not in the bundle; None: they are."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """One contract with all that goes into a bundle."""

    folder: str
    view: ContractView
    originals: tuple[BundledOriginal, ...]
    deadlines: tuple[Justified, ...]
    history: tuple[Event, ...]
    """Oldest first."""
    chain: tuple[ChainLink, ...]
    beside: tuple[Section, ...]
    """What else is known of it, such as the answers to a checklist."""


def chapter_of(bundled: Bundled, together: frozenset[ContractId]) -> Chapter:
    """The contract for the page; ``together`` are all that the bundle has."""
    view = bundled.view
    sections = (
        Section(_("What it is"), (), tuple(_about(view))),
        Section(
            _("Originals"),
            (_("File"), _("SHA-256"), _("Bytes"), _("Filed"), _("Remark")),
            tuple(_original(one, bundled.folder) for one in bundled.originals),
        ),
        Section(
            _("Facts, with the words they were read from"),
            (_("Field"), _("Value"), _("State"), _("Evidence")),
            tuple(row for fact in view.rows for row in _facts(fact)),
        ),
        Section(
            _("Deadlines, with their proofs"),
            (_("Day"), _("What"), _("State"), _("How it follows")),
            tuple(map(_deadline, bundled.deadlines)),
        ),
        Section(
            _("Notes"),
            (_("When"), _("Who"), _("Note")),
            tuple((_instant(p.note.at), p.note.actor, p.note.text) for p in view.notes),
        ),
        Section(_("Linked contracts"), (), tuple(_links(view, together))),
        *bundled.beside,
        Section(
            _("History"),
            (_("Number"), _("When"), _("Who"), _("What"), _("Hash")),
            tuple(
                (str(e.seq), _instant(e.at), e.actor, _event(e), e.hash) for e in bundled.history
            ),
        ),
    )
    return Chapter(view.summary.id, view.summary.title, sections)


def _about(view: ContractView) -> Iterator[tuple[str, str]]:
    summary, upcoming = view.summary, view.upcoming
    trash = _(", in the trash") if summary.trashed else ""
    yield _("Status"), str(upcoming.status) + trash
    said = (
        (_("Next notice by"), upcoming.next_notice),
        (_("Next end"), upcoming.next_expiration),
        (_("Ended"), summary.ended_on),
        (_("Reason"), summary.ended_reason),
        (_("Renewed until"), summary.renewed_until),
        (_("Owner"), summary.owner),
        (_("Tags"), ", ".join(summary.tags)),
        (_("Folder"), summary.folder),
        (_("Filed"), summary.filed_on),
    )
    yield from ((name, str(value)) for name, value in said if value)
    yield from ((_("Missing"), missing_words(missing)) for missing in view.outlook.missing)
    yield from ((_("Warning"), warning) for warning in view.warnings)


def _original(one: BundledOriginal, folder: str) -> tuple[str | Link, ...]:
    document = one.document
    remark = sentence(document.fault) if document.fault else ""
    label: str | Link = Link(one.name, f"{folder}/{one.name}")
    if one.damage is not None:
        label, remark = one.name, _("NOT IN THE BUNDLE: {why}").format(why=one.damage.message)
    return label, document.sha256, str(document.size), _instant(document.filed_at), remark


def _facts(row: FactRow) -> Iterator[tuple[str, str, str, str]]:
    """A line for each party, one for each other field that is known or decided."""
    label = _(row.field.replace("_", " ").capitalize())
    if row.field is Field.PARTIES and row.values:
        for party in row.parties():
            yield _("Party"), _said(party.value), _STATES[party.state], _words(party.sources)
    elif row.state is not FactState.ABSENT:
        value = "–" if row.value is None else _said(row.value)
        yield label, value, _STATES[row.state], "\n".join(_why(row))


def _why(row: FactRow) -> Iterator[str]:
    if row.decision is not None:
        yield _("by {actor}, {at}").format(actor=row.decision.actor, at=row.decision.at)
    if row.shown and row.shown[0].operation:
        yield _("computed: {operation}").format(operation=row.shown[0].operation)
    if row.sources:
        yield _words(row.sources)


_STATES = {
    FactState.CONFIRMED: _("confirmed by a person"),
    FactState.CORRECTED: _("corrected by a person"),
    FactState.REJECTED: _("rejected by a person"),
    FactState.SURE: _("read: sure"),
    FactState.CHECK: _("read: to be checked"),
    FactState.GUESS: _("read: a guess"),
}


def _said(value: FieldValue) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Money():
            vat = _("VAT {vat}").format(vat=value.vat) if value.vat else None
            per = _("per {per}").format(per=value.per) if value.per else None
            parts = (f"{value.amount:,f}".replace(",", "\u202f"), value.currency, per, vat)
            return " ".join(part for part in parts if part)
        case Party():
            particulars = ", ".join(part for part in (value.role, value.org_number) if part)
            return f"{value.name} ({particulars})" if particulars else value.name
        case _:
            return str(value)


def _words(sources: Sequence[Source]) -> str:
    return "\n".join(
        _("{place}: “{words}”").format(place=_place(source), words=" ".join(source.text.split()))
        for source in sources
    )


def _place(source: Source) -> str:
    place = (
        _("page {n}").format(n=source.page)
        if source.page is not None
        else _("paragraph {n}").format(n=source.paragraph)
    )
    clause = _(", clause {clause}").format(clause=source.clause) if source.clause else ""
    return place + clause


def _deadline(justified: Justified) -> tuple[str, str, str, str]:
    deadline = justified.due.deadline
    how = [proof_line(justified.proof), *map(caution_words, justified.proof.cautions)]
    for row in justified.facts.values():
        how += filter(None, [_words(row.sources)])
    state = _("overdue") if justified.due.overdue else state_label(deadline)
    return deadline.day.isoformat(), what_words(deadline), state, "\n".join(how)


def _links(view: ContractView, together: frozenset[ContractId]) -> Iterator[tuple[str, str]]:
    for link in view.links:
        outgoing = link.contract == view.summary.id
        other = link.target if outgoing else link.contract
        here = _("in this bundle") if other in together else _("not in this bundle")
        yield link_words(link.kind, other, outgoing), here


def _event(event: Event) -> str:
    """What happened and what it was about, as far as a line holds; the rest is in events.jsonl."""
    about = event.after if event.after is not None else event.before
    told = about.items() if isinstance(about, dict) else ()
    said = "; ".join(f"{key}: {_spelled(value)}" for key, value in told if value is not None)
    if len(said) > _LONGEST:
        said = said[: _LONGEST - 1] + "…"
    return event_kind_words(event.kind) + (f"\n{said}" if said else "")


_LONGEST = 400


def _spelled(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _instant(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC"
