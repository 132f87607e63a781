"""Copies of originals leave under a safe form of their old name."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arkiv.domain.documents import Arrival
from arkiv.domain.identity import ContractId
from arkiv.errors import Damaged, NotFound
from arkiv.services.originals import Originals, safe_name
from arkiv.vault import FileVault
from arkiv.workspace import init_workspace
from documents.pdf_builder import make_pdf
from fakes.record import FakeRecord


def _filed(tmp_path: Path, name: str) -> tuple[Originals, ContractId]:
    vault = FileVault(init_workspace(tmp_path / "workspace").archive)
    sha256, size = vault.put(io.BytesIO(make_pdf(["lease"])), ".pdf")
    record = FakeRecord()
    filed = record.documents.file(Arrival(sha256, ".pdf", size, name, "", "test"), "kari")
    return Originals(record, vault), filed.contract


def test_a_copy_has_its_old_name_and_never_replaces_a_file(tmp_path: Path) -> None:
    originals, contract = _filed(tmp_path, "Leieavtale Kaigata 12.pdf")
    first = originals.copy(contract, tmp_path / "out")
    second = originals.copy(contract, tmp_path / "out")
    assert [path.name for path in first + second] == [
        "Leieavtale Kaigata 12.pdf",
        "Leieavtale Kaigata 12 (2).pdf",
    ]
    assert second[0].read_bytes() == make_pdf(["lease"])


def test_an_altered_original_is_not_handed_out(tmp_path: Path) -> None:
    originals, contract = _filed(tmp_path, "lease.pdf")
    ((sha256, extension),) = originals.vault.objects()
    path = originals.vault.path(sha256, extension)
    path.chmod(0o644)
    path.write_bytes(b"other")
    with pytest.raises(Damaged):
        originals.copy(contract, tmp_path / "out")


def test_an_unknown_contract_is_named(tmp_path: Path) -> None:
    originals, _contract = _filed(tmp_path, "lease.pdf")
    with pytest.raises(NotFound, match="99"):
        originals.copy(ContractId(99), tmp_path / "out")


@given(st.text(max_size=300))
def test_a_safe_name_is_one_file_in_one_folder(name: str) -> None:
    safe = safe_name(name, ".pdf")
    assert safe.endswith(".pdf")
    assert len(safe.encode()) <= 204
    assert Path(safe).name == safe
    assert safe.isprintable()
    assert not safe.startswith(".") or safe == ".pdf"
