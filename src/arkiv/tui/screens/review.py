"""The review of one contract: its facts, dates, questions and notes, with the words beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from arkiv.cleaning import clean
from arkiv.domain.anchors import Anchor
from arkiv.domain.contracts import Summary
from arkiv.domain.faults import sentence
from arkiv.domain.identity import ContractId
from arkiv.errors import NotFound
from arkiv.services.walking import Walk
from arkiv.texts import _
from arkiv.tui.actions import ACTIONS, REVIEWED, Action, Home, bindings, shown_key
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive, other_side
from arkiv.tui.passages import Laid, Span, anchor_of, lay_out, spans_of
from arkiv.tui.review_words import bar_parts, home_of, why_runs
from arkiv.tui.screens.fetching import FetchingView
from arkiv.tui.screens.review_acts import ReviewActs
from arkiv.tui.screens.words import text_title
from arkiv.tui.widgets.bars import Bar, Part
from arkiv.tui.widgets.document import Document
from arkiv.tui.widgets.frame import Footer, Header
from arkiv.tui.widgets.lines import CursorLines
from arkiv.tui.widgets.paragraphs import Paragraphs
from arkiv.tui.widgets.review_list import ReviewList

__all__ = ["Found", "ReviewView"]

_KINDS: dict[str, set[Home]] = {
    action.command: {other.home for other in ACTIONS if other.command == action.command}
    for action in ACTIONS
    if action.home in REVIEWED
}
"""By command: the kinds of lines that it can be done to."""


@dataclass(frozen=True, slots=True)
class Found:
    """A contract as it was looked at."""

    walk: Walk
    laid: Laid


@dataclass(frozen=True, slots=True)
class Gone:
    """A contract that was purged."""

    contract: ContractId
    why: str


class ReviewView(ReviewActs, FetchingView[Found | Gone]):
    """One contract after another, each line by line."""

    NAME = "review"
    HOME = Home.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = [
        binding for home in (*REVIEWED, Home.REVIEW, Home.CONTRACT) for binding in bindings(home)
    ]

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__(archive, acts)
        self.take_review_acts(archive, acts)
        self._contract: ContractId | None = None
        self._among: tuple[ContractId, ...] = ()
        self._back = "search"
        """The view it was opened from."""
        self._walk: Walk | None = None
        self._laid: Laid | None = None

    def compose(self) -> ComposeResult:
        yield Header(self.NAME)
        yield Bar(id="review-bar")
        with Container(id="review"):
            with Vertical(id="gone-through"):
                yield ReviewList(id="lines")
                yield Bar(id="keys")
                yield Paragraphs(id="reasons")
            with Vertical(id="paper"):
                yield Document(id="document")
                yield Static(id="nothing")
        yield Footer()

    def on_mount(self) -> None:
        self.lines.focus()

    @property
    def lines(self) -> ReviewList:
        return self.query_one(ReviewList)

    @property
    def document(self) -> Document:
        return self.query_one(Document)

    @property
    def walk_shown(self) -> Walk | None:
        return self._walk

    # --- which contract -----------------------------------------------------------------------

    def begin(self, contract: ContractId, among: Sequence[ContractId], back: str) -> None:
        """Go through this one; ``among``: those to go on with; ``back``: the view to return to."""
        self._among, self._back = tuple(among), back
        self._turn_to(contract)

    def _turn_to(self, contract: ContractId) -> None:
        self._contract, self._walk, self._laid = contract, None, None
        self.lines.clear()
        self.document.clear()
        self._show_around()
        self._leave_text()
        self.load()

    def action_step(self, by: int) -> None:
        """To the next contract of the list it came from, or the one before."""
        if self._contract not in self._among or len(self._among) < 2:
            self._acts.say(_("Only this contract; R on a result goes through all of them."))
            return
        at = self._among.index(self._contract) + by
        if 0 <= at < len(self._among):
            self._turn_to(self._among[at])
        else:
            words = _("That was the last of {n}.") if by > 0 else _("This is the first of {n}.")
            self._acts.say(words.format(n=len(self._among)))

    @property
    def current_contract(self) -> ContractId | None:
        return self._contract

    @property
    def current_summary(self) -> Summary | None:
        return self._walk.view.summary if self._walk is not None else None

    @property
    def is_linked(self) -> bool:
        return self._walk is not None and bool(self._walk.view.links)

    # --- fetching and showing -----------------------------------------------------------------

    def load(self) -> None:
        if self._contract is not None:
            super().load()

    def work(self, today: date) -> Callable[[], Found | Gone]:
        archive, contract, room = self._archive, self._contract, self._room()
        assert contract is not None

        def fetch() -> Found | Gone:
            try:
                walk = archive.walking.walk(contract, today)
            except NotFound as error:
                return Gone(contract, str(error))
            preview = archive.finder.preview(contract, "", today)
            pages = preview.pages if preview is not None else ()
            return Found(walk, lay_out(pages, walk.view.notes, room))

        return fetch

    def _room(self) -> int:
        """On a narrow screen the text is hidden and has no width of its own."""
        return self.document.room if self.document.size.width else self.size.width - 2

    def show_why_not(self) -> None:
        self._acts.say(self.why_not)

    def show_found(self, found: Found | Gone, today: date) -> None:
        if isinstance(found, Gone):
            self._leave(found)
            return
        if found.walk.view.summary.id != self._contract:
            return  # of the contract before; that of this one is on its way
        before, self._walk, self._laid = self._laid, found.walk, found.laid
        if before is None or before.pages != found.laid.pages:
            self.document.show(found.laid)
        else:
            self.document.annotate(found.laid.beside)
        self.lines.show(found.walk)
        self._show_around()

    def _leave(self, gone: Gone) -> None:
        """Nothing of what was purged stays on the screen."""
        if gone.contract == self._contract:
            self._contract, self._walk, self._laid = None, None, None
            self.lines.clear()
            self.document.clear()
            self._show_around()
            self._acts.say(gone.why)
            if self.is_current:
                self.app.call_later(self.app.run_action, f"view('{self._back}')")

    def _show_around(self) -> None:
        """Everything that names the contract or counts."""
        walk, bar = self._walk, self.query_one("#review-bar", Bar)
        if walk is None:
            bar.show((), ())
            self._show_line()
            return
        summary = walk.view.summary
        at = self._among.index(summary.id) if summary.id in self._among else 0
        party = other_side(self._archive.config, summary)
        bar.show(*bar_parts(walk, party, at, len(self._among)))
        empty = self._laid is None or not any(page.text.strip() for page in self._laid.pages)
        fault = walk.view.summary.fault
        words = sentence(fault) if fault is not None else _("No text was read from its documents.")
        self.query_one("#paper").set_class(empty, "-empty")
        self.query_one("#nothing", Static).update(Content(clean(words)))
        self._show_title()

    @on(CursorLines.Moved, "#lines")
    def _show_line(self) -> None:
        """Why the current line says what it says, what can be done to it, and its words."""
        line, walk = self.lines.current, self._walk
        runs = why_runs(line, walk) if line is not None and walk is not None else ()
        self.query_one("#reasons", Paragraphs).tell_runs(runs)
        home = self.home()
        self.query_one("#keys", Bar).show(_key_parts(home), ())
        self.query_one(Footer).show_home(home)
        self.document.quote(self._spans())
        self.query_one("#gone-through").border_title = Content(self._title())

    def _title(self) -> str:
        """Review · 12/60 · 41 open"""
        at, of = self.lines.counted
        left = sum(1 for _line in self.lines.open_lines())
        parts = [_("Review"), f"{at}/{of}" if of else ""]
        parts.append(_("{n} open").format(n=left) if left else "")
        return " · ".join(part for part in parts if part)

    def _spans(self) -> list[Span]:
        line, laid = self.lines.current, self._laid
        return spans_of(laid.pages, line.sources) if line is not None and laid is not None else []

    @on(Document.Scrolled)
    def _show_title(self) -> None:
        document = self.document
        title = text_title(document.page, document.last_page, 0, 0)
        self.query_one("#paper").border_title = Content(title)

    # --- where one is -------------------------------------------------------------------------

    def home(self) -> Home:
        """By the current line, also while its words are read."""
        line = self.lines.current if self.is_ready else None
        return home_of(line) if line is not None else self.HOME

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key means what it does to the current line."""
        return action not in _KINDS or self.home() in _KINDS[action]

    def offers(self, action: Action) -> bool:
        """Not what leads here, nor what walks the hits of a search."""
        elsewhere = action.command == "review" or action.command.startswith("next_hit")
        return not elsewhere and super().offers(action)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_line)

    @on(CursorLines.Chosen, "#lines")
    def _choose(self) -> None:
        """Double click."""
        if self.home() is Home.REVIEW_END:
            self.action_finish()
        else:
            self.action_read()

    def action_read(self) -> None:
        """Read the contract where the words of the line stand."""
        self.add_class("-reading")
        self.document.focus()
        self.call_after_refresh(self._show_line)

    def _leave_text(self) -> None:
        self.remove_class("-reading")
        self.lines.focus()

    def action_step_out(self) -> None:
        if self.document.has_focus:
            self._leave_text()
        else:
            self.app.call_later(self.app.run_action, f"view('{self._back}')")

    def next_pane(self, by: int) -> None:
        if self.document.has_focus:
            self._leave_text()
        else:
            self.action_read()

    def action_scroll_why(self, by: int) -> None:
        self.query_one("#reasons", Paragraphs).action_half_page(by)

    def action_next_hit(self, by: int) -> None:
        self.document.next_hit(by)

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        if event.bar.id == "keys":
            self.app.call_later(self.app.run_action, f"perform({event.press!r})")
        else:
            super().on_bar_pressed(event)

    def passage(self) -> Anchor | None:
        """What a note written now is about: in the text the words pointed at, else the line's."""
        if self._laid is None:
            return None
        spans = self._spans()
        span = spans[0] if spans and not self.document.has_focus else None
        if self.document.has_focus:
            span = self.document.passage()
        return anchor_of(self._laid.pages, span)

    def move_passage(self, by: int) -> Anchor | None:
        """The line of the text so many further on; None where there is none."""
        return anchor_of(self._laid.pages, self.document.point_at(by)) if self._laid else None


def _key_parts(home: Home) -> list[Part]:
    """The keys of one kind of line that do not stand in the footer."""
    return [
        Part(f" {action.label} ", "text", action.id, key=f" {shown_key(action.keys.split(',')[0])}")
        for action in ACTIONS
        if action.home is home and action.keys and not action.footer and home in REVIEWED
    ]
