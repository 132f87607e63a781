"""The JSON of an answer to a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from arkiv.domain.facts_json import value_to_json

if TYPE_CHECKING:
    from arkiv.services.finding import Hit, SearchResult

__all__ = ["search_to_json"]


def search_to_json(
    result: SearchResult, hits: Sequence[Hit], meant: Sequence[str]
) -> dict[str, Any]:
    return {
        "total": result.total,
        "missing": result.missing,
        "partial": result.partial,
        "did_you_mean": list(meant),
        "hits": [_hit_to_json(hit) for hit in hits],
        "facets": {
            str(facet): [{"value": c.value, "count": c.count} for c in counts]
            for facet, counts in result.facets.items()
        },
    }


def _hit_to_json(hit: Hit) -> dict[str, Any]:
    facts = hit.summary.facts
    return {
        "id": hit.summary.id,
        "title": hit.summary.title,
        "document_type": value_to_json(facts.document_type),
        "counterparties": [party.name for party in hit.counterparties],
        "status": str(hit.upcoming.status),
        "expiration_date": value_to_json(facts.expiration_date),
        "notice_deadline": value_to_json(facts.notice_deadline),
        "next_expiration": value_to_json(hit.upcoming.next_expiration),
        "next_notice": value_to_json(hit.upcoming.next_notice),
        "value": value_to_json(facts.value),
        "tags": list(hit.summary.tags),
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text if hit.snippet else None,
        "page": hit.snippet.page if hit.snippet else None,
        "source": str(hit.snippet.source) if hit.snippet and hit.snippet.text else None,
    }
