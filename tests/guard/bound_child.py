"""A fresh process for a test: what binds it cannot be undone. It prints one JSON value."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

APP = Path(__file__).parents[2] / "app"
PRELUDE = f"""
import sys; sys.path.insert(0, {str(APP)!r})
import ctypes, errno, json, os, socket, threading
from pathlib import Path
from muniment import guard
from muniment.guard import Profile

def opened(family, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
        return "opened"
    except OSError as error:
        return errno.errorcode[error.errno]

def tried(work):
    try:
        work()
        return "done"
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error))

def sockets():
    kinds = {{"inet": (socket.AF_INET,), "inet6": (socket.AF_INET6,), "udp": (socket.AF_INET, socket.SOCK_DGRAM),
             "raw": (socket.AF_PACKET, socket.SOCK_RAW), "netlink": (socket.AF_NETLINK, socket.SOCK_RAW), "vsock": (40,),
             "unix": (socket.AF_UNIX,)}}
    return {{name: opened(*kind) for name, kind in kinds.items()}}

def say(value):
    os.write(1, json.dumps(value).encode() + b"\\n")
"""


def run(body: str, *arguments: object) -> Any:
    """Run Python after the prelude; what it said last."""
    source = PRELUDE + textwrap.dedent(body)
    done = subprocess.run(
        [sys.executable, "-c", source, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
