"""Extractors for workers under test: what they do depends on the document's name."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

from arkiv.domain.documents import Reading
from arkiv.domain.facts import Extraction, Field, Finding, Source

__all__ = ["extract", "no_start"]


def extract(reading: Reading, name: str) -> Extraction:
    """The document's first characters as its title; or trouble, where the name asks for some."""
    match name:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "sleep":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "hog":
            hoarded = [bytearray(1_000_000) for _ in range(100_000)]
            return Extraction((), (str(len(hoarded)),), "hog")
        case "print":
            print("this must not reach the pipe", flush=True)
            os.write(1, b'{"done": 1}\n')
        case "write":
            return Extraction((), (_written(),), "write")
        case "connect":
            return Extraction((), (_connected(),), "connect")
    return Extraction((_title(reading),), (str(os.getpid()),), "stub")


def no_start(_reading: Reading, _name: str) -> Extraction:
    """Ends the worker before it is ready."""
    os._exit(3)


def _title(reading: Reading) -> Finding:
    text = reading.pages[0].text[:10]
    source = Source(1, None, "7.1", 0, len(text), text, "test")
    return Finding(Field.TITLE, text, 0.5, (source,), "as it stands", 0)


def _written() -> str:
    try:
        Path(f"/tmp/arkiv-worker-test-{os.getpid()}").write_bytes(b"x" * 10)
    except OSError as error:
        return type(error).__name__
    return "written"


def _connected() -> str:
    """Over the loopback, which is there but down without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))
        except OSError as error:
            return type(error).__name__
    return "connected"
