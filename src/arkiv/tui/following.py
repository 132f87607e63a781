"""What a person does about dates from any view: done, put off, confirmed, entered, undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from arkiv import clock
from arkiv.deadline_labels import what_words
from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.obligations import Obligation
from arkiv.services.agenda import Due
from arkiv.services.following_up import repeating
from arkiv.services.proving import proof_fields
from arkiv.texts import _, ngettext
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.dates import (
    Planned,
    calendar_path,
    day_typed,
    export_dialog,
    owner_dialog,
    plan_dialog,
    planned,
    put_off_dialog,
)
from arkiv.tui.given import Archive
from arkiv.tui.spelling import field_label

__all__ = ["Following"]

Dues = Sequence[Due]
_A_YEAR = timedelta(days=366)


class Following:
    """Asks and acts, for one date or several."""

    def __init__(self, archive: Archive, acts: Acts) -> None:
        self._archive = archive
        self._acts = acts

    def done(self, dues: Dues, reason: str = "") -> None:
        """They are dealt with."""
        follow = self._archive.following_up
        self._acts.do(
            partial(follow.done, dues, reason),
            _("Done: {what}").format(what=named(dues)),
        )

    def reopen(self, dues: Dues) -> None:
        """Neither done nor put off any more."""
        follow = self._archive.following_up
        self._acts.do(
            partial(follow.reopen, dues),
            _("Open again: {what}").format(what=named(dues)),
        )

    def put_off(self, dues: Dues) -> None:
        """Ask until when and why."""
        today, follow = clock.today(), self._archive.following_up

        def typed(said: tuple[str, ...] | None) -> None:
            if said is None:
                return
            until = day_typed(said[0], today)
            self._acts.do(
                partial(follow.snooze, dues, until, said[1], today),
                _("Put off until {day}: {what}").format(day=until, what=named(dues)),
            )

        title = _("Put off: {what}").format(what=named(dues))
        self._acts.ask(put_off_dialog(title, today), typed)

    def confirm(self, dues: Dues) -> None:
        """Confirm the facts that the days follow from."""
        agenda, deciding = self._archive.agenda, self._archive.deciding

        def look() -> dict[ContractId, list[Field]]:
            found: dict[ContractId, list[Field]] = {}
            for due in dues:
                justified = agenda.justify(due)
                fields = found.setdefault(due.summary.id, [])
                for field in proof_fields(justified.proof):
                    row = justified.facts.get(field)
                    undecided = row is not None and row.values and not row.state.decided
                    if undecided and field not in fields:
                        fields.append(field)
            return {contract: fields for contract, fields in found.items() if fields}

        def confirm(found: dict[ContractId, list[Field]]) -> None:
            if not found:
                self._acts.say(_("Nothing here is left to confirm."))
                return

            def act() -> None:
                for contract, fields in found.items():
                    deciding.confirm_all(contract, fields)

            names = dict.fromkeys(field_label(f) for fields in found.values() for f in fields)
            self._acts.do(act, _("Confirmed: {fields}").format(fields=", ".join(names)))

        self._acts.run(look, confirm)

    def export(self) -> None:
        """Ask for a file and write the dates of the next year into it, as a calendar."""

        def typed(said: tuple[str, ...] | None) -> None:
            if said is not None:
                path = calendar_path(said[0])
                write = partial(self._write, path)
                self._acts.run(write, lambda n: self._acts.say(_written(n, path)))

        self._acts.ask(export_dialog(Path.home() / "arkiv.ics"), typed)

    def _write(self, path: Path) -> int:
        today = clock.today()
        dues = self._archive.agenda.every(today, today + _A_YEAR)
        # The dialog named the file, and a calendar is exported over the one before.
        return self._archive.exporting.calendar(path, dues, clock.now(), replace=True)

    # --- owners -------------------------------------------------------------------------------

    def assign(self, dues: Dues) -> None:
        """Ask who looks after them: after the contract, of a date by hand after the date."""
        self.with_owners(partial(self._ask_owner, dues))

    def _ask_owner(self, dues: Dues, owners: Sequence[str]) -> None:
        follow, standing = self._archive.following_up, self._archive.standing
        by_hand = {d.deadline.obligation for d in dues if d.deadline.obligation is not None}
        contracts = tuple(
            dict.fromkeys(d.summary.id for d in dues if d.deadline.obligation is None)
        )

        def typed(said: tuple[str, ...] | None) -> None:
            if said is None:
                return
            (owner,) = said

            def act() -> None:
                for obligation in by_hand:
                    follow.change(obligation.id, owner=owner)
                if contracts:
                    standing.own(contracts, owner)

            who = owner.strip() or _("nobody")
            self._acts.do(act, _("{what}: owner {who}").format(what=named(dues), who=who))

        before = dues[0].owner or "" if len({due.owner for due in dues}) == 1 else ""
        title = _("Owner of {what}").format(what=named(dues))
        self._acts.ask(owner_dialog(title, before, owners), typed)

    def with_owners(self, then: Callable[[Sequence[str]], None]) -> None:
        """Go on with the names of all who look after something, ourselves first."""
        agenda, me = self._archive.agenda, self._archive.following_up.actor

        def look() -> tuple[str, ...]:
            today = clock.today()
            found = {due.owner for due in agenda.every(today, today) if due.owner}
            return tuple(dict.fromkeys([me, *sorted(found, key=str.casefold)]))

        self._acts.run(look, then)

    # --- dates by hand ------------------------------------------------------------------------

    def plan(self, contract: ContractId, title: str, on: date | None = None) -> None:
        """Ask for the parts of a date and add it to the contract."""
        today, id = clock.today(), str(uuid4())

        def typed(said: tuple[str, ...] | None) -> None:
            if said is not None:
                self._add(contract, planned(said, today), today, id)

        asks = _("Add a date to {title}").format(title=title)
        self.with_owners(lambda who: self._acts.ask(plan_dialog(asks, today, who, on), typed))

    def _add(self, contract: ContractId, new: Planned, today: date, id: str) -> None:
        follow = self._archive.following_up
        self._acts.do(
            lambda: follow.plan(
                contract,
                new.title,
                new.on,
                today,
                kind=new.kind,
                rule=new.rule or None,
                notice=new.notice,
                owner=new.owner,
                obligation_id=id,
            ),
            _("Added: {what}, {day}").format(what=new.title, day=new.on),
        )

    def change(self, before: Obligation) -> None:
        """Ask for the parts of a date by hand as they should be."""
        today, follow = clock.today(), self._archive.following_up

        def typed(said: tuple[str, ...] | None) -> None:
            if said is None:
                return
            new = planned(said, today, before)
            after = replace(
                before,
                title=new.title.strip(),
                kind=new.kind,
                on=new.on,
                rule=repeating(new.rule, new.on) if new.rule else None,
                notice=new.notice,
                owner=new.owner or None,
            )
            self._acts.do(
                partial(follow.put, after),
                _("Changed: {what}, {day}").format(what=after.title, day=after.on),
            )

        title = _("Change {what}").format(what=before.title)
        self.with_owners(
            lambda who: self._acts.ask(plan_dialog(title, today, who, before=before), typed)
        )

    def take_away(self, obligation: Obligation) -> None:
        """Take a date by hand off its contract."""
        follow = self._archive.following_up
        self._acts.do(
            partial(follow.take_away, obligation.id),
            _("Taken away: {what}").format(what=obligation.title),
        )


def _written(number: int, path: Path) -> str:
    said = ngettext("{n} date written to {path}", "{n} dates written to {path}", number)
    return said.format(n=number, path=path)


def named(dues: Dues) -> str:
    """What one date is about and of which contract, or how many there are."""
    if len(dues) == 1:
        (due,) = dues
        return f"{what_words(due.deadline)} · {due.summary.title}"
    return ngettext("{n} date", "{n} dates", len(dues)).format(n=len(dues))
