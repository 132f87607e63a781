"""Evidence bundles: what is known of some contracts, for somebody who has no Arkiv."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from arkiv.domain.documents import Document
from arkiv.domain.filing_ports import Vault
from arkiv.domain.identity import ContractId
from arkiv.domain.ports import Record
from arkiv.errors import BadInput, Busy, Damaged
from arkiv.export.sealed_zip import HashDiffers, write_sealed_zip
from arkiv.services.agenda import Agenda
from arkiv.services.bundle_chapters import (
    Bundled,
    BundledOriginal,
    chapter_of,
)
from arkiv.services.bundle_json import contract_to_json, links_to_lines
from arkiv.services.bundle_readme import readme
from arkiv.services.exporting import new_file
from arkiv.services.finding import SearchResult
from arkiv.services.listings import found_whole
from arkiv.services.originals import free_names, safe_name
from arkiv.services.reviewing import Reviewing
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.export.evidence_page import Section

__all__ = ["BundleSummary", "Bundles"]

_TRIES = 5
_LONGEST_TITLE = 60
"""Of a folder's name: file systems and mail programs stumble over long paths."""

Beside = Callable[[ContractId], Iterable["Section"]]
"""More about a contract, such as the answers to its checklists."""


@dataclass(frozen=True, slots=True)
class BundleSummary:
    """What is in a bundle."""

    contracts: int
    originals: int
    damages: tuple[str, ...]
    """A sentence for each original that is missing or altered and so was left out."""


@dataclass(frozen=True, slots=True)
class Bundles:
    """Makes evidence bundles of one archive."""

    record: Record
    vault: Vault
    reviewing: Reviewing
    agenda: Agenda
    beside: tuple[Beside, ...] = ()

    def write(
        self, path: Path, asked: str, result: SearchResult, *, replace: bool = False
    ) -> BundleSummary:
        """Write the contracts found as a zip, whole or not at all.

        ``asked`` is the query as it was typed. The same archive on the same day gives the same
        bytes. An original that is not what was filed is no evidence: it is left out, and named on
        the first page. Raises BadInput, PartlyFailed, Busy, and Damaged where an original is
        altered meanwhile.
        """
        if path.suffix.lower() != ".zip":
            raise BadInput(_("“{name}”: a bundle is a .zip.").format(name=path.name))
        ids = sorted(found_whole(result))
        if not ids:
            raise BadInput(_("No contract was found; nothing was written."))
        head, bundled = self._gathered(ids, result.today)
        about = _About(asked, result.today, head, self.record.events.origin(), bundled)
        try:
            with new_file(path, replace=replace) as target:
                write_sealed_zip(target, dict(about.texts()), self._files(bundled))
        except HashDiffers as error:
            raise Damaged(
                _("{file} was altered while it was copied; nothing was written.").format(file=error)
            ) from error
        originals = sum(one.damage is None for each in bundled for one in each.originals)
        return BundleSummary(len(bundled), originals, about.damages)

    def _gathered(
        self, ids: Sequence[ContractId], today: date
    ) -> tuple[tuple[int, str], tuple[Bundled, ...]]:
        """All of it as of one head of the trail."""
        for _attempt in range(_TRIES):
            head = self.record.events.head()
            bundled = tuple(self._bundled(contract, today) for contract in ids)
            if self.record.events.head() == head:
                return head, bundled
        raise Busy(_("The archive kept changing; nothing was written. Try again later."))

    def _bundled(self, contract: ContractId, today: date) -> Bundled:
        view = self.reviewing.show(contract, today)
        dues = self.agenda.dues_of(view.summary, view.outlook)
        title = view.summary.title[:_LONGEST_TITLE]
        return Bundled(
            folder=safe_name(f"{contract:04} {title}", ""),
            view=view,
            originals=tuple(self._originals(view.documents)),
            deadlines=tuple(map(self.agenda.justify, dues)),
            history=tuple(reversed(self.reviewing.history(contract))),
            chain=self.record.events.links(contract),
            beside=tuple(section for more in self.beside for section in more(contract)),
        )

    def _originals(self, documents: Iterable[Document]) -> Iterator[BundledOriginal]:
        taken: set[str] = set()
        for document in documents:
            names = free_names(safe_name(document.name, document.extension))
            name = next(name for name in names if _key(name) not in taken)
            taken.add(_key(name))
            damage = self.vault.verify(document.sha256, document.extension)
            yield BundledOriginal(document, name, damage)

    def _files(self, bundled: Iterable[Bundled]) -> dict[str, tuple[Path, str]]:
        return {
            f"{each.folder}/{one.name}": (
                self.vault.path(one.document.sha256, one.document.extension),
                one.document.sha256,
            )
            for each in bundled
            for one in each.originals
            if one.damage is None
        }


@dataclass(frozen=True, slots=True)
class _About:
    """The texts of a bundle."""

    asked: str
    today: date
    head: tuple[int, str]
    origin: str
    bundled: tuple[Bundled, ...]

    @property
    def damages(self) -> tuple[str, ...]:
        return tuple(
            _("#{id} {name}: {why}").format(
                id=each.view.summary.id, name=one.name, why=one.damage.message
            )
            for each in self.bundled
            for one in each.originals
            if one.damage is not None
        )

    @property
    def head_line(self) -> str:
        return f"{self.head[0]}:{self.head[1]}"

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Every file that is written for the bundle, by its path."""
        yield "README.txt", readme(self.head_line, self.damages).encode()
        yield "archive.json", _json(self._archive())
        yield "index.html", self._page()
        for each in self.bundled:
            folder = PurePosixPath(each.folder)
            yield str(folder / "contract.json"), _json(contract_to_json(each))
            lines = (json.dumps(line) + "\n" for line in links_to_lines(each.chain))
            yield str(folder / "events.jsonl"), "".join(lines).encode()

    def _archive(self) -> dict[str, Any]:
        return {
            "query": self.asked,
            "today": self.today.isoformat(),
            "head": self.head_line,
            "origin": self.origin,
            "contracts": [
                {"id": each.view.summary.id, "folder": each.folder} for each in self.bundled
            ],
            "damages": list(self.damages),
        }

    def _page(self) -> bytes:
        from arkiv.export.evidence_page import Section, evidence_page

        about = Section(
            _("This bundle"),
            (),
            (
                (_("Query"), self.asked or _("everything")),
                (_("Days are told as of"), self.today.isoformat()),
                (_("Head of the archive's history"), self.head_line),
                (_("First event of the archive"), self.origin),
                (_("How to check it"), "README.txt"),
            ),
        )
        warnings = [
            _("An original is not in this bundle, because it is not what was filed: {what}").format(
                what=damage
            )
            for damage in self.damages
        ]
        together = frozenset(each.view.summary.id for each in self.bundled)
        chapters = [chapter_of(each, together) for each in self.bundled]
        return evidence_page(_("Evidence from a contract archive"), about, warnings, chapters)


def _key(name: str) -> str:
    """Under which file systems take two names for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def _json(value: Any) -> bytes:
    """A lone surrogate has no UTF-8; written with its backslash it is still JSON (RFC 8259 §7)."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")
