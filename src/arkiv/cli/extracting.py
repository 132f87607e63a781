"""`arkiv extract`: what would be read from files, without a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arkiv.cli.declaring import command
from arkiv.cli.output import colour, print_json, put, say
from arkiv.cli.parameters import json_option
from arkiv.cli.session import Session
from arkiv.cli.stopping import stop_on_interrupt
from arkiv.texts import _

if TYPE_CHECKING:
    from arkiv.services.extracting import Extracted

__all__ = ["extract_command"]


@command(
    "extract",
    _("Read files and print what would be extracted; no workspace is needed or touched."),
    "arkiv extract lease.pdf",
    "arkiv extract --json contracts/*.pdf > facts.jsonl",
    more=_(
        "With --json one object a line is printed, in the order of the files. "
        "Cues of your own count where a workspace is found."
    ),
)
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@json_option
@click.pass_context
def extract_command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    from arkiv.cli.spelling import extracted_to_json
    from arkiv.services.extracting import extract_files, own_cue_faults
    from arkiv.workspace import own_cues_here

    session: Session = ctx.obj
    own_cues = own_cues_here(session.root)
    for fault in own_cue_faults(own_cues):
        say(_("{fault}. This file is not used.").format(fault=fault))
    failed = 0
    with stop_on_interrupt() as stop:
        for extracted in extract_files(files, stop, own_cues):
            failed += extracted.error is not None
            if as_json:
                print_json(extracted_to_json(extracted), one_line=True)
            else:
                for line in _lines(extracted):
                    put(line)
        stopped = stop.is_set()
    if stopped:
        from arkiv.cli.stopping import INTERRUPTED

        ctx.exit(INTERRUPTED)
    if failed:
        ctx.exit(1)


def _lines(extracted: Extracted) -> Iterator[str]:
    from arkiv.cli.facts import fact_lines
    from arkiv.domain.review import review_rows

    yield colour(extracted.file, bold=True)
    if extracted.error is not None:
        say(f"{extracted.file}: {extracted.error.message}")
        return
    for line in fact_lines(review_rows(extracted.findings, ())):
        yield f"  {line}"
    for warning in extracted.warnings:
        yield f"  {_('Warning'):<16} {colour(warning)}"
