"""The probe says what is so: of this process by trying, of another by the kernel's word."""

from __future__ import annotations

import subprocess
import sys

import pytest

from guard.bound_child import PRELUDE, run
from muniment import guard

if not sys.platform.startswith("linux"):
    pytest.skip("the kernel's word is read from /proc", allow_module_level=True)


def test_an_unbound_process_says_that_sockets_open() -> None:
    probe = guard.probe_self("window")
    assert probe.is_blocked is False
    assert "IPv4: opened" in probe.said


def test_a_bound_process_says_who_refused() -> None:
    assert run("""
        guard.confine(Profile.WINDOW)
        probe = guard.probe_self("window")
        say([probe.is_blocked, probe.said])
    """) == [True, "IPv4: Permission denied, IPv6: Permission denied, UDP: Permission denied"]


@pytest.mark.parametrize("is_bound", [True, False])
def test_of_another_process_the_kernel_is_asked(is_bound: bool) -> None:
    bind = "guard.harden(memory=None); guard.confine(Profile.WORKER)" if is_bound else "pass"
    source = PRELUDE + f"{bind}\nsay('ready')\nsys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        probe = guard.probe_process("read", child.pid)
        child.communicate()
    assert probe.is_blocked is is_bound
    assert ("kernel filters in place" in probe.said) is is_bound


def test_a_process_that_has_ended_is_not_called_bound() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        pass
    assert guard.probe_process("read", child.pid).is_blocked is None
