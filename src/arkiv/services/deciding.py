"""What people say about the facts of a contract: right, wrong, something else, or not yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from arkiv.domain.facts import Decision, DecisionKind, Field, FieldValue
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.domain.review import FactRow, FactState, review_rows
from arkiv.domain.typed_values import field_named, typed_party, typed_values
from arkiv.errors import BadInput
from arkiv.services.indexing import Indexing
from arkiv.services.reviewing import absent
from arkiv.texts import _

__all__ = ["Deciding", "FactRow", "FactState", "field_named"]


@dataclass(frozen=True, slots=True)
class Deciding:
    """Decisions on facts; each is durable, and searchable, when its method returns.

    Every method raises NotFound for a contract that is not there.
    """

    record: Record
    indexing: Indexing
    actor: str

    def facts_for_review(self, contract: ContractId) -> tuple[FactRow, ...]:
        """Every field, in the order of the JSON, those without a value too."""
        if self.record.contracts.summary(contract) is None:
            raise absent(self.record, contract)
        contracts = self.record.contracts
        return review_rows(contracts.findings(contract), contracts.decisions(contract))

    def confirm(self, contract: ContractId, field: Field) -> Decision:
        """What is shown is right; of a rejected field, what was read.

        A correction stays a correction. Raises BadInput when there is no value.
        """
        row = self._row(contract, field)
        if row.decision is not None and row.state is FactState.CORRECTED:
            return row.decision
        values = row.values or tuple(finding.value for finding in row.best)
        if not values:
            raise BadInput(
                _(
                    "{field}: nothing was read that could be confirmed. Type the value: "
                    "`arkiv correct {id} {field} VALUE`."
                ).format(field=field, id=contract)
            )
        return self._decide(contract, field, DecisionKind.CONFIRMED, values)

    def confirm_all(self, contract: ContractId, fields: Iterable[Field] | None = None) -> int:
        """Confirm what is shown in these fields, or in all, in one act; returns how many.

        Fields that a person decided already, or without a value, are passed over.
        """
        wanted = set(Field if fields is None else fields)
        shown = {
            row.field: row.values
            for row in self.facts_for_review(contract)
            if row.field in wanted and row.values and not row.state.decided
        }
        done = self.record.contracts.confirm(contract, shown, self.actor)
        self.indexing.catch_up()
        return done

    def reject(self, contract: ContractId, field: Field) -> Decision:
        """What is shown is wrong, or nothing should be: the contract does not say."""
        return self._decide(contract, field, DecisionKind.REJECTED, ())

    def correct(self, contract: ContractId, field: Field, typed: str) -> Decision:
        """The value is what was typed, in its JSON form or another clear one. Raises BadInput.

        Parties are typed all of them. A value that is shown already is thereby confirmed.
        """
        return self._settle(contract, field, typed_values(field, typed))

    def correct_party(self, contract: ContractId, place: int, typed: str) -> Decision:
        """One party is what was typed; from 1, one past the last adds one. Raises BadInput."""
        parties = self._row(contract, Field.PARTIES).values
        if not 1 <= place <= len(parties) + 1:
            raise BadInput(
                _("There is no party {place}; contract {id} has {n}.").format(
                    place=place, id=contract, n=len(parties)
                )
            )
        party = typed_party(typed)
        return self._settle(
            contract, Field.PARTIES, (*parties[: place - 1], party, *parties[place:])
        )

    def choose(self, contract: ContractId, field: Field, rank: int) -> Decision:
        """The value is that candidate of the field, rank 0 being the best. Raises BadInput."""
        candidates = self._row(contract, field).candidates
        chosen = [finding.value for finding in candidates if finding.rank == rank]
        if field is Field.PARTIES or not chosen:
            raise BadInput(
                _("{field}: there is no candidate {rank}; `arkiv show {id}` lists them.").format(
                    field=field, rank=rank, id=contract
                )
            )
        return self._settle(contract, field, (chosen[0],))

    def take_back(self, contract: ContractId, field: Field) -> bool:
        """Forget what was decided, so that what was read counts; whether there was anything."""
        self._row(contract, field)
        done = self.record.contracts.undecide(contract, field, self.actor)
        self.indexing.catch_up()
        return done

    def _row(self, contract: ContractId, field: Field) -> FactRow:
        return next(row for row in self.facts_for_review(contract) if row.field is field)

    def _settle(
        self, contract: ContractId, field: Field, values: tuple[FieldValue, ...]
    ) -> Decision:
        """Confirmed where the rules read the same, else corrected."""
        best = tuple(finding.value for finding in self._row(contract, field).best)
        kind = DecisionKind.CONFIRMED if values == best else DecisionKind.CORRECTED
        return self._decide(contract, field, kind, values)

    def _decide(
        self,
        contract: ContractId,
        field: Field,
        kind: DecisionKind,
        values: tuple[FieldValue, ...],
    ) -> Decision:
        if self.record.contracts.summary(contract) is None:
            raise absent(self.record, contract)
        decision = self.record.contracts.decide(contract, field, kind, values, self.actor)
        self.indexing.catch_up()
        return decision
