"""Evidence by typing: a bundle of real files, read by programs that know nothing of Arkiv."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from cli.workspaces import FILES, LEASE, Shell

CHROMIUM = shutil.which("chromium")
SHA256SUM = shutil.which("sha256sum")


class Links(HTMLParser):
    """Whatever a page points at, and the tags it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [v or "" for key, v in attrs if key in ("href", "src", "srcset", "action")]


@pytest.fixture
def bundle(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything, unpacked."""
    monkeypatch.setenv("ARKIV_TODAY", "2026-12-01")
    lease = shell.id_of("kaigata")
    for field, value in (("auto_renewal", "true"), ("renewal_term", "P1Y")):
        shell("correct", lease, field, value)
    shell("correct", lease, "notice_period", "P3M")
    shell("note", lease, "<img src=http://example.org/x.png> asked & waited")
    shell("bundle", "", str(tmp_path / "all.zip"))
    with ZipFile(tmp_path / "all.zip") as made:
        made.extractall(tmp_path / "out")
    return tmp_path / "out"


def test_the_originals_are_there_byte_for_byte(shell: Shell, bundle: Path) -> None:
    originals = [p for p in bundle.glob("*/*") if p.suffix in (".pdf", ".docx")]

    assert sorted(p.read_bytes() for p in originals) == sorted(FILES.values())
    assert "5 contracts, 5 originals" in shell.err
    if SHA256SUM is not None:
        command = [SHA256SUM, "--check", "--strict", "--quiet", "SHA256SUMS"]
        assert subprocess.run(command, cwd=bundle, check=False).returncode == 0


def test_the_page_points_at_nothing_but_files_of_the_bundle(bundle: Path) -> None:
    links = Links((bundle / "index.html").read_text())

    assert not links.tags & {"script", "img", "iframe", "object", "embed", "link", "base", "form"}
    files = [link for link in links.found if not link.startswith("#")]
    assert len(files) == 5
    for link in files:
        assert not re.match(r"\w+:|//|/|\.\.", link)
        assert (bundle / unquote(link)).is_file()


def test_the_hashes_are_those_of_the_archive(shell: Shell, bundle: Path) -> None:
    (head,) = re.findall(r"\b\d+:[0-9a-f]{64}\b", (bundle / "README.txt").read_text())

    assert shell.json("verify", "--head", head)["damages"] == []
    shell("note", shell.id_of("kaigata"), "later")
    assert shell.json("verify", "--head", head)["damages"] == []


def test_the_same_archive_on_the_same_day_is_the_same_bytes(shell: Shell, bundle: Path) -> None:
    shell("bundle", "", str(bundle / "again.zip"))

    assert (bundle / "again.zip").read_bytes() == (bundle.parent / "all.zip").read_bytes()


def test_a_damaged_original_is_named_and_the_rest_is_written(shell: Shell, tmp_path: Path) -> None:
    (damaged,) = (
        path for path in (shell.root / "archive").glob("??/*.pdf") if path.read_bytes() == LEASE
    )
    damaged.chmod(0o644)
    damaged.write_bytes(LEASE + b" ")

    shell("bundle", "", str(tmp_path / "b.zip"), code=1)

    assert "left out" in shell.err and "1 lease.pdf" in shell.err
    with ZipFile(tmp_path / "b.zip") as made:
        assert sum(name.endswith((".pdf", ".docx")) for name in made.namelist()) == 4
        assert "NOT IN THE BUNDLE" in made.read("index.html").decode()


def test_what_cannot_be_written_leaves_no_file(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"

    shell("bundle", str(target), code=2)
    assert "Say which contracts" in shell.err
    shell("bundle", "zebra", str(target), code=2)
    shell("bundle", "kaigata", str(tmp_path / "b.tar"), code=2)
    assert not list(tmp_path.glob("*b.*"))

    shell("bundle", "kaigata", str(target))
    shell("bundle", "kaigata", str(target), code=2)
    shell("bundle", "kaigata", str(target), "--replace")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_shows_it_and_asks_nobody_for_anything(bundle: Path, tmp_path: Path) -> None:
    page = (bundle / "index.html").as_uri()
    with Listening() as proxy:
        text = browsed(tmp_path, proxy.port, "--dump-dom", page)
        browsed(tmp_path, proxy.port, f"--print-to-pdf={tmp_path / 'page.pdf'}", page)
        assert proxy.hosts() & OF_THE_PAGE == set()

        loud = tmp_path / "loud.html"
        loud.write_text("<img src='http://example.org/x.png'>")
        browsed(tmp_path, proxy.port, "--dump-dom", loud.as_uri())
        assert proxy.hosts() & OF_THE_PAGE == OF_THE_PAGE, "the proxy would have seen it"

    assert "Evidence from a contract archive" in text and "act by 2026-10-31" in text
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


OF_THE_PAGE = {"example.org"}
"""The host that a hostile note names; what a browser asks its maker for is not the page's."""


def browsed(folder: Path, port: int, *arguments: str) -> str:
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run", f"--user-data-dir={folder / 'profile'}",
        f"--proxy-server=127.0.0.1:{port}", "--virtual-time-budget=2000", *arguments,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


class Listening:
    """A proxy that answers nobody and remembers which hosts it was asked for."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._asked: list[str] = []

    def __enter__(self) -> Listening:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()

    def hosts(self) -> set[str]:
        found = (re.match(r"\w+ (?:https?://)?([^/:\s]+)", line) for line in self._asked)
        return {match[1] for match in found if match}

    def _listen(self) -> None:
        while True:
            try:
                asker, _address = self._socket.accept()
            except OSError:
                return
            with asker:
                asker.settimeout(5)
                self._asked.append(asker.recv(4096).decode("latin-1"))
