"""The parts of a DOCX by their relationships (ECMA-376 part 2), opened without trust.

Only the parts that hold text are ever unpacked. Templates, files with macros and strict Open XML
are packages like any other here.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from arkiv.domain.faults import FaultCode
from arkiv.read.sniff import MAIN_PARTS, ZIP_FAULTS, as_zip_input
from arkiv.read.unreadable import Unreadable

__all__ = ["Element", "Package"]

Element = Any
"""An lxml element; lxml has no types."""

_MOST_ENTRIES = 5_000
_MOST_BYTES = 200_000_000
_MOST_RATIO = 100
_HARMLESS_BYTES = 20_000_000
"""A long empty table is packed a hundredfold as well; at this size it does no harm."""
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
# Strict Open XML (ISO/IEC 29500-4) differs by its namespaces alone, as far as text goes.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)


class Package:
    """An opened DOCX."""

    def __init__(self, file: BinaryIO) -> None:
        """Raises Unreadable: SUSPICIOUS or DAMAGED."""
        try:
            self._archive = zipfile.ZipFile(as_zip_input(file))
        except ZIP_FAULTS as error:
            raise Unreadable(FaultCode.DAMAGED, error) from error
        self._entries = {entry.filename.lower(): entry for entry in self._archive.infolist()}
        self.damaged: list[str] = []
        """Parts that could not be read, or not to their end."""
        _check_sizes(self._archive.infolist(), file.seek(0, 2))
        self._main = self._main_name()
        self._related = list(self._relations(self._main))

    def main(self) -> Element:
        """The root of the main part; raises Unreadable when there is none."""
        root = self._parse(self._main)
        if root is None:
            raise Unreadable(FaultCode.DAMAGED, "word/document.xml")
        return root

    def parts(self, kind: str) -> list[Element]:
        """The roots of the main part's header, footer, footnotes, numbering … parts."""
        names = dict.fromkeys(name for type_, name in self._related if type_ == kind)
        roots = [self._parse(name) for name in names if name.lower() in self._entries]
        return [root for root in roots if root is not None]

    def title(self) -> str | None:
        root = self._parse("docProps/core.xml") if "docprops/core.xml" in self._entries else None
        found = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
        return None if found is None else found.text

    def _main_name(self) -> str:
        for type_, name in self._relations(""):
            if type_ == "officedocument" and name.lower() in self._entries:
                return name
        types = self._parse("[Content_Types].xml")
        for override in () if types is None else types.iter(_OVERRIDE):
            if any(main.decode() in override.get("ContentType", "") for main in MAIN_PARTS):
                return str(override.get("PartName", "")).lstrip("/")
        return "word/document.xml"

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        """The last word of each relationship's type, in lower case, and the part it points to."""
        folder, name = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if root is None else root.iter(_RELATIONSHIP):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Type", "").rpartition("/")[2].lower(), target.lstrip("/")

    def _parse(self, name: str) -> Element | None:
        """None when it is missing or beyond reading. Raises Unreadable: SUSPICIOUS."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        try:
            raw = self._archive.read(_packed_as_allowed(entry))
        except ZIP_FAULTS:
            self.damaged.append(name)
            return None
        if any(doctype in raw for doctype in _DOCTYPES):
            raise Unreadable(FaultCode.SUSPICIOUS, f"DOCTYPE, {name}")
        root = _root(raw, recover=False)
        if root is None:
            self.damaged.append(name)
            root = _root(raw, recover=True)
        return root


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES:
        raise Unreadable(FaultCode.SUSPICIOUS, f"{len(entries)} > {_MOST_ENTRIES}")
    if total > _MOST_BYTES or (total > _HARMLESS_BYTES and total > _MOST_RATIO * packed):
        raise Unreadable(FaultCode.SUSPICIOUS, f"{packed:,} → {total:,} bytes")


def _packed_as_allowed(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    # zipfile unpacks these two in bounded steps only, and OPC allows no others (part 2, annex B).
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"compression method {entry.compress_type}")
    return entry


def _root(raw: bytes, recover: bool) -> Element | None:
    if _STRICT in raw:
        for strict, transitional in _TRANSITIONAL:
            raw = raw.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        return None
