"""Telling a living process from a dead one with the same pid."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from arkiv.processes import ProcessId, is_alive, this_process


def test_this_process_lives_and_another_with_its_pid_does_not() -> None:
    me = this_process()
    assert is_alive(me)
    assert not is_alive(replace(me, started=me.started + "0"))


def test_a_dead_process_is_dead_even_before_its_parent_noticed() -> None:
    child = subprocess.Popen([sys.executable, "-c", "print(1)"], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.read()
    started = ProcessId(child.pid, "1")
    child.wait()
    assert not is_alive(started)
