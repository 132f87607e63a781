"""The command line's entry: the options before the command, and its last line of defence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from arkiv import __version__
from arkiv.cli.declaring import LazyGroup
from arkiv.cli.output import say, speak_utf8
from arkiv.cli.session import Session
from arkiv.errors import ArkivError
from arkiv.texts import _

__all__ = ["cli", "main", "run"]

_UNEXPECTED = 1
_INTERRUPTED = 130

_SECTIONS = {
    _("Start"): {
        "init": "arkiv.cli.workspace_commands",
        "demo": "arkiv.cli.demo",
        "status": "arkiv.cli.workspace_commands",
    },
    _("File"): {
        "ingest": "arkiv.cli.filing",
        "watch": "arkiv.cli.watching",
        "retry": "arkiv.cli.filing",
        "unlock": "arkiv.cli.filing",
        "extract": "arkiv.cli.extracting",
    },
    _("Find"): {
        "search": "arkiv.cli.finding",
        "show": "arkiv.cli.showing",
        "original": "arkiv.cli.showing",
        "deadlines": "arkiv.cli.due",
        "deadline": "arkiv.cli.deadline_acts",
    },
    _("Review"): {
        "attention": "arkiv.cli.attention",
        "confirm": "arkiv.cli.deciding",
        "correct": "arkiv.cli.deciding",
        "reject": "arkiv.cli.deciding",
        "tag": "arkiv.cli.reviewing",
        "untag": "arkiv.cli.reviewing",
        "retag": "arkiv.cli.reviewing",
        "note": "arkiv.cli.noting",
        "notes": "arkiv.cli.noting",
        "trash": "arkiv.cli.reviewing",
        "untrash": "arkiv.cli.reviewing",
        "purge": "arkiv.cli.purging",
        "history": "arkiv.cli.reviewing",
        "audit": "arkiv.cli.auditing",
        "undo": "arkiv.cli.undoing",
        "redo": "arkiv.cli.undoing",
        "end": "arkiv.cli.standing",
        "renew": "arkiv.cli.standing",
        "link": "arkiv.cli.standing",
        "owner": "arkiv.cli.standing",
        "review": "arkiv.cli.standing",
    },
    _("Keep"): {
        "reindex": "arkiv.cli.keeping",
        "verify": "arkiv.cli.keeping",
        "export": "arkiv.cli.exporting",
        "bundle": "arkiv.cli.bundling",
        "backup": "arkiv.cli.keeping",
        "restore": "arkiv.cli.keeping",
    },
}


@click.group(
    cls=LazyGroup,
    sections=_SECTIONS,
    invoke_without_command=True,
    help=_(
        "A contract archive in the terminal: drop a PDF or DOCX into the inbox, find it again, "
        "see what it says and what is due.\n\n"
        "Without a command it opens the archive on the screen.\n\n"
        "\b\nExamples:\n"
        "  arkiv init ~/Arkiv\n"
        "  arkiv ingest ~/Documents/contracts\n"
        "  arkiv search leie oppsigelse\n"
        "  arkiv --root ~/Arkiv status"
    ),
)
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("The workspace. Else ARKIV_ROOT, else at or above the current folder, else ~/Arkiv."),
)
@click.option(
    "--actor", metavar="NAME", help=_("Who acts, for the history. Else your name on this machine.")
)
@click.version_option(__version__, prog_name="arkiv", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, root: Path | None, actor: str | None) -> None:
    ctx.obj = session = Session(root, actor)
    if ctx.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(ctx.get_help())
        return
    from arkiv.cli.screen import open_screen

    open_screen(session)


def main() -> None:
    """Run the command the user typed and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns its exit code and never raises."""
    speak_utf8()
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ArkivError as error:
        say(str(error))
        return error.exit_code
    except Exception:  # noqa: BLE001 - the last line: the traceback goes to the log
        return _unexpected()


def _invoke(arguments: Sequence[str]) -> int:
    if "_ARKIV_COMPLETE" in os.environ:
        cli.main(list(arguments), prog_name="arkiv")
    try:
        with cli.make_context("arkiv", list(arguments)) as ctx:
            cli.invoke(ctx)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.Abort:
        say("")
        return _INTERRUPTED
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return error.exit_code
    return 0


def _reader_left() -> int:
    """As in `arkiv search | head`: the reader has enough, which is no failure."""
    # Python flushes stdout once more on its way out; let that go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _unexpected() -> int:
    import logging

    from arkiv.cli.logs import debugging, log_file, log_to_file

    log_to_file()
    logging.getLogger("arkiv").exception("unexpected error")
    if not debugging():
        say(
            _("Something unexpected went wrong in Arkiv itself; the details are in {file}.").format(
                file=log_file()
            )
        )
    return _UNEXPECTED
