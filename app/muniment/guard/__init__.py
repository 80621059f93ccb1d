"""What a process may do: limits of memory, time, files and network, set before it sees a byte of a document.

Must never go on after a limit could not be set: a process without its limits ends. ``limits`` bounds memory and time,
``profile`` shuts the network and the files, ``probe`` shows that it holds; only ``probe`` may import ``socket``.
"""

from __future__ import annotations

from muniment.guard.guard_error import GuardError
from muniment.guard.guard_profile import Profile, confine, files_can_be_shut
from muniment.guard.network_probe import Probe, probe_process, probe_self
from muniment.guard.process_limits import (
    READ_MEMORY,
    allow_cpu,
    harden,
    hide_memory,
    refuse_core_dumps,
    refuse_files,
    return_memory,
)

__all__ = [
    "READ_MEMORY",
    "GuardError",
    "Probe",
    "Profile",
    "allow_cpu",
    "confine",
    "files_can_be_shut",
    "harden",
    "hide_memory",
    "probe_process",
    "probe_self",
    "refuse_core_dumps",
    "refuse_files",
    "return_memory",
]
