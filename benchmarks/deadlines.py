"""Deadlines of 10,000 contracts: the dates alone, with all proofs, and in step with one change;
and the queue of what needs a human, at first and in step.

The peer, in the same run: python-dateutil doing only the additions of one date a contract.

    python benchmarks/deadlines.py [--contracts 10000]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from arkiv.domain.contracts import Acknowledgement
from arkiv.domain.deadlines import look_ahead
from arkiv.domain.facts import Extraction, Facts, Field, Finding
from arkiv.domain.identity import ContractId
from arkiv.domain.proof import prove
from arkiv.domain.values import Duration, NoticeTo, YearDay
from arkiv.domain.working_days import WorkingDays
from arkiv.public_holidays import public_holidays
from arkiv.services.agenda import Agenda
from arkiv.services.attention import AttentionQueue
from arkiv.store.record import open_record
from fakes.arrivals import arrival, digest, reading
from fakes.summaries import contract_with

TODAY = date(2026, 12, 1)


def made_up(number: int, dice: random.Random) -> Facts:
    """One contract as they come: most renew, some are open-ended, some have an option."""
    start = date(2012, 1, 1) + timedelta(days=dice.randrange(5400))
    term = Duration(months=dice.choice([12, 24, 36, 60]))
    kind = dice.random()
    open_ended = kind < 0.15
    return Facts(
        effective_date=start,
        term=None if open_ended else term,
        expiration_date=None if open_ended else term.after(start) - timedelta(days=1),
        evergreen=open_ended,
        auto_renewal=0.15 <= kind < 0.6,
        renewal_option=0.6 <= kind < 0.75,
        renewal_term=Duration(months=dice.choice([1, 12, 24])),
        notice_period=Duration(months=dice.choice([1, 3, 6])),
        notice_to=NoticeTo.QUARTER if open_ended and dice.random() < 0.3 else None,
        price_adjustment=YearDay(1, 1) if dice.random() < 0.3 else None,
        governing_law=dice.choice(["Norway", "Netherlands", "New York"]),
    )


def least(work: Callable[[], object], tries: int = 3) -> float:
    """The least CPU time of some tries, in seconds."""
    found = []
    for _try in range(tries):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def in_step(facts: list[Facts]) -> tuple[float, float, float]:
    """CPU seconds of the agenda after one contract of the record has changed.

    And of the queue of what needs a human, the first time and after one change.
    """
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(Path(folder) / "arkiv.db")
        for number, each in enumerate(facts):
            name = f"{number}.pdf"
            record.documents.file(arrival(name), "kari")
            findings = tuple(
                Finding(field, value, 0.95, ())
                for field in Field
                if (value := getattr(each, field)) not in (None, ())
            )
            record.documents.save_reading(
                digest(name), reading("text"), Extraction(findings, (), "1"), "intake"
            )
        agenda = Agenda(record)
        agenda.missing(TODAY)
        took = []
        for number in range(1, 21):
            said = Acknowledgement("notice", TODAY, "", None, "", "kari")
            record.plans.acknowledge([(ContractId(number), said)], "kari")
            started = time.process_time()
            agenda._keep_in_step(TODAY, TODAY)
            took.append(time.process_time() - started)
        queue = AttentionQueue(record, Agenda(record))
        started = time.process_time()
        print(f"{len(queue.items(TODAY))} things need a human")
        first = time.process_time() - started
        record.standing.own([ContractId(1)], "kari", "kari")
        started = time.process_time()
        queue.items(TODAY)
        again = time.process_time() - started
        record.close()
    return sorted(took)[len(took) // 2], first, again


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--contracts", type=int, default=10_000)
    options.add_argument("--without-record", action="store_true", help="leave out the last figure")
    asked = options.parse_args()
    dice = random.Random(5)
    facts = [made_up(number, dice) for number in range(asked.contracts)]
    contracts = [contract_with(each, id=ContractId(n + 1)) for n, each in enumerate(facts)]
    working = WorkingDays(public_holidays)
    ahead = [look_ahead(each, TODAY, working) for each in contracts]

    peer = least(
        lambda: [
            each.effective_date + relativedelta(months=36) - relativedelta(months=3)
            for each in facts
            if each.effective_date
        ]
    )
    dates = least(lambda: [look_ahead(each, TODAY, working) for each in contracts])
    proofs = least(
        lambda: [
            prove(contract, deadline, working)
            for contract, outlook in zip(contracts, ahead, strict=True)
            for deadline in outlook.deadlines
        ]
    )
    print(f"{asked.contracts} contracts, {sum(len(each.deadlines) for each in ahead)} dates")
    print(f"dateutil, one date each   {peer * 1000:8.0f} ms CPU   1.00")
    print(f"dates                     {dates * 1000:8.0f} ms CPU   {dates / peer:.2f}")
    both = dates + proofs
    print(f"dates and proofs          {both * 1000:8.0f} ms CPU   {both / peer:.2f}")
    if not asked.without_record:
        step, first, again = in_step(facts)
        print(f"in step with one change   {step * 1000:8.2f} ms CPU")
        print(f"what needs a human        {first * 1000:8.0f} ms CPU")
        print(f"again after one change    {again * 1000:8.0f} ms CPU")


if __name__ == "__main__":
    main()
