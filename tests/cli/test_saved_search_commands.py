"""`arkiv search` with searches kept under a name."""

from __future__ import annotations

import json
from pathlib import Path

from cli.workspaces import Shell


def test_a_search_is_kept_listed_called_up_and_put_aside(shell: Shell) -> None:
    found = shell("search", "--save", "Kaigata leases", "--sort", "title", "type:lease", "kaigata")
    assert "Leieavtale" in found
    assert "Saved as kaigata-leases" in shell.err

    assert "kaigata-leases      1" in shell("search", "--list-saved")
    assert shell.json("search", "--saved", "Kaigata leases")["total"] == 1
    assert shell.json("search", "--saved", "kaigata-leases", "zebra")["total"] == 0

    shell("search", "--forget", "kaigata-leases")
    assert "forgotten" in shell.err
    assert shell.json("search", "--list-saved") == {"saved": [], "broken": []}
    shell("search", "--saved", "kaigata-leases", code=1)


def test_a_kept_search_is_replaced_only_when_told(shell: Shell) -> None:
    shell("search", "--save", "mine", "kaigata")

    shell("search", "--save", "mine", "paint", code=2)
    assert "--replace" in shell.err
    shell("search", "--save", "mine", "paint", "--replace")

    (kept,) = shell.json("search", "--list-saved")["saved"]
    assert kept == {
        "name": "mine", "title": "mine", "query": "paint", "include": {}, "exclude": {},
        "sort": "relevance", "descending": None, "total": 1, "error": None,
    }  # fmt: skip
    shell("search", "--forget", "mine")


def test_a_broken_file_is_named_beside_the_others(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "copy" / "archive" / "settings" / "searches"
    folder.mkdir(exist_ok=True)
    (folder / "bad.toml").write_text("query = ")
    (folder / "asks badly.toml").write_text('query = "expires:soonish"')

    listed = json.loads(shell("search", "--list-saved", "--json"))
    assert [b["file"] for b in listed["broken"]] == ["bad.toml"]
    assert [(s["name"], s["total"]) for s in listed["saved"]] == [("asks-badly", None)]
    shell("search", "--list-saved")
    assert "bad.toml is no saved search" in shell.err and "asks-badly: " in shell.err


def test_a_query_that_is_not_understood_is_marked(shell: Shell) -> None:
    shell("search", "kaigata", "expires:soonish", code=2)

    query, mark, sentence, *_rest = shell.err.splitlines()
    assert query == "  kaigata expires:soonish"
    assert mark.strip() == "^" and query[mark.index("^") :].startswith(("expires", "soonish"))
    assert sentence


def test_a_search_without_hits_says_what_would_find_something(shell: Shell) -> None:
    assert shell("search", "kaigata", "zebra") == ""
    assert "  only kaigata (1)" in shell.err.splitlines()

    shell("search", "kaigata", "--facet", "status=ended")
    assert "  without status=ended (1)" in shell.err.splitlines()
