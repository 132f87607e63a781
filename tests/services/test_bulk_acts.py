"""Acts on many contracts while another person changes the archive: exactly those that were shown.

Two archives are open on one folder, as two processes have them; the turns are drawn at random.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arkiv.bootstrap import Archive, open_archive
from arkiv.domain.auditing import Audit, Verdict
from arkiv.domain.facts import DecisionKind, Field
from arkiv.domain.identity import ContractId
from arkiv.domain.tagging import is_under
from arkiv.errors import BadInput, NotFound
from arkiv.workspace import find_workspace, init_workspace
from fakes.arrivals import arrival, digest, extraction, finding, reading

TODAY = date(2026, 12, 1)
QUERIES = ("rent", "tag:old", "-tag:old", "", "is:trashed", "owner:kari")
PIECES = frozenset[tuple[str, object]]
State = dict[ContractId, PIECES]
"""What the acts here change of each contract, in pieces."""


@dataclass(frozen=True)
class Act:
    """What Kari does to those that were shown, and what that should make of one of them."""

    do: Callable[[Archive, Sequence[ContractId]], object]
    meant: Callable[[PIECES], PIECES]
    everywhere: bool = False
    """Also to what was not shown: a tag is renamed on all that have it."""
    each: bool = False
    """One act for each contract."""


def put(kind: str, value: object) -> Callable[[PIECES], PIECES]:
    return lambda was: frozenset({p for p in was if p[0] != kind} | {(kind, value)})


def renamed(was: PIECES) -> PIECES:
    def new(name: object) -> object:
        assert isinstance(name, str)
        return "new" + name[len("old") :] if is_under(name, "old") else name

    return frozenset((kind, new(value) if kind == "tag" else value) for kind, value in was)


def file(archive: Archive, name: str, text: str) -> ContractId:
    filed = archive.record.documents.file(arrival(name), "ola")
    found = extraction(finding(Field.TITLE, name), finding(Field.EXPIRATION_DATE, date(2030, 1, 1)))
    archive.record.documents.save_reading(digest(name), reading(text), found, "ola")
    archive.indexing.catch_up()
    return filed.contract


ACTS: dict[str, Act] = {
    "tag": Act(lambda a, ids: a.reviewing.tag(ids, "x"), lambda was: was | {("tag", "x")}),
    "untag": Act(lambda a, ids: a.reviewing.untag(ids, "old"), lambda was: was - {("tag", "old")}),
    "retag": Act(lambda a, _ids: a.reviewing.retag("old", "new"), renamed, everywhere=True),
    "own": Act(lambda a, ids: a.standing.own(ids, "kari"), put("owner", "kari")),
    "disown": Act(lambda a, ids: a.standing.own(ids, None), put("owner", None)),
    "trash": Act(lambda a, ids: a.reviewing.trash(ids), put("trashed", True)),
    "untrash": Act(lambda a, ids: a.reviewing.untrash(ids), put("trashed", False)),
    "review": Act(
        lambda a, ids: [a.standing.review(id, TODAY) for id in ids],
        put("reviewed", (TODAY, "kari")),
        each=True,
    ),
    "answer": Act(lambda a, ids: answer(a, ids, Verdict.PASS), put("answer", Verdict.PASS)),
}


def audit_of(archive: Archive) -> Audit:
    return archive.auditing.get("Yearly")


def answer(archive: Archive, ids: Sequence[ContractId], verdict: Verdict) -> None:
    """Those that are in the audit: it keeps the contracts that it was started with."""
    audit = audit_of(archive)
    over = {each.contract for each in audit.contracts}
    asked = [id for id in ids if id in over]
    item = audit.pack.items[-1]
    archive.answering.answer(audit, asked, item, verdict, TODAY, comment="looked")


OTHERS: dict[str, Callable[[Archive, ContractId], object]] = {
    "tag": lambda a, id: a.reviewing.tag([id], "x"),
    "tag old": lambda a, id: a.reviewing.tag([id], "old"),
    "tag below": lambda a, id: a.reviewing.tag([id], "old/deep"),
    "untag": lambda a, id: a.reviewing.untag([id], "x"),
    "untag old": lambda a, id: a.reviewing.untag([id], "old"),
    "own": lambda a, id: a.standing.own([id], "kari"),
    "disown": lambda a, id: a.standing.own([id], None),
    "trash": lambda a, id: a.reviewing.trash([id]),
    "untrash": lambda a, id: a.reviewing.untrash([id]),
    "review": lambda a, id: a.standing.review(id, TODAY),
    "answer": lambda a, id: answer(a, [id], Verdict.FAIL),
    "retitle": lambda a, id: a.record.contracts.decide(
        id, Field.TITLE, DecisionKind.CORRECTED, ["Rent of another house"], "ola"
    ),
    "undo": lambda a, id: undone(a),
}
others = st.lists(st.tuples(st.sampled_from(["file", *OTHERS]), st.integers(0, 40)), max_size=6)
NAMES = count()


def meddle(ola: Archive, turns: Sequence[tuple[str, int]]) -> None:
    for what, number in turns:
        if what == "file":
            file(ola, f"late {next(NAMES)}.pdf", "The rent is due. Kari owns it.")
        else:
            ids = [summary.id for summary in ola.record.contracts.summaries()]
            OTHERS[what](ola, ids[number % len(ids)])


def undone(archive: Archive) -> bool:
    """Whether the newest act could be taken back; false where something was changed since."""
    try:
        return archive.undoing.undo() is not None
    except BadInput:
        return False


def state(archive: Archive) -> State:
    said = archive.record.audits.answers(audit_of(archive).id)
    verdicts = {each.contract: each.verdict for each in said}
    return {
        summary.id: frozenset(
            {
                *(("tag", tag) for tag in summary.tags),
                ("owner", summary.owner),
                ("trashed", summary.trashed),
                ("title", summary.title),
                ("reviewed", (summary.last_reviewed, summary.reviewed_by)),
                ("answer", verdicts.get(summary.id)),
            }
        )
        for summary in archive.record.contracts.summaries()
    }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven contracts, some of them in an audit; nobody has it open."""
    root = tmp_path_factory.mktemp("bulk") / "ws"
    with open_archive(init_workspace(root), actor="per") as archive:
        texts = ["The rent is due.", "Rent and heat.", "No such word.", "Rent again.", "Heat."]
        ids = [file(archive, f"{n}.pdf", text) for n, text in enumerate(texts)]
        archive.reviewing.tag(ids[1:4], "old")
        archive.reviewing.tag(ids[:2], "old/deep")
        archive.reviewing.trash(ids[3:4])
        archive.standing.own(ids[2:], "kari")
        pack = archive.auditing.pack("contract-basics.en")
        archive.auditing.start(pack, "Yearly", "", date(2027, 1, 31), "ola", TODAY)
        file(archive, "later.pdf", "Rent, not audited.")
    return root


@contextmanager
def two_of(template: Path, root: Path) -> Iterator[tuple[Archive, Archive]]:
    shutil.copytree(template, root)
    with (
        open_archive(find_workspace(root), actor="kari") as kari,
        open_archive(find_workspace(root), actor="ola") as ola,
    ):
        yield kari, ola
    shutil.rmtree(root)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=st.sampled_from(QUERIES),
    name=st.sampled_from(sorted(ACTS)),
    before=others,
    after=others,
)
def test_a_bulk_act_and_its_undoing_touch_exactly_what_was_shown(
    template: Path,
    tmp_path: Path,
    query: str,
    name: str,
    before: list[tuple[str, int]],
    after: list[tuple[str, int]],
) -> None:
    act = ACTS[name]
    with two_of(template, tmp_path / f"ws{next(NAMES)}") as (kari, ola):
        shown = tuple(kari.finder.search(query, TODAY).scored.ids)
        meddle(ola, before)
        was, newest = state(ola), kari.record.events.last_seq()

        with suppress(NotFound):  # nobody has the tag that is to be renamed
            act.do(kari, shown)
        acted = state(ola)
        within = set(was) if act.everywhere else set(shown)
        if name == "answer":
            within &= {each.contract for each in audit_of(ola).contracts}
        assert acted == {id: act.meant(p) if id in within else p for id, p in was.items()}
        changed = {id for id in was if was[id] != acted[id]}
        events = [e for e in ola.record.events.newest_first() if e.seq > newest]
        assert {event.contract for event in events} == changed
        assert {event.actor for event in events} <= {"kari"}
        if not act.each:
            assert len({event.batch for event in events}) <= 1
        if not changed or act.each:
            return

        meddle(ola, after)
        now, newest = state(ola), kari.record.events.last_seq()
        gained = {id: acted[id] - was[id] for id in changed}
        lost = {id: was[id] - acted[id] for id in changed}
        free = all(gained[id] <= now[id] and not lost[id] & now[id] for id in changed)
        assert undone(kari) is free
        back = {id: (now[id] - gained[id]) | lost[id] for id in changed} if free else {}
        assert state(ola) == now | back
        touched = {e.contract for e in ola.record.events.newest_first() if e.seq > newest}
        assert touched == (changed if free else set())
        assert ola.record.events.broken() == ()
