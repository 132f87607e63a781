"""`arkiv bundle`: the contracts of a search as evidence for somebody who has no Arkiv."""

from __future__ import annotations

from pathlib import Path

import click

from arkiv.cli.declaring import command
from arkiv.cli.exporting import found, say_missing
from arkiv.cli.output import put_text, say
from arkiv.cli.selecting import facets_option, saved_option, selection_from
from arkiv.cli.session import Session
from arkiv.errors import BadInput, PartlyFailed
from arkiv.texts import _, ngettext

__all__ = ["bundle_command"]


@command(
    "bundle",
    _("Write the contracts of a search as a .zip of evidence that opens without Arkiv."),
    "arkiv bundle id:12 lease.zip",
    "arkiv bundle 'party:nordlys type:lease' nordlys.zip",
    "arkiv bundle --saved leases-that-end-soon leases.zip",
    more=_(
        "It has the originals, facts with the words they were read from, deadlines with their "
        "proofs, notes and the history with its hashes. '' takes everything outside the trash. "
        "An original that is not what was filed is left out and named; the exit code is then 1."
    ),
)
@click.argument("query", nargs=-1)
@click.argument("file", metavar="FILE.zip", type=click.Path(dir_okay=False, path_type=Path))
@facets_option
@saved_option
@click.option("--replace", is_flag=True, help=_("In the place of a file that is there already."))
@click.pass_obj
def bundle_command(
    session: Session,
    query: tuple[str, ...],
    file: Path,
    facets: tuple[str, ...],
    saved: str | None,
    replace: bool,
) -> None:
    if not (query or facets or saved):
        raise BadInput(_("Say which contracts: a query before the file; '' takes all of them."))
    typed = " ".join(query)
    asked = " ".join([typed, *facets, *([_("saved: {name}").format(name=saved)] if saved else [])])
    with session.archive() as archive:
        result = found(archive, typed, selection_from(facets, None, False), saved)
        made = archive.bundles.write(file, asked.strip(), result, replace=replace)
    put_text(str(file))
    contracts = ngettext("{n} contract", "{n} contracts", made.contracts)
    originals = ngettext("{n} original", "{n} originals", made.originals)
    say(f"{contracts.format(n=made.contracts)}, {originals.format(n=made.originals)}")
    say_missing(result)
    if made.damages:
        raise PartlyFailed(
            _("These originals are not what was filed and were left out:")
            + "".join(f"\n  {damage}" for damage in made.damages)
        )
