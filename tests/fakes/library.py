"""Contracts made up for tests of the index: what the record would say and what it would hand on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from arkiv.domain.contracts import Acknowledgement, DocumentText, IndexEntry, Summary
from arkiv.domain.documents import Page
from arkiv.domain.facts import DocumentType, Facts
from arkiv.domain.faults import Fault, FaultCode
from arkiv.domain.identity import ContractId, Sha256
from arkiv.domain.obligations import Obligation, ObligationKind
from arkiv.domain.values import Duration, Money, Party

__all__ = ["TODAY", "WORDS", "Library", "invented_library", "put_invented"]

TODAY = date(2026, 11, 22)


class Library:
    """A source of summaries and entries; every change gets the next number."""

    def __init__(self) -> None:
        self.seq = 0
        self._summaries: dict[ContractId, Summary] = {}
        self._entries: dict[ContractId, IndexEntry] = {}

    def put(
        self,
        number: int,
        *pages: str,
        title: str = "Contract",
        facts: Facts | None = None,
        notes: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        folder: str = "",
        owner: str | None = None,
        fault: Fault | None = None,
        trashed: bool = False,
        reviewed: bool = False,
        filed_on: date = TODAY,
        ended_on: date | None = None,
        obligations: tuple[Obligation, ...] = (),
        acknowledged: tuple[Acknowledgement, ...] = (),
    ) -> None:
        """Add the contract, or replace it."""
        self.seq += 1
        facts = facts or Facts()
        contract = ContractId(number)
        self._summaries[contract] = Summary(
            id=contract,
            seq=self.seq,
            title=title,
            facts=facts,
            folder=folder,
            tags=tags,
            owner=owner,
            filed_on=filed_on,
            fault=fault,
            trashed=trashed,
            reviewed=reviewed,
            ended_on=ended_on,
            noted=bool(notes),
            obligations=obligations,
            acknowledged=acknowledged,
        )
        text = DocumentText(
            Sha256("0" * 64), "a.pdf", tuple(Page(n, page) for n, page in enumerate(pages, 1))
        )
        names = tuple(party.name for party in facts.parties)
        self._entries[contract] = IndexEntry(
            contract, self.seq, title, names, tags, notes, (text,) if pages else ()
        )

    def keep(self, summary: Summary) -> None:
        """Add a contract that was made elsewhere, without words."""
        self.seq = max(self.seq, summary.seq)
        self._summaries[summary.id] = summary

    def trash(self, number: int) -> None:
        self.seq += 1
        contract = ContractId(number)
        summary = self._summaries[contract]
        self._summaries[contract] = replace(summary, seq=self.seq, trashed=True)
        self._entries[contract] = replace(self._entries[contract], seq=self.seq)

    def summaries(self, since: int = 0) -> Iterator[Summary]:
        return iter([one for one in self._summaries.values() if one.seq > since])

    def summary(self, contract: ContractId) -> Summary | None:
        return self._summaries.get(contract)

    def entries(self, since: int = 0) -> Iterator[IndexEntry]:
        found = [one for one in self._entries.values() if one.seq > since]
        return iter(sorted(found, key=lambda one: one.seq))


_WORDS = (
    "lease rent tenant landlord notice term termination terms deposit office oslo bergen avtale "
    "leieavtale leieavtalen oppsigelse oppsigelsesfrist måned år huur opzegging overeenkomst "
    "opzegtermijn change of control shall the and ÅRSAK straße ﬁnancial 2026 1 250 000 KTR-2023/017"
)
WORDS = tuple(_WORDS.split())


def invented_library(seed: int, contracts: int) -> Library:
    """Random contracts over few words, so that most queries mean some and not all of them."""
    chance = random.Random(seed)
    library = Library()
    for number in range(1, contracts + 1):
        put_invented(library, number, chance)
    return library


def put_invented(library: Library, number: int, chance: random.Random) -> None:
    """Add or replace a contract by a random one."""
    planned = tuple(_planned(number, chance) for _ in range(chance.choice((0, 0, 0, 1, 2))))
    pages = [_page(chance) for _ in range(chance.randint(0, 3))]
    library.put(
        number,
        *pages,
        title=" ".join(chance.choices(WORDS, k=chance.randint(1, 4))),
        facts=_facts(chance),
        notes=tuple(_page(chance, 5) for _ in range(chance.choice((0, 0, 1, 2)))),
        tags=tuple(chance.sample(("hr", "it", "it/drift", "Eiendom", "øst"), chance.randint(0, 2))),
        folder=chance.choice(("", "leie", "leie/oslo", "it")),
        owner=chance.choice((None, "Kari", "Ola")),
        fault=chance.choice((None, None, Fault(FaultCode.NO_TEXT))),
        trashed=chance.random() < 0.1,
        reviewed=chance.random() < 0.3,
        filed_on=TODAY - timedelta(days=chance.randint(0, 400)),
        ended_on=chance.choice((None, None, None, TODAY - timedelta(days=5))),
        obligations=planned,
        acknowledged=tuple(
            Acknowledgement(str(one.kind), one.on, one.id, chance.choice((None, TODAY)), "", "kari")
            for one in planned
            if chance.random() < 0.3
        ),
    )


def _planned(number: int, chance: random.Random) -> Obligation:
    return Obligation(
        id=chance.choice("ab"),
        contract=ContractId(number),
        kind=chance.choice(tuple(ObligationKind)),
        title="Report",
        on=TODAY + timedelta(days=chance.randint(-100, 500)),
        since=TODAY - timedelta(days=chance.randint(0, 400)),
        rule=chance.choice((None, None, "FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=6")),
    )


def _page(chance: random.Random, longest: int = 30) -> str:
    words = chance.choices(WORDS, k=chance.randint(0, longest))
    joints = chance.choices((" ", " ", " ", "\n", ", ", "-\n", "\u00ad\n"), k=len(words))
    return "".join(word + joint for word, joint in zip(words, joints, strict=True))


def _facts(chance: random.Random) -> Facts:
    def day() -> date | None:
        return chance.choice((None, TODAY + timedelta(days=chance.randint(-900, 900))))

    amount = Decimal(chance.choice((9_999, 10_000, 99_999, 1_000_000, 2_500_000)))
    return Facts(
        language=chance.choice((None, "nb", "nl", "en")),
        document_type=chance.choice((None, DocumentType.LEASE, DocumentType.LEASE_EQUIPMENT)),
        parties=tuple(
            Party(name) for name in chance.sample(("Acme AS", "Øst BV", "Vår Side AS"), 2)
        ),
        agreement_date=day(),
        effective_date=day(),
        expiration_date=day(),
        auto_renewal=chance.choice((None, True, False)),
        renewal_term=chance.choice((None, Duration(years=1))),
        notice_period=chance.choice((None, Duration(months=3))),
        value=chance.choice((None, Money(amount, chance.choice(("NOK", "EUR"))))),
        governing_law=chance.choice((None, "Norway")),
        signed=chance.choice((None, True)),
        evergreen=chance.choice((None, True)),
    )
