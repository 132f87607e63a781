"""The one place that names the concrete rooms and builds the object graph."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING

from arkiv.clock import this_day
from arkiv.config import Config, load_config
from arkiv.errors import ArkivError
from arkiv.workspace import Workspace

if TYPE_CHECKING:
    from arkiv.domain.filing_ports import Vault
    from arkiv.domain.index_port import Index
    from arkiv.domain.ports import Record
    from arkiv.services.agenda import Agenda
    from arkiv.services.answering import Answering
    from arkiv.services.attention import AttentionQueue
    from arkiv.services.auditing import Auditing
    from arkiv.services.backups import Backups
    from arkiv.services.bundles import Bundles
    from arkiv.services.deciding import Deciding
    from arkiv.services.exporting import Exporting
    from arkiv.services.filing import Filing
    from arkiv.services.finding import Finder
    from arkiv.services.following_up import FollowingUp
    from arkiv.services.indexing import Indexing
    from arkiv.services.keeping import Keeping, ReindexSummary
    from arkiv.services.listings import Listings
    from arkiv.services.noting import Noting
    from arkiv.services.originals import Originals
    from arkiv.services.own_side import OwnSideProposal
    from arkiv.services.purging import Purging
    from arkiv.services.reviewing import Reviewing
    from arkiv.services.saved_searches import SavedSearches
    from arkiv.services.standing import Standing
    from arkiv.services.undoing import Undoing
    from arkiv.services.unlocking import Unlocking
    from arkiv.services.walking import Walking

__all__ = ["Archive", "open_archive"]


@dataclass(frozen=True, slots=True)
class Archive:
    """One open workspace: what a front end may ask, by the thing people do."""

    workspace: Workspace
    config: Config
    setting_faults: tuple[str, ...]
    """What can't be read in arkiv.toml, a sentence each; whoever needs it raises BadInput."""
    record: Record
    vault: Vault
    index: Index
    agenda: Agenda
    answering: Answering
    attention: AttentionQueue
    auditing: Auditing
    backups: Backups
    bundles: Bundles
    deciding: Deciding
    exporting: Exporting
    filing: Filing
    finder: Finder
    following_up: FollowingUp
    indexing: Indexing
    keeping: Keeping
    listings: Listings
    noting: Noting
    originals: Originals
    purging: Purging
    reviewing: Reviewing
    saved: SavedSearches
    standing: Standing
    undoing: Undoing
    unlocking: Unlocking
    walking: Walking

    def changed(self) -> int:
        """A number that moves whenever anybody did something to the archive.

        That of the newest event: the watcher's sign of life changes the record every few seconds
        and nothing that is shown.
        """
        return self.record.events.last_seq()

    def reindex(
        self, read_again: bool, on_step: Callable[[int, int], None], stop: Event
    ) -> ReindexSummary:
        """Make the index again; with ``read_again`` read every original again first."""
        read = self.filing.read_waiting if read_again else None
        return self.keeping.reindex(read, on_step, stop)

    def own_side_proposals(self) -> tuple[OwnSideProposal, ...]:
        """Parties that recur and may be our own side; empty once one is set in arkiv.toml."""
        from arkiv.services.own_side import proposals

        if self.config.own_names or self.config.own_org_numbers:
            return ()
        return proposals(self.record.contracts.summaries())

    def close(self) -> None:
        with suppress(ArkivError):  # a record that cannot be read any more has said so already
            self.keeping.remember_head(this_day())
        self.index.close()
        self.record.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_archive(
    workspace: Workspace,
    *,
    actor: str | None = None,
    checkpoint: Callable[[str], None] | None = None,
) -> Archive:
    """Open the record, the vault and the index of a workspace, and what is done with them.

    The rooms are imported here and not above, so that `arkiv --help` loads none of them.
    ``checkpoint`` is called at named points of filing; tests stop the process there.
    Raises NoWorkspace, Busy or Damaged as the record does.
    """
    from arkiv.checklist_files import ChecklistFiles
    from arkiv.domain.lead_times import LeadTimes
    from arkiv.domain.review_cycles import ReviewCycles
    from arkiv.domain.working_days import WorkingDays
    from arkiv.head_files import HeadFiles
    from arkiv.intake.intake import Intake
    from arkiv.intake.pool import ReaderPool
    from arkiv.intake.surroundings import Surroundings
    from arkiv.intake.take import silent
    from arkiv.public_holidays import public_holidays
    from arkiv.search.engine import WhooshIndex
    from arkiv.search_files import SearchFiles
    from arkiv.services.agenda import Agenda
    from arkiv.services.answering import Answering
    from arkiv.services.attention import AttentionQueue
    from arkiv.services.audit_chapters import AuditChapters
    from arkiv.services.auditing import Auditing
    from arkiv.services.backups import Backups
    from arkiv.services.bundles import Bundles
    from arkiv.services.deciding import Deciding
    from arkiv.services.exporting import Exporting
    from arkiv.services.filing import Filing
    from arkiv.services.finding import Finder
    from arkiv.services.following_up import FollowingUp
    from arkiv.services.indexing import Indexing
    from arkiv.services.keeping import Keeping
    from arkiv.services.lead_times import lead_times_of, review_cycles_of
    from arkiv.services.listings import Listings
    from arkiv.services.noting import Noting
    from arkiv.services.originals import Originals
    from arkiv.services.purging import Purging
    from arkiv.services.reviewing import Reviewing
    from arkiv.services.saved_searches import SavedSearches
    from arkiv.services.standing import Standing
    from arkiv.services.undoing import Undoing
    from arkiv.services.unlocking import Unlocking
    from arkiv.services.walking import Walking
    from arkiv.store.record import open_record
    from arkiv.vault import FileVault

    config = load_config(workspace.settings)
    if config.unread:
        leads, cycles = LeadTimes(fault=config.unread), ReviewCycles(fault=config.unread)
    else:
        leads, cycles = lead_times_of(config.lead_times), review_cycles_of(config.review_cycle)
    faults = tuple(dict.fromkeys(filter(None, (*config.faults, leads.fault, cycles.fault))))
    working = WorkingDays(public_holidays)
    who = actor or _system_user()
    point = checkpoint or silent
    record = open_record(workspace.record)
    vault = FileVault(workspace.archive, point)
    own = config.own_names, config.own_org_numbers
    index = WhooshIndex(workspace.index, record.contracts, *own, working, cycles)
    indexing = Indexing(record, index)
    originals = Originals(record, vault)
    agenda = Agenda(record, working, leads, cycles)
    finder = Finder(record, index, indexing, *own, working, cycles)
    reviewing = Reviewing(record, indexing, who, working, cycles)
    shelf = ChecklistFiles(workspace.own_checklists)
    auditing = Auditing(record, indexing, finder, shelf, who)
    heads = HeadFiles(workspace.heads)
    keeping = Keeping(workspace, record, vault, index, indexing, who, heads)

    def tidy() -> bool:
        keeping.remember_head(this_day())
        return indexing.tidy()

    purging = Purging(workspace, record, vault, indexing, originals, who, point)
    purging.finish()
    readers = partial(ReaderPool, own_cues=workspace.own_cues)
    around = Surroundings(
        workspace, record, vault, readers, indexing.catch_up, checkpoint=point, tidy=tidy
    )
    return Archive(
        workspace,
        config,
        faults,
        record,
        vault,
        index,
        agenda=agenda,
        answering=Answering(record, indexing, finder, who),
        attention=AttentionQueue(record, agenda, leads, *own),
        auditing=auditing,
        backups=Backups(workspace, record, vault, heads),
        bundles=Bundles(record, vault, reviewing, agenda, (AuditChapters(record),)),
        deciding=Deciding(record, indexing, who),
        exporting=Exporting(record, agenda, leads),
        filing=Filing(Intake(around), indexing, originals, who, faults),
        finder=finder,
        following_up=FollowingUp(record, indexing, who),
        indexing=indexing,
        keeping=keeping,
        listings=Listings(record, finder),
        noting=Noting(record, indexing, who),
        originals=originals,
        purging=purging,
        reviewing=reviewing,
        standing=Standing(record, indexing, who),
        undoing=Undoing(record, indexing, who),
        saved=SavedSearches(SearchFiles(workspace.saved_searches), finder),
        unlocking=Unlocking(record, vault, indexing, readers, who),
        walking=Walking(reviewing, agenda, auditing),
    )


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        return "unknown"
