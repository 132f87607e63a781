"""What people typed onto a PDF's pages: form fields and free-text annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader

from arkiv.read.cleaning import clean_line, clean_text

__all__ = ["FIELDS_HEADING", "NOTES_HEADING", "field_lines_without_page", "typed_text"]

# Part of the stored text, so the same in every language of the user.
FIELDS_HEADING = "[Form fields]"
NOTES_HEADING = "[Annotations]"
_MOST_ANNOTATIONS = 5_000
_MOST_PARENTS = 20


def typed_text(page: PageObject, seen: set[str]) -> str:
    """Field values and free texts under their headings; empty when there are none.

    Adds the names of the fields to ``seen``.
    """
    fields: dict[str, str] = {}
    notes = []
    for annotation in _annotations(page):
        kind = annotation.get("/Subtype")
        if kind == "/FreeText":
            notes.append(clean_text(str(annotation.get("/Contents") or "")).strip())
        elif kind == "/Widget":
            name = _field_name(annotation)
            seen.add(name)
            fields[name] = _shown(_inherited(annotation, "/V"), _inherited(annotation, "/FT"))
    lines = [_field_line(name, value) for name, value in fields.items() if value]
    return _under(FIELDS_HEADING, lines) + _under(NOTES_HEADING, [n for n in notes if n])


def field_lines_without_page(reader: PdfReader, seen: set[str]) -> str:
    """The values of fields that stand on no page, under the heading; empty when none."""
    fields = reader.get_fields() or {}
    lines = [
        _field_line(name, value)
        for name, field in fields.items()
        if name not in seen and (value := _shown(field.get("/V"), field.get("/FT")))
    ]
    return _under(FIELDS_HEADING, lines)


def _annotations(page: PageObject) -> Iterator[Any]:
    listed = page.get("/Annots")
    listed = listed.get_object() if listed is not None else None
    for reference in (listed or [])[:_MOST_ANNOTATIONS]:
        annotation = reference.get_object()
        if hasattr(annotation, "get"):
            yield annotation


def _field_name(widget: Any) -> str:
    """The fully qualified name (ISO 32000-1 §12.7.3.2)."""
    names = [str(node["/T"]) for node in _lineage(widget) if "/T" in node]
    return ".".join(reversed(names))


def _inherited(widget: Any, key: str) -> Any:
    for node in _lineage(widget):
        if key in node:
            return node[key]
    return None


def _lineage(widget: Any) -> Iterator[Any]:
    node = widget
    for _ in range(_MOST_PARENTS):
        yield node
        parent = node.get("/Parent")
        if parent is None:
            return
        node = parent.get_object()
        if not hasattr(node, "get"):
            return


def _shown(value: Any, kind: Any) -> str:
    """A ticked box is what its state is called, an empty one and a signature are nothing."""
    if value is None or kind == "/Sig":
        return ""
    value = value.get_object()
    if isinstance(value, list):
        return ", ".join(clean_line(str(one.get_object())) for one in value)
    text = clean_text(str(value)).strip()
    if kind == "/Btn":
        return "" if text in ("/Off", "") else text.removeprefix("/")
    return text


def _field_line(name: str, value: str) -> str:
    label = clean_line(name)
    return f"{label}: {value}" if label else value


def _under(heading: str, lines: list[str]) -> str:
    return "\n\n" + "\n".join((heading, *lines)) if lines else ""
