"""What can be done to whole contracts in any view that shows some."""

from __future__ import annotations

from collections.abc import Callable

from arkiv.domain.contracts import Summary
from arkiv.domain.identity import ContractId
from arkiv.tui.actions import Action
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive
from arkiv.tui.note_taking import NoteTaking
from arkiv.tui.settling import Settling

__all__ = ["ContractActs"]


class ContractActs:
    """The part of a view that acts on the contracts it shows."""

    _acts: Acts
    _noting: NoteTaking
    _settling: Settling

    def take_acts(self, archive: Archive, acts: Acts) -> None:
        """What it acts with."""
        self._acts = acts
        self._noting = NoteTaking(archive, acts)
        self._settling = Settling(archive, acts)

    @property
    def current_contract(self) -> ContractId | None:
        """The one that is read, or would be."""
        raise NotImplementedError

    @property
    def current_summary(self) -> Summary | None:
        """Of the current contract; None also while it is on its way."""
        raise NotImplementedError

    @property
    def is_linked(self) -> bool:
        """The current contract is an amendment of another one, or another one of it, …"""
        raise NotImplementedError

    def chosen(self) -> tuple[ContractId, ...]:
        """The contracts that an act is for."""
        raise NotImplementedError

    def offers(self, action: Action) -> bool:
        """What takes something back is offered where there is something."""
        summary = self.current_summary
        wanted = {
            "take_back_end": summary is not None and summary.ended_on is not None,
            "take_back_renewal": summary is not None and summary.renewed_until is not None,
            "take_back_review": summary is not None and summary.last_reviewed is not None,
            "unlink": self.is_linked,
        }
        return wanted.get(action.command, True)

    # --- what is done -------------------------------------------------------------------------

    def action_tag(self) -> None:
        self._acts.tag(self.chosen())

    def action_original(self) -> None:
        if self.current_contract is not None:
            self._acts.original(self.current_contract)

    def action_trash(self) -> None:
        """Into the trash; what is in it comes out."""
        summary = self.current_summary
        in_trash = summary is not None and summary.trashed
        (self._acts.untrash if in_trash else self._acts.trash)(self.chosen())

    # --- how it stands ------------------------------------------------------------------------

    def _settle(self, act: Callable[[Summary], None]) -> None:
        if (summary := self.current_summary) is not None:
            act(summary)

    def action_end(self) -> None:
        self._settle(self._settling.end)

    def action_take_back_end(self) -> None:
        self._settle(self._settling.take_back_end)

    def action_renew_until(self) -> None:
        self._settle(self._settling.renew)

    def action_take_back_renewal(self) -> None:
        self._settle(self._settling.take_back_renewal)

    def action_reviewed(self) -> None:
        self._settle(self._settling.review)

    def action_take_back_review(self) -> None:
        self._settle(self._settling.take_back_review)

    def action_link(self) -> None:
        self._settle(self._settling.link)

    def action_unlink(self) -> None:
        self._settle(self._settling.unlink)

    def action_own(self) -> None:
        self._settling.own(self.chosen())

    def action_add_date(self) -> None:
        self._settle(lambda it: self._settling.following.plan(it.id, it.title))
