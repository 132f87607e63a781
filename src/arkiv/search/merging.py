"""Writing what is alive in a segment into the segment that is being written."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from arkiv.domain.query_tree import TextField
from arkiv.search.postings import Leaf, Portion, PostingsCache

__all__ = ["take_over"]


def take_over(writer: Any, segment: Any) -> None:
    """What Whoosh's add_reader does, a whole term at a time."""
    leaf = Leaf(writer.storage, writer.schema, segment, PostingsCache(0))
    try:
        renumbered = _documents(writer, leaf, set(segment.deleted_docs()))
        for field in TextField:
            for portion in leaf.everything(field):
                _take_portion(writer, field, portion, renumbered)
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


def _take_portion(
    writer: Any, field: TextField, portion: Portion, renumbered: npt.NDArray[np.int64]
) -> None:
    places = np.repeat(np.arange(len(portion.terms)), portion.sizes)
    docs = renumbered[portion.docs]
    counts, stands = portion.counts, portion.places
    alive = docs >= 0
    if not alive.all():
        stands = stands[np.repeat(alive, counts)]
        places, docs, counts = places[alive], docs[alive], counts[alive]
    writer.pool.add_postings(str(field), portion.terms, places, docs, counts, stands)
