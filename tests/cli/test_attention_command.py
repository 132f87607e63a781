"""`arkiv attention`: what it lists, as which JSON, and with which exit code."""

from __future__ import annotations

import pytest

from cli.workspaces import Shell


@pytest.fixture(autouse=True)
def first_of_december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")


def test_each_line_names_the_contract_says_why_and_what_to_do(shell: Shell) -> None:
    lines = shell("attention").splitlines()

    scan = next(n for n, line in enumerate(lines) if "4 scan" in line)
    assert lines[scan].startswith("can't be read   #")
    assert lines[scan + 1].strip().startswith("No text was found")
    assert "`arkiv review" in lines[scan + 2]
    assert "things, of" in shell.err
    assert "No contract has an owner yet" in shell.err


def test_the_json(shell: Shell) -> None:
    listed = shell.json("attention")

    assert list(listed) == ["today", "counts", "attention"]
    assert listed["today"] == "2026-12-01"
    assert sum(listed["counts"].values()) == len(listed["attention"])
    for item in listed["attention"]:
        assert list(item) == [
            "kind", "id", "title", "owner", "value", "date", "why", "next", "fields", "missing",
            "annexes", "obligation", "audit",
        ]  # fmt: skip


def test_kinds_and_owners_narrow_the_list(shell: Shell) -> None:
    lease = shell.id_of("kaigata")
    shell("owner", lease, "Kari")

    owned = shell.json("attention", "--kind", "no_owner")["attention"]
    assert {item["kind"] for item in owned} == {"no_owner"}
    assert lease not in {str(item["id"]) for item in owned}
    of_kari = shell.json("attention", "--owner", "kari")["attention"]
    assert {item["owner"] for item in of_kari} <= {"Kari"}
    shell("attention", "--kind", "nonsense", code=2)


def test_what_is_mended_goes(shell: Shell) -> None:
    (locked,) = shell.json("search", "--facet", "fault=protected")["hits"]

    def told() -> set[int]:
        listed = shell.json("attention", "--kind", "failed_reading")["attention"]
        return {item["id"] for item in listed}

    assert locked["id"] in told()
    shell("trash", str(locked["id"]))
    assert locked["id"] not in told()


def test_the_exit_code_says_whether_anything_is_listed(shell: Shell) -> None:
    shell("attention", "--exit-code", code=3)
    shell("attention", "--kind", "past_end", "--exit-code", code=0)
    assert "Nothing needs you." in shell.err


def test_an_audit_is_told_until_it_is_signed_off(shell: Shell) -> None:
    found = shell.id_of("kaigata")
    shell(
        "audit", "start", "contract-basics", "Autumn check", "--due", "2026-11-30", "--owner",
        "Ingrid", "--query", f"id:{found}",
    )  # fmt: skip

    lines = shell("attention", "--kind", "audit_overdue").splitlines()

    assert lines[0] == "audit overdue   Autumn check  Ingrid"
    assert lines[1].strip().startswith("Its day, 2026-11-30, has passed, and it is not signed off.")
    assert "`arkiv audit close 'Autumn check'`" in " ".join(" ".join(lines[2:]).split())
    assert "1 thing, of 1 audit." in shell.err
    [item] = shell.json("attention", "--owner", "ingrid")["attention"]
    [audit] = shell.json("audit", "list")["audits"]
    assert (item["id"], item["title"], item["audit"]) == (None, "Autumn check", audit["id"])
    shell("attention")
    assert "contracts and 1 audit." in shell.err

    shell("audit", "close", "autumn", "--with-open")
    shell("attention", "--kind", "audit_overdue", "--exit-code", code=0)
    shell("audit", "reopen", "autumn")
    shell("attention", "--kind", "audit_overdue", "--exit-code", code=3)
