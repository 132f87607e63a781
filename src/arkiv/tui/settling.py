"""What a person says of a whole contract from any view, and the way back from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from arkiv import clock
from arkiv.deadline_labels import link_words
from arkiv.domain.contracts import Link, Summary
from arkiv.domain.identity import ContractId
from arkiv.texts import _, ngettext
from arkiv.tui.acts import Acts
from arkiv.tui.dialogs.dates import day_typed, owner_dialog
from arkiv.tui.dialogs.standing import (
    end_dialog,
    link_dialog,
    linked,
    renew_dialog,
    unlink_dialog,
)
from arkiv.tui.following import Following
from arkiv.tui.given import Archive

__all__ = ["Settling"]


class Settling:
    """Ended, renewed, reviewed, linked, looked after."""

    def __init__(self, archive: Archive, acts: Acts) -> None:
        self._standing = archive.standing
        self._archive = archive
        self._acts = acts
        self.following = Following(archive, acts)

    def end(self, summary: Summary) -> None:
        """Ask for its last day and why."""
        today = clock.today()

        def typed(said: tuple[str, ...] | None) -> None:
            if said is not None:
                day = day_typed(said[0], today)
                self._acts.do(
                    partial(self._standing.end, summary.id, day, said[1]),
                    _("Ended {day}: {title}").format(day=day, title=summary.title),
                )

        self._acts.ask(end_dialog(summary.title, today), typed)

    def take_back_end(self, summary: Summary) -> None:
        """It has not ended after all."""
        self._acts.do(
            partial(self._standing.take_back_end, summary.id),
            _("Not ended: {title}").format(title=summary.title),
        )

    def renew(self, summary: Summary) -> None:
        """Ask until when."""
        today = clock.today()

        def typed(said: tuple[str, ...] | None) -> None:
            if said is not None:
                until = day_typed(said[0], today)
                self._acts.do(
                    partial(self._standing.renew, summary.id, until),
                    _("Renewed until {day}: {title}").format(day=until, title=summary.title),
                )

        self._acts.ask(renew_dialog(summary.title, today), typed)

    def take_back_renewal(self, summary: Summary) -> None:
        """Nobody renewed it."""
        self._acts.do(
            partial(self._standing.take_back_renewal, summary.id),
            _("Not renewed: {title}").format(title=summary.title),
        )

    def review(self, summary: Summary, left: str = "") -> None:
        """Somebody went through it today; ``left``: what is to be done all the same."""
        words = _("Reviewed: {title}; {left}") if left else _("Reviewed: {title}")
        self._acts.do(
            partial(self._standing.review, summary.id, clock.today()),
            words.format(title=summary.title, left=left),
        )

    def take_back_review(self, summary: Summary) -> None:
        """As before the last review was said."""
        self._acts.do(
            partial(self._standing.take_back_review, summary.id),
            _("Not reviewed: {title}").format(title=summary.title),
        )

    def link(self, summary: Summary) -> None:
        """Ask for the other contract and what this one is to it."""

        def typed(said: tuple[str, ...] | None) -> None:
            if said is not None:
                self._change_link(linked(said, summary.id), add=True)

        self._acts.ask(link_dialog(summary.title, summary.id), typed)

    def unlink(self, summary: Summary) -> None:
        """Ask which link is to go."""

        def ask(links: Sequence[Link]) -> None:
            def chosen(place: str | None) -> None:
                if place is not None:
                    self._change_link(links[int(place)], add=False)

            if links:
                self._acts.ask(unlink_dialog(links, summary.id), chosen)
            else:
                self._acts.say(_("It is linked to no other contract."))

        self._acts.run(lambda: self._standing.links(summary.id), ask)

    def _change_link(self, link: Link, add: bool) -> None:
        named = link.contract, link.target, link.kind
        act = self._standing.link if add else self._standing.unlink
        said = f"#{link.contract} {link_words(link.kind, link.target, outgoing=True)}"
        words = _("Linked: {what}") if add else _("Not linked any more: {what}")
        self._acts.do(partial(act, *named), words.format(what=said))

    def own(self, contracts: Sequence[ContractId]) -> None:
        """Ask who looks after them."""
        record = self._archive.reviewing

        def look() -> dict[ContractId, str | None]:
            today = clock.today()
            return {id: record.show(id, today).summary.owner for id in contracts}

        def ask(owners: Sequence[str], before: dict[ContractId, str | None]) -> None:
            def typed(said: tuple[str, ...] | None) -> None:
                if said is not None:
                    self._own(before, said[0].strip())

            one = next(iter(set(before.values()))) if len(set(before.values())) == 1 else None
            number = ngettext("{n} contract", "{n} contracts", len(contracts))
            title = _("Owner of {what}").format(what=number.format(n=len(contracts)))
            self._acts.ask(owner_dialog(title, one or "", owners), typed)

        if contracts:
            self.following.with_owners(lambda who: self._acts.run(look, partial(ask, who)))

    def _own(self, before: dict[ContractId, str | None], owner: str) -> None:
        who = owner or _("nobody")
        act = partial(self._standing.own, tuple(before), owner)
        self._acts.do(act, _("Owner: {who}").format(who=who))
