"""The text pane with the facts pane beside it: one contract, fetched behind the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from arkiv import clock
from arkiv.domain.anchors import Anchor
from arkiv.domain.contracts import Link, Summary
from arkiv.domain.facts import Source
from arkiv.domain.identity import ContractId
from arkiv.errors import ArkivError, NotFound
from arkiv.services.finding import Hit
from arkiv.tui.acts import Acts
from arkiv.tui.given import Archive
from arkiv.tui.inquiry import Sheet
from arkiv.tui.outlook_words import outlook_runs
from arkiv.tui.passages import Span, anchor_of, lay_out, spans_of
from arkiv.tui.screens.facts import FactsPane
from arkiv.tui.screens.words import text_title
from arkiv.tui.seeker import Seeker, Stop
from arkiv.tui.widgets.document import Document
from arkiv.tui.widgets.head import Head
from arkiv.tui.widgets.paragraphs import Runs

__all__ = ["Reading"]


class Reading(Horizontal):
    """What stands beside the results, and alone while a contract is read."""

    class Gone(Message):
        """The contract that was asked for is not there any more: it was purged."""

        def __init__(self, contract: ContractId, sentence: str) -> None:
            self.contract = contract
            self.sentence = sentence
            super().__init__()

    def __init__(self, archive: Archive, seeker: Seeker, acts: Acts) -> None:
        super().__init__(id="reading")
        self._archive = archive
        self._seeker = seeker
        self._acts = acts
        self._sheet: Sheet | None = None
        self._wanted: tuple[ContractId, tuple[Source, ...]] | None = None
        """Words to go to once their contract is shown."""

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Head(id="head")
            yield Document(id="document")
        yield FactsPane(self._archive.deciding, self._acts, id="facts")

    @property
    def document(self) -> Document:
        return self.query_one(Document)

    @property
    def facts(self) -> FactsPane:
        return self.query_one(FactsPane)

    @property
    def hit(self) -> Hit | None:
        """The contract's row; None while none is shown."""
        return self._sheet.preview.hit if self._sheet is not None else None

    @property
    def is_linked(self) -> bool:
        """The contract is an amendment of another one, or another one of it, …"""
        return self._sheet is not None and self._sheet.is_linked

    def passage(self) -> Anchor | None:
        """What a note written now is about; None where no words are shown."""
        return self._anchor(self.document.passage())

    def move_passage(self, by: int) -> Anchor | None:
        """The line so many further on, and on the screen; None where there is none."""
        return self._anchor(self.document.point_at(by))

    def _anchor(self, span: Span | None) -> Anchor | None:
        return anchor_of(self._sheet.preview.pages, span) if self._sheet is not None else None

    def go_to(self, contract: ContractId, sources: Sequence[Source]) -> None:
        """Mark these words and go to them when this contract is shown next."""
        self._wanted = (contract, tuple(sources)) if sources else None

    def ask(self, contract: ContractId | None, query: str) -> None:
        """Show this contract, the query's words marked; None: nothing."""
        if contract is None:
            self._seeker.forget("preview")
            self._show(None)
            return
        archive, today, width = self._archive, clock.today(), self._text_width()

        def work(_stop: Stop) -> Sheet | None:
            view = archive.reviewing.show(contract, today)
            preview = archive.finder.preview(contract, query, today)
            if preview is None:
                return None
            links = archive.standing.links(contract)
            ahead = _ahead(archive, view.summary, links, today)
            laid = lay_out(preview.pages, view.notes, width)
            return Sheet(query, view, preview, laid, ahead, bool(links))

        def failed(error: ArkivError) -> None:
            self._show(None)
            if isinstance(error, NotFound):
                self.post_message(self.Gone(contract, str(error)))

        self._seeker.ask("preview", work, self._show, failed)

    def _text_width(self) -> int:
        """Hidden behind the facts the text has no width of its own."""
        return self.document.room if self.document.size.width else self.size.width - 3

    def _show(self, sheet: Sheet | None) -> None:
        before, self._sheet = self._sheet, sheet
        if sheet is None:
            self.query_one(Head).update("", layout=False)
            self.document.clear()
            self.facts.show(None)
            return
        self.query_one(Head).show(sheet.view, sheet.preview.hit, clock.today())
        if before is None or _text_of(before) != _text_of(sheet):
            self.document.show(sheet.laid)
        else:
            self.document.annotate(sheet.laid.beside)
        self.facts.show(sheet.view, sheet.ahead)
        if self._wanted is not None and self._wanted[0] == sheet.view.summary.id:
            self.document.quote(spans_of(sheet.preview.pages, self._wanted[1]))
            self._wanted = None
        self.title()

    @on(Document.Scrolled)
    def title(self) -> None:
        """Where in the text one is, and where there is no room for the facts how many there are."""
        document, sheet = self.document, self.query_one("#sheet")
        title = text_title(document.page, document.last_page, document.hit, document.hit_count)
        alone = self.screen.has_class("-reading") and not self.facts.is_on_screen
        if alone and self.facts.counted:
            title += f" · {self.facts.counted} · e"
        sheet.border_title = Content(title)

    @on(FactsPane.Pointed)
    def _quote(self, event: FactsPane.Pointed) -> None:
        if self._sheet is not None:
            self.document.quote(spans_of(self._sheet.preview.pages, event.sources))


def _ahead(
    archive: Archive, summary: Summary, links: Sequence[Link], today: date
) -> tuple[Runs, ...]:
    outlook = archive.agenda.of_contract(summary.id, today)
    if outlook is None:
        return ()
    dues = archive.agenda.dues_of(summary, outlook)
    return tuple(outlook_runs(summary, dues, outlook.missing, links, today))


def _text_of(sheet: Sheet) -> tuple[object, ...]:
    return sheet.view.summary.id, sheet.text, sheet.preview.pages
