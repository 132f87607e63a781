"""Our own side is proposed from the parties that recur, and the lines to keep it are printed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from arkiv.config import load_config
from arkiv.domain.contracts import Summary
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.values import Party
from arkiv.services.own_side import OwnSideProposal, likely, proposals, settings_lines
from fakes.arrivals import arrival
from fakes.record import FakeRecord

US = Party("Nord AS", "leier", "923609016")


def summaries(*contracts: Iterable[Party], trashed: int = 0) -> list[Summary]:
    record = FakeRecord()
    for number, parties in enumerate(contracts):
        filed = record.documents.file(arrival(f"{number}.pdf"), "kari").contract
        record.contracts.decide(
            filed, Field.PARTIES, DecisionKind.CORRECTED, tuple(parties), "kari"
        )
        if number < trashed:
            record.contracts.trash([filed], "kari")
    return list(record.contracts.summaries())


def test_the_party_that_recurs_is_proposed_under_its_commonest_name() -> None:
    proposed = proposals(
        summaries(
            [US, Party("A AS")],
            [Party("NORD A/S"), Party("B AS")],
            [US, Party("C AS")],
            [Party("D AS"), Party("E AS")],
        )
    )

    assert proposed == (OwnSideProposal("Nord AS", "923609016", 3, 0.75),)
    assert likely(proposed) == proposed[0]


def test_a_party_twice_in_one_contract_counts_once() -> None:
    assert proposals(summaries([US, Party("NORD A/S", "garantist")], [US])) == ()


def test_a_party_of_a_few_among_many_is_not_likely_us() -> None:
    many = [[Party(f"{number} AS")] for number in range(7)]

    proposed = proposals(summaries([US], [US], [US], *many))

    assert [p.contracts for p in proposed] == [3]
    assert likely(proposed) is None


def test_the_trash_and_contracts_without_parties_do_not_count() -> None:
    assert proposals(summaries([US], [US], [US], trashed=1)) == ()
    assert [p.share for p in proposals(summaries([US], [US], [US], []))] == [1.0]


def test_the_lines_are_settings_that_are_read_back(tmp_path: Path) -> None:
    proposal = OwnSideProposal('Øst "Eiendom" \\ AS', "923 609 016", 3, 1.0)

    (tmp_path / "arkiv.toml").write_text("\n".join(settings_lines(proposal)), "utf-8")

    config = load_config(tmp_path)
    assert (config.own_names, config.own_org_numbers) == ((proposal.name,), ("923609016",))
    assert tomllib.loads("\n".join(settings_lines(OwnSideProposal("A", None, 3, 1.0))))
