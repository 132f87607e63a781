"""What every view has: the frame, its place among the actions, and the classes of its size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from arkiv.domain.facts import Field, Source
from arkiv.domain.identity import ContractId
from arkiv.services.filing import ArchiveStatus
from arkiv.tui.actions import Action, Home
from arkiv.tui.pulse import Beat
from arkiv.tui.widgets.bars import Bar
from arkiv.tui.widgets.frame import Footer, Header

__all__ = ["View"]

_WIDTHS = [(0, "-narrow"), (100, "-normal"), (150, "-wide")]
_HEIGHTS = [(0, "-short"), (30, "-tall")]


class View(Screen[None], inherit_bindings=False):
    """A screen with header and footer."""

    # Textual's own screen takes tab for itself; of its keys only this one is wanted.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "screen.copy_text", show=False)
    ]
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    NAME = ""
    HOME = Home.SEARCH
    """Which actions are known where no pane has the focus."""

    class ContractWanted(Message):
        """A contract is to be shown among the results, or read."""

        def __init__(
            self,
            contract: ContractId,
            read: bool = False,
            field: Field | None = None,
            sources: Sequence[Source] = (),
        ) -> None:
            """``field``: whose words are to be marked in the text; ``sources``: other words."""
            self.contract, self.read, self.field = contract, read, field
            self.sources = tuple(sources)
            super().__init__()

    class ReviewWanted(Message):
        """A contract is to be gone through."""

        def __init__(self, contract: ContractId, among: Iterable[ContractId] = ()) -> None:
            """``among``: the contracts listed here, to go on with; each counts once."""
            self.contract, self.among = contract, tuple(dict.fromkeys(among))
            super().__init__()

    class AuditWanted(Message):
        """An audit is to be shown, at its questions."""

        def __init__(self, audit: str) -> None:
            self.audit = audit
            super().__init__()

    def on_mount(self) -> None:
        # The breakpoints' classes come after the first frame, which would be laid out wrongly.
        width, height = self.app.size
        self.add_class(_class_for(width, _WIDTHS), _class_for(height, _HEIGHTS))
        self.show_status(None)
        self.watch(self, "focused", self._focus_moved)

    @property
    def is_ready(self) -> bool:
        """Its panes are there: not before they are composed, nor while they are taken down."""
        return self.is_attached and self.query_one_optional(Footer) is not None

    def home(self) -> Home:
        """Where the focus is."""
        home = getattr(self.focused, "HOME", None)
        return home if isinstance(home, Home) else self.HOME

    def offers(self, action: Action) -> bool:
        """Whether the menu is to show what the table has for here."""
        return True

    def show_status(self, status: ArchiveStatus | None) -> None:
        self.query_one(Header).show_status(status)

    def show_beat(self, beat: Beat) -> None:
        """How the archive and the inbox stand now."""
        self.query_one(Header).show_numbers(beat.overdue, beat.attention)
        self.show_status(beat.status)

    def archive_changed(self) -> None:
        """Somebody, this process or another, changed the archive."""

    def focus_field(self) -> bool:
        """Give the focus to a field to type into; whether it has one of its own."""
        return False

    def action_step_out(self) -> None:
        """One step out of whatever is open; nothing at the top."""

    def next_pane(self, by: int) -> None:
        """Give the focus to the pane after or before."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def _focus_moved(self, focused: Widget | None) -> None:
        footer = self.query_one_optional(Footer)
        if footer is not None:  # while the screen is taken down there is none
            footer.show_home(self.home())

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        if event.bar.id == "header":
            self.call_later(self.app.run_action, event.press)
        elif event.bar.id == "footer":
            self.call_later(self.app.run_action, f"perform({event.press!r})")


def _class_for(size: int, breakpoints: list[tuple[int, str]]) -> str:
    return [name for least, name in breakpoints if size >= least][-1]
