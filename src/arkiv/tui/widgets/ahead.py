"""What is ahead of the contract that is read, over its facts."""

from __future__ import annotations

from arkiv.tui.widgets.paragraphs import Paragraphs, height_of

__all__ = ["Ahead"]


class Ahead(Paragraphs):
    """Its next dates, how it stands and what is missing: as high as that, and away without."""

    def _break(self) -> None:
        super()._break()
        self.fit()

    def fit(self) -> None:
        """Take the room that is needed, once the facts are shown.

        Hidden beside the results it must not have the screen laid out again for each of them.
        """
        pane = self.parent
        if pane is None or not pane.display or "-reading" not in self.screen.classes:
            return
        self.display = bool(self._said)
        self.styles.height = height_of(self, 6 if self.app.size.height >= 30 else 2)
