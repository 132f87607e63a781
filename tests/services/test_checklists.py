"""Checklists: what stands in their files, what is wrong with one, and those of Arkiv."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.checklist_files import ChecklistFiles, shipped
from arkiv.domain.auditing import Item, Pack, Severity
from arkiv.domain.auditing_json import pack_from_json, pack_to_json
from arkiv.domain.facts import Field
from arkiv.domain.packs import pack_from
from arkiv.errors import BadInput

WRITTEN = """
id = "house-rules"
version = "2026-1"
title = "House rules"
language = "nb"
applies_to = "type:lease,services"
law = "Avtaleloven"

[[items]]
id = "cap"
question = "Is the liability capped?"
guidance = \"\"\"
Look for a cap
on one line.\"\"\"
severity = "major"
evidence = "The clause with the amount."
condition = "value:>1m"
look_for = 'liability OR "upper limit"'
fact = "value"
article = "36"

[[items]]
id = "owner"
question = "Has it an owner?"
severity = "minor"
evidence = true
"""
HOUSE_RULES = Pack(
    "house-rules", "2026-1", "House rules", "nb",
    (
        Item("cap", "Is the liability capped?", "Look for a cap on one line.", Severity.MAJOR,
             "The clause with the amount.", "value:>1m", 'liability OR "upper limit"',
             Field.VALUE, "Avtaleloven", "36"),
        Item("owner", "Has it an owner?", "", Severity.MINOR, ""),
    ),
    "type:lease,services",
)  # fmt: skip
SHIPPED = sorted(shipped(), key=lambda pack: pack.key)


@pytest.fixture
def files(tmp_path: Path) -> ChecklistFiles:
    (tmp_path / "own").mkdir()
    return ChecklistFiles(tmp_path / "own")


def put(files: ChecklistFiles, name: str, text: str) -> None:
    (files.folder / name).write_text(text, encoding="utf-8")


def own(files: ChecklistFiles) -> list[Pack]:
    return [pack for pack in files.every()[0] if pack not in SHIPPED]


def test_a_checklist_is_read_as_it_was_written(files: ChecklistFiles) -> None:
    put(files, "rules.toml", "\ufeff" + WRITTEN)

    assert own(files) == [HOUSE_RULES]
    assert files.every()[1] == ()
    assert pack_from_json(pack_to_json(HOUSE_RULES)) == HOUSE_RULES


def test_without_a_folder_there_are_those_of_arkiv(tmp_path: Path) -> None:
    assert list(ChecklistFiles(tmp_path / "none").every()[0]) == SHIPPED


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('severity = "major"', 'severity = "awful"', "item “cap”: “severity”: “awful” is none"),
        ('severity = "major"', "", "item “cap”: “severity”: it is missing"),
        ('severity = "major"', "severity = 3", "item “cap”: “severity”: a text in quotes"),
        ("value:>1m", "value:>much", "item “cap”: “condition”: "),
        ('liability OR "upper limit"', "nonsuch:1", "item “cap”: “look_for”: "),
        (
            "'liability OR \"upper limit\"'",
            "'''\nliability\nnonsuch:1\n'''",
            "item “cap”: “look_for”: ",
        ),
        ('fact = "value"', 'fact = "colour"', "item “cap”: “fact”: “colour” is none"),
        ("evidence = true", "evidence = 7", "item “owner”: “evidence”: true, false"),
        ("evidence = true", "evidenc = true", "item “owner”: “evidenc”: not known"),
        ('question = "Has it an owner?"', "", "item “owner”: “question”: it is missing"),
        ('id = "owner"', 'id = "cap"', "item “cap”: “id”: another item has it too"),
        ('id = "owner"', "", "item 2: “id”: it is missing"),
        ('id = "owner"', 'id = "Own Er"', "item 2: “id”: small letters"),
        ('law = "Avtaleloven"', "", "item “cap”: “law”: say which law"),
        ('article = "36"', 'law = "X"', "item “cap”: “article”: say which article"),
        ('language = "nb"', 'language = "norsk"', "“language”: two small letters"),
        ('version = "2026-1"', "version = 1", "“version”: a text in quotes"),
        ("type:lease,services", "type:castle", "“applies_to”: "),
        ("[[items]]", "[[questions]]", "“questions”: not known; there are: applies_to"),
        ('title = "House rules"', 'title = "House rules', "line 4"),
    ],
)
def test_a_broken_checklist_names_the_item_and_the_key_and_spoils_no_other(
    files: ChecklistFiles, old: str, new: str, named: str
) -> None:
    assert old in WRITTEN
    put(files, "a.toml", WRITTEN.replace(old, new))
    put(files, "b.toml", WRITTEN)

    assert own(files) == [HOUSE_RULES]
    [broken] = files.every()[1]
    assert broken.file == "a.toml"
    assert named in broken.message


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"items = 3", b"items = [1]", b"x = " + b"[" * 5000, b"#" * 300_000],
)
def test_what_is_no_checklist_at_all_is_named(files: ChecklistFiles, content: bytes) -> None:
    (files.folder / "odd.toml").write_bytes(content)
    (files.folder / "folder.toml").mkdir()

    found, broken = files.every()

    assert list(found) == SHIPPED
    assert [each.file for each in broken] == ["folder.toml", "odd.toml"]


def test_two_files_cannot_hold_one_checklist(files: ChecklistFiles) -> None:
    put(files, "a.toml", WRITTEN)
    put(files, "b.toml", WRITTEN.replace("House rules", "Others"))

    assert own(files) == [HOUSE_RULES]
    assert [each.file for each in files.every()[1]] == ["b.toml"]


def test_ones_own_counts_in_the_place_of_arkivs(files: ChecklistFiles) -> None:
    put(files, "mine.toml", WRITTEN.replace("house-rules", "contract-basics"))

    found = {pack.key: pack for pack in files.every()[0]}

    assert found["contract-basics.nb"].title == "House rules"
    assert len(found) == len(SHIPPED)


def test_the_checklist_in_the_documentation_is_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "audits.md").read_text("utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    pack = pack_from(tomllib.loads(example))

    assert [item.id for item in pack.items] == ["insurance", "human-rights", "end"]
    assert all(f"`{pack.id}`" in page for pack in SHIPPED)


def test_a_copy_is_the_same_and_is_written_over_nothing(files: ChecklistFiles) -> None:
    path = files.copy("gdpr-dpa.nl")

    assert path is not None and path.parent == files.folder
    assert list(files.every()[0]) == SHIPPED
    assert files.copy("gdpr-dpa.nl") is None
    put(files, "mine.toml", WRITTEN.replace("house-rules", "contract-basics"))
    assert files.copy("contract-basics.nb") is None
    assert files.copy("../x") is None


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
_KEYS = st.sampled_from(
    ["id", "version", "title", "language", "items", "law", "question", "severity", "evidence",
     "condition", "fact", "article", "guidance", "look_for", "applies_to"]
)  # fmt: skip


@given(st.dictionaries(_KEYS, _VALUES), st.dictionaries(_KEYS, _VALUES), st.booleans())
def test_any_tables_are_a_checklist_or_say_what_is_wrong(
    pack: Mapping[str, Any], item: Mapping[str, Any], only_the_item: bool
) -> None:
    said = tomllib.loads(WRITTEN)
    said["items"][0] |= item
    said |= {} if only_the_item else pack

    try:
        found = pack_from(said)
    except BadInput:
        return  # and nothing else is raised

    assert pack_from_json(pack_to_json(found)) == found


# --- those that come with Arkiv -----------------------------------------------------------------


def test_three_checklists_come_in_three_languages() -> None:
    kept = {(pack.id, pack.language) for pack in SHIPPED}

    ids = ("contract-basics", "gdpr-dpa", "renewal-decision")
    assert kept == {(id, language) for id in ids for language in ("en", "nb", "nl")}


@pytest.mark.parametrize("pack", SHIPPED, ids=lambda pack: pack.key)
def test_every_question_of_arkivs_has_guidance_and_its_article(pack: Pack) -> None:
    for item in pack.items:
        assert item.question.endswith("?")
        assert len(item.guidance) > 30
        assert bool(item.law) == bool(item.article)
        assert item.evidence is None or item.look_for or item.fact
    if pack.id == "gdpr-dpa":
        assert all(item.law and item.article for item in pack.items)


@pytest.mark.parametrize("language", ["nb", "nl"])
@pytest.mark.parametrize("id_", ["contract-basics", "gdpr-dpa", "renewal-decision"])
def test_a_checklist_is_the_same_in_every_language(id_: str, language: str) -> None:
    found = {pack.key: pack for pack in SHIPPED}
    english, other = found[f"{id_}.en"], found[f"{id_}.{language}"]

    def machine(pack: Pack) -> list[tuple[Any, ...]]:
        return [
            (item.id, item.severity, item.condition, item.look_for, item.fact,
             item.evidence is None, re.findall(r"\d+", item.article))
            for item in pack.items
        ]  # fmt: skip

    assert (english.version, english.applies_to) == (other.version, other.applies_to)
    assert machine(english) == machine(other)
    words = {text for item in english.items for text in (item.question, item.guidance)}
    assert words.isdisjoint(text for item in other.items for text in (item.question, item.guidance))


def test_the_law_on_data_processing_agreements_is_covered() -> None:
    [pack] = [pack for pack in SHIPPED if pack.key == "gdpr-dpa.en"]
    articles = {item.article for item in pack.items}

    assert {f"28(3)({letter})" for letter in "abcdefgh"} <= articles
    assert {"28(2)", "28(3)", "28(4)", "28(9)", "33(2)", "44–49"} <= articles
