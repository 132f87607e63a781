"""Writing what is alive in a segment into the segment that is being written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.postings import Leaf, PostingsCache
from arkiv.search.schema import SegmentReader

__all__ = ["take_over"]


def take_over(writer: Any, segment: Any) -> None:
    """What Whoosh's add_reader does, a whole term at a time."""
    folder = Path(writer.storage.folder)
    reader = SegmentReader(writer.storage, writer.schema, segment)
    leaf = Leaf(reader, folder, segment.segment_id(), PostingsCache(0))
    try:
        renumbered = _documents(writer, leaf, set(segment.deleted_docs()))
        for field in TextField:
            for term in leaf.words(field).terms:
                _term(writer, leaf, renumbered, field, term)
    finally:
        leaf.close()
    writer._added = True


def _documents(writer: Any, leaf: Leaf, deleted: set[int]) -> npt.NDArray[np.int64]:
    """The new number of each document; -1 for those that are not taken."""
    renumbered = np.full(leaf.size, -1, np.int64)
    kept = writer.perdocwriter
    for document, stored in enumerate(leaf.stored.tolist()):
        if document in deleted:
            continue
        renumbered[document] = writer.docnum
        writer.pool.add("id", writer.docnum, [str(stored[0])], range(1))
        kept.start_doc(writer.docnum)
        kept.add_field("id", writer.schema["id"], tuple(stored), 0)
        kept.finish_doc()
        writer.docnum += 1
    return renumbered


def _term(
    writer: Any, leaf: Leaf, renumbered: npt.NDArray[np.int64], field: TextField, term: str
) -> None:
    docs, counts, places = leaf.whole(field, term)
    docs = renumbered[docs]
    alive = docs >= 0
    if not alive.all():
        places = places[np.repeat(alive, counts)]
        docs, counts = docs[alive], counts[alive]
    writer.pool.add_postings(str(field), term, docs, counts, places)
