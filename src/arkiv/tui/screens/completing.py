"""What is said under the search field: how a query could go on, and why it was not understood."""

from __future__ import annotations

import os

from textual import on
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Input, Static

from arkiv import clock
from arkiv.cleaning import clean
from arkiv.domain.query import QueryError
from arkiv.domain.query_completion import Completion, completions
from arkiv.errors import ArkivError
from arkiv.texts import _, spoken_language
from arkiv.tui.acts import Acts
from arkiv.tui.correcting import corrected, pointed
from arkiv.tui.given import Archive
from arkiv.tui.inquiry import Whole
from arkiv.tui.screens.narrowing import NarrowingView
from arkiv.tui.widgets.field import SearchField
from arkiv.tui.widgets.suggestions import Suggestions

__all__ = ["CompletingView"]

_LEFT = 3
"""Where the field begins, behind its slash."""


class CompletingView(NarrowingView):
    """A view with a question that is being typed."""

    def __init__(self, archive: Archive, acts: Acts) -> None:
        super().__init__(archive, acts)
        self.whole: Whole | None = None
        """None: not counted yet."""
        self.trouble = ""
        """What stands under the field."""
        self.correction: str | None = None
        """The query that was probably meant; one key takes it."""
        self._refused: ArkivError | None = None
        self._language = spoken_language(os.environ)

    # --- trouble ------------------------------------------------------------------------------

    def refuse(self, error: ArkivError) -> None:
        """A bad query: its sentence under the place, and the results there were."""
        self._refused, self.correction = error, None
        if isinstance(error, QueryError):
            self.correction = corrected(self.field.value, error, clock.today())
        self.offer()

    def accept(self, meant: str | None = None) -> None:
        """The query was answered; ``meant``: it found little, and this finds more."""
        self._refused, self.correction = None, meant
        self.offer()

    def _say(self) -> None:
        """Nothing while offers stand there: then it is still being typed."""
        sentence, column = "", _LEFT
        if self.query_one(Suggestions).offers:
            pass
        elif self._refused is not None:
            sentence = str(self._refused)
            if self.correction is not None:
                sentence += "  " + _("→ {query}").format(query=self.correction)
            if isinstance(self._refused, QueryError):
                column += self.field.column_of(self._refused.position)
        elif self.correction is not None:
            sentence = _("did you mean {query}?  → takes it").format(query=self.correction)
        shown = pointed(clean(sentence), column, self.size.width) if sentence else ""
        if shown == self.trouble:
            return  # each of these lays the whole screen out again
        self.trouble = shown
        trouble = self.query_one("#trouble", Static)
        trouble.display = bool(shown)
        trouble.update(Content.styled(shown, "$text-warning"))

    # --- offers -------------------------------------------------------------------------------

    def offer(self) -> None:
        """Show what the query could go on with, else what is wrong with it."""
        suggestions = self.query_one(Suggestions)
        suggestions.show(self._offers())
        if suggestions.offset != Offset(_LEFT, 2):
            suggestions.offset = Offset(_LEFT, 2)
        self._say()

    def _offers(self) -> tuple[Completion, ...]:
        text, whole = self.field.value, self.whole
        at_work = self.field.has_focus and self.field.at_end
        if whole is None or not at_work or not text or text[-1].isspace():
            return ()
        found = completions(text, len(text), whole.values, self._language)
        if any(f"{text}:" == text[: offer.start] + offer.insert for offer in found):
            return ()  # a whole word, such as oppsigelse, that is also the name of a field
        return tuple(offer for offer in found if _with(text, offer).rstrip() != text)

    @on(SearchField.TakeWanted)
    def _take_offer(self) -> None:
        offer = self.query_one(Suggestions).current
        if offer is not None:
            self.field.put(_with(self.field.value, offer))
        elif self.correction is not None:
            self.field.put(self.correction)

    @on(Suggestions.Pressed)
    def _take_pressed(self, event: Suggestions.Pressed) -> None:
        self.field.put(_with(self.field.value, event.completion))
        self.field.focus()

    @on(SearchField.StepWanted)
    def _step_offers(self) -> None:
        self.query_one(Suggestions).step()

    @on(Input.Blurred, "SearchField")
    def _typing_ended(self) -> None:
        self.remember()
        self.offer()


def _with(text: str, offer: Completion) -> str:
    """The query with the offer in it."""
    put = text[: offer.start] + offer.insert + text[offer.end :]
    return f"{put} " if offer.complete else put
