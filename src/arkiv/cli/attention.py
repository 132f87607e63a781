"""`arkiv attention`: everything that needs a human, the most pressing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say, wrapped
from arkiv.cli.parameters import json_option
from arkiv.cli.session import Session
from arkiv.errors import Damaged
from arkiv.texts import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from arkiv.domain.attention_items import AttentionItem
    from arkiv.domain.values import Money

__all__ = ["attention_command", "attention_to_json"]

_KINDS = (
    "notice_open", "overdue", "past_end", "audit_overdue", "due", "audit_due", "failed_reading",
    "contradictory_dates", "no_end", "missing_fact", "low_confidence", "unlinked_amendment",
    "unsigned", "tracked_changes", "annex_missing", "unknown_counterparty", "no_owner",
    "unreviewed",
)  # fmt: skip


@command(
    "attention",
    _("List everything that needs a human, the most pressing first, with why and what to do."),
    "arkiv attention",
    "arkiv attention --kind notice_open --kind past_end",
    "arkiv attention --owner Kari --json",
    "arkiv attention --exit-code || mail -s 'Contracts need you' kari",
    more=_("A line stays until what it names is mended."),
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(_KINDS),
    metavar="KIND",
    help=_("Only these: {kinds}.").format(kinds=", ".join(_KINDS)),
)
@click.option("--owner", metavar="NAME", help=_("Only what this person looks after."))
@click.option(
    "--exit-code", is_flag=True, help=_("Leave with exit code 3 when anything is listed.")
)
@json_option
@click.pass_obj
def attention_command(
    session: Session, kinds: tuple[str, ...], owner: str | None, exit_code: bool, as_json: bool
) -> None:
    from arkiv.clock import today
    from arkiv.domain.attention_items import AttentionKind

    day = today()
    with session.archive() as archive:
        found = archive.attention.items(day, [AttentionKind(kind) for kind in kinds], owner)
        owned = archive.attention.owners_kept(day)
    if as_json:
        print_json(attention_to_json(found, day))
    else:
        for item in found:
            for line in _lines(item, day):
                put(line)
    _say_beside(found, owned)
    if found and exit_code:
        raise Damaged(_("Something needs a human."))


def attention_to_json(found: Sequence[AttentionItem], today: date) -> dict[str, Any]:
    return {
        "today": today.isoformat(),
        "counts": {str(kind): n for kind, n in Counter(item.kind for item in found).items()},
        "attention": [_item(item, today) for item in found],
    }


def _item(item: AttentionItem, today: date) -> dict[str, Any]:
    """What is said of contracts alone is null or empty for an audit."""
    from arkiv.attention_labels import next_words, why_words
    from arkiv.domain.attention_items import AuditAttention
    from arkiv.domain.facts_json import value_to_json

    said: dict[str, Any] = {
        "kind": str(item.kind),
        "id": None,
        "title": item.title,
        "owner": item.owner,
        "value": None,
        "date": value_to_json(item.day),
        "why": why_words(item, today),
        "next": next_words(item),
        "fields": [],
        "missing": None,
        "annexes": [],
        "obligation": None,
        "audit": None,
    }
    if isinstance(item, AuditAttention):
        return said | {"audit": item.audit.id}
    obligation = item.deadline.obligation if item.deadline else None
    return said | {
        "id": item.contract.id,
        "value": value_to_json(item.contract.facts.value),
        "fields": [str(field) for field in item.fields],
        "missing": None if item.missing is None else str(item.missing),
        "annexes": list(item.words) if item.kind == "annex_missing" else [],
        "obligation": obligation.id if obligation else None,
    }


def _lines(item: AttentionItem, today: date) -> Iterator[str]:
    from arkiv.attention_labels import attention_words, next_words, why_words
    from arkiv.domain.attention_items import AuditAttention

    head, worth = item.title, ""
    if not isinstance(item, AuditAttention):
        head, worth = f"#{item.contract.id} {head}", _worth(item.contract.facts.value)
    beside = "  ".join(filter(None, (worth, item.owner)))
    yield colour(f"{attention_words(item.kind):<16}{head}", bold=True) + (
        colour(f"  {beside}") if beside else ""
    )
    yield from wrapped(why_words(item, today), indent=16)
    yield from wrapped("→ " + next_words(item), indent=16)


def _worth(value: Money | None) -> str:
    if value is None:
        return ""
    per = f" / {value.per}" if value.per not in (None, "once") else ""
    return f"{value.currency} {value.amount:,.0f}{per}"


def _say_beside(found: Sequence[AttentionItem], owned: bool) -> None:
    if not found:
        say(_("Nothing needs you."))
    else:
        words = ngettext("{n} thing, of {what}.", "{n} things, of {what}.", len(found))
        say(words.format(n=len(found), what=_counted(found)))
    if not owned:
        say(
            _(
                "No contract has an owner yet, so none is missed; `arkiv owner ID... NAME` says who"
                " looks after them."
            )
        )


def _counted(found: Sequence[AttentionItem]) -> str:
    """12 contracts and 1 audit."""
    from arkiv.domain.attention_items import AuditAttention

    audits = sum(isinstance(item, AuditAttention) for item in found)
    contracts = len({i.contract.id for i in found if not isinstance(i, AuditAttention)})
    said = []
    if contracts:
        said.append(ngettext("{n} contract", "{n} contracts", contracts).format(n=contracts))
    if audits:
        said.append(ngettext("{n} audit", "{n} audits", audits).format(n=audits))
    return _(" and ").join(said)
