"""What is asked about a whole contract: its end, its renewal, what it is linked to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from arkiv.deadline_labels import link_words
from arkiv.domain.contracts import Link, LinkKind
from arkiv.domain.identity import ContractId
from arkiv.errors import BadInput
from arkiv.texts import _
from arkiv.tui.dialogs.dates import day_typed, reason_needed
from arkiv.tui.dialogs.form import Blank, FormDialog
from arkiv.tui.dialogs.pick import Choice, PickDialog

__all__ = ["end_dialog", "link_dialog", "linked", "renew_dialog", "unlink_dialog"]


def end_dialog(title: str, today: date) -> FormDialog:
    """The last day in force, and why."""
    return FormDialog(
        _("End {title}").format(title=title),
        [
            Blank(
                _("Last day"),
                "2027-01-31",
                lambda text: day_typed(text, today),
                today.isoformat(),
            ),
            Blank(_("Why"), _("given notice by letter"), reason_needed),
        ],
    )


def renew_dialog(title: str, today: date) -> FormDialog:
    """The last day in force as it was renewed."""
    check = Blank(_("Until"), _("2027-01-31 or 1 year"), lambda text: day_typed(text, today))
    return FormDialog(_("Renew {title}").format(title=title), [check])


def link_dialog(title: str, contract: ContractId) -> FormDialog:
    """The other contract, and what this one is to it."""
    kinds = tuple(map(str, LinkKind))
    return FormDialog(
        _("Link {title}").format(title=title),
        [
            Blank(_("It is"), ", ".join(kinds), _kind, str(LinkKind.AMENDMENT), kinds),
            Blank(_("Of number"), "12", lambda text: _number(text, contract)),
        ],
    )


def linked(typed: Sequence[str], contract: ContractId) -> Link:
    """What a form that fits says."""
    kind, number = typed
    return Link(contract, _number(number, contract), _kind(kind))


def unlink_dialog(links: Sequence[Link], contract: ContractId) -> PickDialog:
    """Dismissed with the place of the link among them."""
    choices = [
        Choice(str(place), _words(link, contract), str(place + 1) if place < 9 else "")
        for place, link in enumerate(links)
    ]
    return PickDialog(_("Take away a link"), lambda _text: choices)


def _words(link: Link, contract: ContractId) -> str:
    outgoing = link.contract == contract
    return link_words(link.kind, link.target if outgoing else link.contract, outgoing)


def _kind(text: str) -> LinkKind:
    try:
        return LinkKind(text.strip().casefold().replace("call off", "call-off"))
    except ValueError:
        raise BadInput(_("One of: {kinds}.").format(kinds=", ".join(LinkKind))) from None


def _number(text: str, contract: ContractId) -> ContractId:
    digits = text.strip().lstrip("#")
    if not digits.isascii() or not digits.isdigit():
        raise BadInput(_("Type the number of the other contract, such as 12."))
    if int(digits) == contract:
        raise BadInput(_("A contract can't be linked to itself."))
    return ContractId(int(digits))
