"""`arkiv note` and `arkiv notes`, typed as a person types them."""

from __future__ import annotations

import pytest

from cli.workspaces import Shell, shape, type_in


@pytest.fixture
def lease(shell: Shell) -> str:
    return shell.id_of("kaigata")


def test_a_note_stands_on_the_words_it_is_about(shell: Shell, lease: str) -> None:
    shell("note", lease, "Sent?", "--at", "varer i TRE år")

    (note,) = shell.json("show", lease)["notes"]
    assert shape(note) == {
        "id": "str",
        "name": "str",
        "text": "str",
        "actor": "str",
        "at": "str",
        "state": "str",
        "anchor": {
            "sha256": "str",
            "page": "int",
            "paragraph": "null",
            "start": "int",
            "end": "int",
            "text": "str",
            "found": "str",
        },
        "supersedes": "null",
    }
    assert (note["name"], note["state"]) == ("c1", "open")
    anchor = note["anchor"]
    assert (anchor["page"], anchor["text"], anchor["found"]) == (2, "varer i tre år", "exact")
    pages = shell.json("show", lease, "--text")["texts"][0]["pages"]
    assert pages[1]["text"][anchor["start"] : anchor["end"]] == anchor["text"]
    assert "p. 2 “varer i tre år”" in shell("notes", lease)


def test_words_that_do_not_stand_there_save_nothing(shell: Shell, lease: str) -> None:
    shell("note", lease, "Sent?", "--at", "unicorn", code=1)
    assert "do not stand in the text" in shell.err

    shell("note", lease, "Sent?", "--at", "tre", "--page", "1", code=1)
    assert "not stand on page 1, but on 2" in shell.err

    shell("note", lease, "Sent?", "--page", "1", code=2)
    assert shell.json("notes", lease)["notes"] == []


def test_a_note_in_a_docx_has_a_paragraph(shell: Shell) -> None:
    nda = shell.id_of("secrets")

    shell("note", nda, "Which party?", "--at", "each party")

    (note,) = shell.json("notes", nda)["notes"]
    assert (note["anchor"]["page"], note["anchor"]["paragraph"]) == (None, 2)
    assert "¶ 2 “Each party”" in shell("notes", nda)


def test_a_note_is_changed_settled_and_brought_back(
    shell: Shell, lease: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("note", lease, "Ask", "Nora")
    shell("notes", "edit", lease, "c1", "Ask", "Ola")
    shell("notes", "resolve", lease, "c1")
    assert "✓ resolved" in shell("notes", lease)
    assert shell.json("search", "note:ola")["total"] == 1

    shell("notes", "withdraw", lease, "c1")
    assert shell("notes", lease) == ""
    assert "No notes yet" in shell.err
    assert shell.json("search", "note:ola")["total"] == 0
    assert shell.json("search", "has:note")["total"] == 0
    assert "✕ withdrawn" in shell("notes", lease, "--all")

    shell("notes", "reopen", lease, "c1")
    type_in("# Nora\n\n- *one*\n- two\n", monkeypatch)
    shell("notes", "edit", lease, "c1", "-")

    (note,) = shell.json("notes", lease)["notes"]
    assert (note["text"], note["state"]) == ("# Nora\n\n- *one*\n- two", "open")
    assert "    - *one*" in shell("show", lease)
    versions = shell.json("notes", "history", lease, "c1")["versions"]
    assert [(v["text"], v["state"]) for v in versions[:4]] == [
        ("Ask Nora", "open"),
        ("Ask Ola", "open"),
        ("Ask Ola", "resolved"),
        ("Ask Ola", "withdrawn"),
    ]
    assert versions[-1]["id"] == note["id"]
    assert note["supersedes"] == versions[-2]["id"]
    assert "Ask Ola" in shell("notes", "history", lease, versions[0]["id"][:8])


def test_an_edit_may_move_a_note_to_other_words(shell: Shell, lease: str) -> None:
    shell("note", lease, "Sent?", "--at", "tre år")

    shell("notes", "edit", lease, "c1", "Sent!", "--at", "Kaigata 12")

    (note,) = shell.json("notes", lease)["notes"]
    assert (note["text"], note["anchor"]["text"]) == ("Sent!", "Kaigata 12")


def test_a_note_that_is_not_there_is_named(shell: Shell, lease: str) -> None:
    for act in ("resolve", "reopen", "withdraw", "history"):
        shell("notes", act, lease, "c7", code=1)
        assert "has no note c7" in shell.err
    shell("notes", "999", code=1)
    shell("notes", "edit", lease, "c7", "text", code=1)
    shell("notes", "nonsense", code=2)


def test_the_history_says_what_became_of_a_note(shell: Shell, lease: str) -> None:
    shell("note", lease, "Sent?", "--at", "tre år")
    shell("notes", "resolve", lease, "c1")

    newest, before = shell("history", lease).splitlines()[:2]

    assert "noted  Sent? [“tre år”]" in before
    assert "noted  Sent? [“tre år”] → Sent? (resolved) [“tre år”]" in newest


def test_what_was_done_with_a_note_is_undone_and_done_again(shell: Shell, lease: str) -> None:
    shell("note", lease, "Sent?\nOr " + "not " * 20)
    shell("notes", "resolve", lease, "c1")

    shell("undo")
    assert "Undone: noted: Sent? Or not" in shell.err and "…" in shell.err
    assert [note["state"] for note in shell.json("notes", lease)["notes"]] == ["open"]
    shell("undo")
    assert shell.json("notes", lease)["notes"] == []
    assert shell.json("search", "note:sent")["total"] == 0

    shell("redo")
    shell("redo")
    assert [note["state"] for note in shell.json("notes", lease)["notes"]] == ["resolved"]


def test_words_of_a_file_are_printed_clean(shell: Shell) -> None:
    hostile = shell.id_of("paint")

    shell("note", hostile, "\x1b[31mwhy\x1b[0m", "--at", "paint")

    for printed in (shell("notes", hostile), shell("show", hostile), shell("history", hostile)):
        assert "\x1b" not in printed and "why" in printed
