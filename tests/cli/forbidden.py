"""A contract whose one word is in everything that can be said of it, and where that word stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cli.workspaces import Shell
from documents.docx_builder import make_docx
from documents.pdf_builder import make_pdf

SECRET = "Zyxxelqvarg"
TITLE = f"Loan to {SECRET}"
STEPS = ("purge asked", "purge original", "purge erased", "purge cleaned", "purge indexed")


def file_forbidden(shell: Shell, folder: Path) -> str:
    """Its id; the audits Open and Closed are over it and contract 2."""
    folder.mkdir()
    source = folder / f"{SECRET}.docx"
    source.write_bytes(make_docx([TITLE, f"{SECRET} pays 10 crowns to {SECRET} Holding AS."]))
    shell("ingest", str(source))
    number = shell.id_of(SECRET)
    shell("correct", number, "title", TITLE)
    shell("correct", number, "parties", f"{SECRET} Holding AS")
    shell("note", number, f"Ask {SECRET}.")
    shell("tag", number, SECRET.lower())
    shell("tag", number, "2", "rent")
    shell("owner", number, SECRET)
    shell("review", number)
    shell("deadline", "add", number, f"Call {SECRET}", "--on", "2027-03-01")
    shell("deadline", "done", number, "obligation", "--reason", SECRET)
    for audit in ("Open", "Closed"):
        shell(
            "audit", "start", "contract-basics.en", audit,
            "--due", "2027-01-31", "--query", f"id:{number},2",
        )  # fmt: skip
        shell("audit", "answer", audit, "owner", "fail", number, "2", "--comment", "none")
        shell("audit", "answer", audit, "parties", "pass", number, "--quote", f"{SECRET} pays")
        shell("audit", "answer", audit, "signed", "fail", number, "--comment", SECRET)
    shell("audit", "close", "Closed", "--with-open")
    shell("link", number, "2", "--as", "annex")
    shell("trash", "2")
    shell("untrash", "2")
    shell("link", number, "2", "--as", "annex", "--take-back")
    shell("end", number, "--on", "2026-01-31", "--reason", SECRET)
    shell("end", number, "--take-back")  # so that it has dates, and needs a human
    shell("reindex", "--extract")  # leaves the old text in free pages of the record
    return number


def file_pdf(shell: Shell, folder: Path) -> str:
    """Its id; another document with the word, as a PDF says it."""
    source = folder / f"{SECRET} 2.pdf"
    source.write_bytes(make_pdf([f"{SECRET} leases the second floor."], title=f"{SECRET} lease"))
    shell("ingest", str(source))
    return shell.id_of("floor")


def holding(root: Path, word: str = SECRET) -> list[str]:
    """The files under a folder with the word in their bytes or their names."""
    spelled = [word.encode(), word.lower().encode(), word.encode("utf-16-le")]
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if word.lower() in path.name.lower()
        or (path.is_file() and any(one in path.read_bytes() for one in spelled))
    ]


def others(shell: Shell) -> Any:
    """All that is shown of the contracts that were there before."""
    return [shell.json("show", str(n)) for n in range(1, 6)]
