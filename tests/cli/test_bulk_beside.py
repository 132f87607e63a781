"""`arkiv tag --query` while a second process changes the archive as fast as it can."""

from __future__ import annotations

from dataclasses import dataclass

from arkiv.cli.main import run
from arkiv.domain.contracts import Event, EventKind
from arkiv.domain.identity import ContractId
from arkiv.store import open_record
from cli.workspaces import Shell
from fakes.programs import meddling

ROUNDS = 12


@dataclass(frozen=True)
class Round:
    """One bulk act, the newest events before and after it, and whether it was undone."""

    tag: str
    begun: int
    done: int
    undone: bool


def replayed(events: list[Event]) -> list[frozenset[ContractId]]:
    """What `tag:hot` finds after each event, by its number; before the first nothing."""
    hot: set[ContractId] = set()
    trashed: set[ContractId] = set()
    found = [frozenset[ContractId]()]
    for event in events:
        contract = event.contract
        if contract is not None:
            if event.kind is EventKind.TAGGED and event.after["tag"] == "hot":
                hot.add(contract)
            elif event.kind is EventKind.UNTAGGED and event.before["tag"] == "hot":
                hot.discard(contract)
            elif event.kind is EventKind.TRASHED:
                trashed.add(contract)
            elif event.kind is EventKind.UNTRASHED:
                trashed.discard(contract)
        found.append(frozenset(hot - trashed))
    return found


def tagged(events: list[Event], kind: EventKind, tag: str) -> list[Event]:
    return [e for e in events if e.kind is kind and (e.after or e.before)["tag"] == tag]


def test_a_bulk_act_is_on_what_the_query_found_and_is_undone_there(shell: Shell) -> None:
    database = shell.root / "archive" / "arkiv.db"
    record = open_record(database)
    rounds, root = [], ["--root", str(shell.root)]
    with meddling(database) as other:
        for number in range(ROUNDS):
            begun, words = record.events.last_seq(), [*root, "tag", "--query", "tag:hot"]
            assert any(run([*words, f"bulk {number}"]) == 0 for _again in range(100))
            done = record.events.last_seq()
            acted = any(event.actor != "ola" for event in record.events.of(limit=done - begun))
            if undone := acted and number % 2 == 1:
                shell("undo")
            rounds.append(Round(f"bulk {number}", begun, done, undone))
        assert other.poll() is None
    events = [*record.events.of()][::-1]
    damages = record.events.broken()
    record.close()

    found = replayed(events)
    assert damages == ()
    assert [event.seq for event in events] == [*range(1, len(events) + 1)]
    on = {
        each.tag: {e.contract for e in tagged(events, EventKind.TAGGED, each.tag)}
        for each in rounds
    }
    for each in rounds:
        its = tagged(events, EventKind.TAGGED, each.tag)
        last = its[0].seq if its else each.done + 1
        assert on[each.tag] in found[each.begun : last], "as it was at one moment"
        assert len(its) == len(on[each.tag])
        gone = {event.contract for event in tagged(events, EventKind.UNTAGGED, each.tag)}
        assert gone == (on[each.tag] if each.undone else set())
    beside = [any(e.actor == "ola" for e in events[each.begun : each.done]) for each in rounds]
    assert sum(beside) >= ROUNDS // 4, "the other one hardly did anything meanwhile"
    assert sum(map(bool, on.values())) > ROUNDS // 2, "hardly anything was found"
