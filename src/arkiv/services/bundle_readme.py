"""What somebody without Arkiv has to know about a bundle: what is in it, and how to check it."""

from __future__ import annotations

from collections.abc import Sequence

from arkiv.texts import _

__all__ = ["CHECK", "readme"]

CHECK = """\
import hashlib, json, pathlib

def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()

for file in sorted(pathlib.Path(".").glob("*/events.jsonl")):
    hashes = {}
    for line in file.read_text("utf-8").splitlines():
        event = json.loads(line)
        row = json.loads(event["row"])
        assert sha256(event["row"]) == event["hash"], (file, event["seq"])
        assert row[1] == event["previous"] and row[3] == event["seq"], (file, event["seq"])
        assert hashes.get(event["seq"] - 1, row[1]) == row[1], (file, event["seq"])
        assert event["content"] is None or sha256(event["content"]) == row[10], (file, event["seq"])
        hashes[event["seq"]] = event["hash"]
    print(file, len(hashes), "events hold")
"""
"""A program of a few lines that needs Python alone."""

_TEXT = _("""\
EVIDENCE FROM A CONTRACT ARCHIVE

Open index.html in any browser. It needs no program, no network and nothing outside this folder.

What is here
  index.html            everything below on one page, to be read and printed
  NNNN Title/           a folder for each contract, with its number in the archive:
    the originals       the files as they were filed, byte for byte, under their old names
    contract.json       facts with the words they were read from, decisions, deadlines with their
                        proofs, notes, links
    events.jsonl        what happened to the contract, as the archive recorded and hashed it
  archive.json          the query, the day, the head of the archive's history
  SHA256SUMS            the SHA-256 of every other file
{damages}
The history also says who acted and where a file lay when it was filed.

What is not here: other contracts of the archive and what happened to them; the text that was read
from the originals, which the originals show themselves.

How to check the files
  sha256sum -c SHA256SUMS
The SHA-256 of an original is also the one that the event "filed" of its contract names.

How to check the history
  Each line of events.jsonl is one event:
    row       a JSON array: format, hash of the event before it in the archive, workspace, number,
              time (UTC), who, what, contract, document (SHA-256), act, SHA-256 of content
    content   what stood there before and after, with a random salt; null where it was erased
    hash      the SHA-256 of row
    previous  the hash of the event before it in the whole archive, which is also within row
  Whoever alters a word of an event changes its hash, and with it the hashes of all later events.
  This Python program, run in this folder, computes all of them again:

{check}
  It shows that each event still is what its hash says. That these hashes are on the one chain of
  the archive is shown by whoever has the archive, with the number and the hash of any event:

    arkiv verify --head NUMBER:HASH

  The newest event of the archive when this bundle was made, its head:

    {head}

  The events between these belong to other contracts and are not in the bundle.
  A history proves order and integrity since it was written, not who sat at the keyboard; its times
  are those of the computer's clock.
""")


def readme(head: str, damages: Sequence[str]) -> str:
    """``damages``: a sentence for each original that was left out."""
    heading = _("NOT IN THE BUNDLE, because they are not what was filed:")
    listed = "\n".join(["", heading, *(f"  {damage}" for damage in damages), ""])
    check = "".join(f"    {line}".rstrip() + "\n" for line in CHECK.splitlines())
    return _TEXT.format(head=head, check=check, damages=listed if damages else "")
