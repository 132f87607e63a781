"""The attention view: everything that needs a human, with why and what to do beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from arkiv.attention_labels import attention_words
from arkiv.cleaning import clean
from arkiv.domain.attention_items import Attention, AttentionItem, AttentionKind, AuditAttention
from arkiv.domain.contracts import Summary
from arkiv.domain.facts import Field
from arkiv.services.agenda import Due
from arkiv.services.proving import telling_field
from arkiv.texts import _
from arkiv.tui.actions import Action, Home, bindings
from arkiv.tui.acts import Acts
from arkiv.tui.attention_words import attention_runs, field_of, item_standing, key_words
from arkiv.tui.dialogs.pick import Choice, PickDialog
from arkiv.tui.given import Archive, other_side
from arkiv.tui.screens.fetching import FetchingView
from arkiv.tui.settling import Settling
from arkiv.tui.widgets.attention_list import AttentionList
from arkiv.tui.widgets.bars import Bar, Part
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.paragraphs import Paragraphs

__all__ = ["AttentionView"]

_ANY = "any"
_OF_ALL = frozenset({"open", "kind", "owner"})
"""What is done to an item whatever it is of."""
Items = tuple[AttentionItem, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which items are to be listed."""

    kind: AttentionKind | None = None
    owner: str | None = None
    """None: everybody's; empty: nobody's."""

    def takes(self, item: AttentionItem) -> bool:
        if self.kind is not None and item.kind is not self.kind:
            return False
        return self.owner is None or (item.owner or "").casefold() == self.owner.casefold()


class AttentionView(FetchingView[Items]):
    """The queue, in its own order."""

    NAME = "attention"
    HOME = Home.ATTENTION
    BINDINGS = bindings(Home.ATTENTION)

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__(archive, acts)
        self._settling = Settling(archive, acts)
        self._wanted = _Wanted()
        self._all: Items = ()
        self._today = date.min

    def compose(self) -> ComposeResult:
        yield Header(self.NAME)
        yield Bar(id="wanted")
        with Container(id="agenda"):
            with Vertical(id="listed"):
                yield AttentionList()
                yield Static(id="nothing")
            yield Paragraphs(id="matter")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#matter").border_title = _("Why")
        self.queue.focus()
        self._show_wanted()
        self.load()

    @property
    def queue(self) -> AttentionList:
        return self.query_one(AttentionList)

    def _of_contract(self) -> Attention | None:
        """The current item; None where it is of an audit, or there is none."""
        item = self.queue.current
        return None if isinstance(item, AuditAttention) else item

    def work(self, today: date) -> Callable[[], Items]:
        return partial(self._archive.attention.items, today)

    def show_found(self, found: Items, today: date) -> None:
        self._all, self._today = found, today
        self._show()

    def show_why_not(self) -> None:
        self._show()

    def _show(self) -> None:
        shown = tuple(item for item in self._all if self._wanted.takes(item))
        self.queue.show(shown, self._today)
        listed = self.query_one("#listed")
        listed.set_class(not shown, "-empty")
        number = "?" if self.why_not else len(shown)
        listed.border_title = Content(_("Needs you {n}").format(n=number))
        if not shown:
            words = self.why_not or (
                _("Nothing needs you of this kind and owner. t and O show the rest.")
                if self._all
                else _("Nothing needs you. What comes up stands here until it is mended.")
            )
            self.query_one("#nothing", Static).update(Content(clean(words)))

    @on(CursorLines.Moved)
    def _show_matter(self) -> None:
        item = self.queue.current
        of = self._of_contract()
        party = other_side(self._archive.config, of.contract) if of is not None else ""
        runs = attention_runs(item, party, self._today) if item is not None else ()
        self.query_one("#matter", Paragraphs).tell_runs(runs)

    def action_scroll_why(self, by: int) -> None:
        self.query_one("#matter", Paragraphs).action_half_page(by)

    # --- what is wanted -----------------------------------------------------------------------

    def _show_wanted(self) -> None:
        kind, owner = self._wanted.kind, self._wanted.owner
        whose = _("all owners") if owner is None else owner or _("nobody's")
        which = attention_words(kind) if kind is not None else _("all kinds")
        parts = [
            Part(" " + which, "chip" if kind is not None else "text", "kind"),
            Part(" · ", "muted"),
            Part(whose, "chip" if owner is not None else "text", "owner"),
        ]
        order = Part(_("by money and nearness "), "muted")
        self.query_one("#wanted", Bar).show(parts, [order])

    def _want(self, wanted: _Wanted) -> None:
        self._wanted = wanted
        self._show_wanted()
        self._show()

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        if event.bar.id == "wanted":
            {"kind": self.action_kind, "owner": self.action_owner}[event.press]()
        else:
            super().on_bar_pressed(event)

    def action_kind(self) -> None:
        numbers = Counter(item.kind for item in self._all)
        choices = [
            Choice(_ANY, _("All kinds ({n})").format(n=len(self._all))),
            *(
                Choice(str(kind), f"{item_standing(kind)[0]} ({numbers[kind]})")
                for kind in AttentionKind
                if numbers[kind]
            ),
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                kind = None if value == _ANY else AttentionKind(value)
                self._want(replace(self._wanted, kind=kind))

        self._acts.ask(PickDialog(_("Which kind?"), lambda _text: choices), chosen)

    def action_owner(self) -> None:
        me = self._archive.following_up.actor
        names = sorted({item.owner for item in self._all if item.owner} - {me}, key=str.casefold)
        choices = [
            Choice(_ANY, _("All owners"), "1"),
            Choice(f"={me}", _("Mine ({name})").format(name=me), "2"),
            Choice("=", _("Nobody's"), "3"),
            *(Choice(f"={name}", name) for name in names),
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self._want(replace(self._wanted, owner=None if value == _ANY else value[1:]))

        self._acts.ask(PickDialog(_("Whose?"), lambda _text: choices), chosen)

    # --- what is done -------------------------------------------------------------------------

    def offers(self, action: Action) -> bool:
        """Of a date only what has one; of an audit nothing that is done to a contract."""
        if isinstance(self.queue.current, AuditAttention):
            return action.home is not self.HOME or action.command in _OF_ALL
        item = self._of_contract()
        dated = item is not None and item.deadline is not None
        return dated or action.command not in ("done", "put_off")

    @on(CursorLines.Chosen)
    def action_open(self) -> None:
        """Read the contract at the fact that the item is about; of an audit, go to it."""
        if isinstance(self.queue.current, AuditAttention):
            self.post_message(self.AuditWanted(self.queue.current.audit.id))
        item = self._of_contract()
        if item is None:
            return
        due, agenda, contract = _due(item), self._archive.agenda, item.contract.id

        def opened(field: Field | None) -> None:
            self.post_message(self.ContractWanted(contract, read=True, field=field))

        if due is None:
            opened(field_of(item))
        else:
            look = partial(agenda.justify, due)
            self._acts.run(look, lambda found: opened(telling_field(found.proof) or Field.TITLE))

    def action_review(self) -> None:
        if (item := self._asked()) is not None:
            listed = [each.contract.id for each in self.queue.items if isinstance(each, Attention)]
            self.post_message(self.ReviewWanted(item.contract.id, listed))

    def action_done(self) -> None:
        self._on_date(self._settling.following.done)

    def action_put_off(self) -> None:
        self._on_date(self._settling.following.put_off)

    def _on_date(self, act: Callable[[tuple[Due, ...]], None]) -> None:
        item = self._asked()
        if item is None:
            return
        due = _due(item)
        if due is None:
            self._acts.say(_("This is no date. {instead}").format(instead=key_words(item)))
        else:
            act((due,))

    def action_own(self) -> None:
        """Of a date by hand its own owner, else the contract's."""
        item = self._asked()
        if item is None:
            return
        due = _due(item)
        if due is not None:
            self._settling.following.assign((due,))
        else:
            self._settling.own([item.contract.id])

    def _settle(self, act: Callable[[Summary], None]) -> None:
        if (item := self._asked()) is not None:
            act(item.contract)

    def _asked(self) -> Attention | None:
        """The current item, for what is done to contracts; of an audit that is said."""
        item = self.queue.current
        if isinstance(item, AuditAttention):
            self._acts.say(_("This is an audit. {instead}").format(instead=key_words(item)))
            return None
        return item

    def action_reviewed(self) -> None:
        self._settle(self._settling.review)

    def action_end(self) -> None:
        self._settle(self._settling.end)

    def action_renew_until(self) -> None:
        self._settle(self._settling.renew)

    def action_link(self) -> None:
        self._settle(self._settling.link)

    def action_add_date(self) -> None:
        self._settle(lambda it: self._settling.following.plan(it.id, it.title))

    def action_original(self) -> None:
        self._settle(lambda it: self._acts.original(it.id))

    def action_trash(self) -> None:
        self._settle(lambda it: self._acts.trash([it.id]))


def _due(item: Attention) -> Due | None:
    """Its date, as what is done about dates takes it; None where it is about none."""
    if item.deadline is None:
        return None
    overdue = item.kind is AttentionKind.OVERDUE
    return Due(item.deadline, item.contract, item.deadline.day, overdue)
