"""The arguments several commands share, read from what was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from arkiv.texts import _

if TYPE_CHECKING:
    from datetime import date

    from arkiv.domain.identity import ContractId

__all__ = ["AHEAD", "CONTRACT", "DAY", "contract_argument", "json_option"]

_ID = re.compile(r"#?([1-9][0-9]{0,17})")
_AHEAD = re.compile(r"([0-9]{1,4})\s*([dwmy]?)")


class _Contract(click.ParamType["ContractId"]):
    """A contract's number, as 12 or #12."""

    name = "id"

    def convert(self, value: Any, param: Any, ctx: Any) -> ContractId:
        from arkiv.domain.identity import ContractId

        match = _ID.fullmatch(str(value))
        if match is None:
            self.fail(
                _("“{value}” is not an id. Ids are numbers; `arkiv search` shows them.").format(
                    value=value
                ),
                param,
                ctx,
            )
        return ContractId(int(match[1]))


class _Ahead(click.ParamType[str]):
    """A stretch of time ahead, as 90d, 12w, 3m or 1y; a bare number is days."""

    name = "ahead"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """As an ISO 8601 duration, because how long a month is depends on the day."""
        match = _AHEAD.fullmatch(str(value))
        if match is None:
            self.fail(
                _("“{value}” is not a time ahead; write 90d, 12w, 3m or 1y.").format(value=value),
                param,
                ctx,
            )
        return f"P{int(match[1])}{(match[2] or 'd').upper()}"


class _Day(click.ParamType["date"]):
    """A day, as 2027-01-31 or 31.1.2027."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        from datetime import date

        from arkiv.domain.typed_quantities import typed_day

        if isinstance(value, date):
            return value
        try:
            return typed_day(str(value).strip())
        except ValueError as error:
            self.fail(f"“{value}” {error}", param, ctx)


CONTRACT = _Contract()
DAY = _Day()
AHEAD = _Ahead()

contract_argument = click.argument("contract", metavar="ID", type=CONTRACT)
json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
