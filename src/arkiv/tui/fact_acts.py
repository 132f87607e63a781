"""What a person says about facts from any view: right, wrong, something else, or one more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from arkiv.domain.facts import Field
from arkiv.domain.identity import ContractId
from arkiv.domain.review import FactEntry, FactRow, FactState
from arkiv.services.deciding import Deciding
from arkiv.texts import _
from arkiv.tui.acts import Acts
from arkiv.tui.deciding import typed_all
from arkiv.tui.dialogs.correct import CorrectDialog
from arkiv.tui.dialogs.facts import add_dialog, candidate_dialog, correct_dialog, value_dialog
from arkiv.tui.spelling import field_label, said

__all__ = ["FactActs"]

Fields = Iterable[Field]


class FactActs:
    """Asks and acts; what is listed goes on to the next fact before the answer is there."""

    def __init__(
        self,
        deciding: Deciding,
        acts: Acts,
        settle: Callable[[Fields], None],
        unsettle: Callable[[Fields], None],
    ) -> None:
        """``settle``: these are being decided; ``unsettle``: it did not work."""
        self._deciding = deciding
        self._acts = acts
        self._settle = settle
        self._unsettle = unsettle

    def confirm(self, contract: ContractId, entry: FactEntry) -> None:
        """What is shown is right."""
        if entry.state in (FactState.CONFIRMED, FactState.CORRECTED):
            self._settle(())
            return
        act = partial(self._deciding.confirm, contract, entry.field)
        words = _("{field} confirmed").format(field=field_label(entry.field))
        self._decide(entry.row, act, words, quiet=True)

    def confirm_sure(self, contract: ContractId, rows: Iterable[FactRow]) -> None:
        """Of these what is shown as sure."""
        sure = [row for row in rows if row.state is FactState.SURE]
        if sure:
            self._confirm_several(contract, sure, _("Confirmed as sure: {fields}"))
        else:
            self._acts.say(_("None is shown as sure; y confirms one, A all of them."))

    def confirm_all(self, contract: ContractId, rows: Sequence[FactRow]) -> None:
        """Of these every one."""
        if rows:
            self._confirm_several(contract, rows, _("Confirmed: {fields}"))
        else:
            self._acts.say(_("Everything here is decided already."))

    def _confirm_several(
        self, contract: ContractId, rows: Sequence[FactRow], sentence: str
    ) -> None:
        fields = [row.field for row in rows]
        named = ", ".join(map(field_label, fields))
        self._settle(fields)
        self._acts.do(
            partial(self._deciding.confirm_all, contract, fields),
            sentence.format(fields=named),
            failed=partial(self._unsettle, fields),
        )

    def reject(self, contract: ContractId, entry: FactEntry) -> None:
        """The contract does not say it; of several parties one is no party."""
        if entry.state is FactState.REJECTED:
            return
        rest = [
            value for place, value in enumerate(entry.row.values, start=1) if place != entry.party
        ]
        act: Callable[[], object] = partial(self._deciding.reject, contract, entry.field)
        if entry.party is not None and rest:
            typed = typed_all(Field.PARTIES, rest)
            act = partial(self._deciding.correct, contract, entry.field, typed)
        words = _("{field} rejected: {value}").format(
            field=field_label(entry.field), value=said(entry.field, entry.value)
        )
        self._decide(entry.row, act, words)

    def correct(self, contract: ContractId, entry: FactEntry) -> None:
        """Ask for the right value."""
        self._ask_value(contract, entry.row, correct_dialog(entry), entry.party)

    def add(self, contract: ContractId, rows: Sequence[FactRow]) -> None:
        """Ask which value was not read, and for it."""

        def chosen(name: str | None) -> None:
            if name is None:
                return
            field = Field(name)
            row = next(row for row in rows if row.field is field)
            party = len(row.values) + 1 if field is Field.PARTIES else None
            self._ask_value(contract, row, value_dialog(field), party)

        self._acts.ask(add_dialog(rows), chosen)

    def choose(self, contract: ContractId, entry: FactEntry) -> None:
        """Ask which other value that was read is the right one."""
        if entry.party is not None or not entry.row.others:
            self._acts.say(_("Nothing else was read here; e types the right value."))
            return

        def chosen(rank: str | None) -> None:
            if rank is not None:
                act = partial(self._deciding.choose, contract, entry.field, int(rank))
                words = _("{field}: another value chosen").format(field=field_label(entry.field))
                self._decide(entry.row, act, words)

        self._acts.ask(candidate_dialog(entry.row), chosen)

    def _ask_value(
        self, contract: ContractId, row: FactRow, dialog: CorrectDialog, party: int | None
    ) -> None:
        def typed(text: str | None) -> None:
            if text is None:
                return
            act: Callable[[], object] = partial(self._deciding.correct, contract, row.field, text)
            if party is not None:
                act = partial(self._deciding.correct_party, contract, party, text)
            words = _("{field}: {value}").format(field=field_label(row.field), value=text)
            self._decide(row, act, words)

        self._acts.ask(dialog, typed)

    def _decide(
        self, row: FactRow, act: Callable[[], object], sentence: str, quiet: bool = False
    ) -> None:
        """Do it, and go on to the next fact meanwhile."""
        self._settle([row.field])
        self._acts.do(act, sentence, quiet=quiet, failed=partial(self._unsettle, [row.field]))
