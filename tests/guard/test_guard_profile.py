"""What a bound process can still do. Each try runs in a process of its own, since nothing of it can be undone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from guard.bound_child import PRELUDE, run

if not sys.platform.startswith("linux"):
    pytest.skip("the kernel's filters are Linux's", allow_module_level=True)

REFUSED = dict.fromkeys(("inet", "inet6", "udp", "raw", "netlink", "vsock", "unix"), "EACCES")


def test_without_a_guard_sockets_open() -> None:
    """The control: what is refused below is refused by the guard."""
    found = run("say(sockets())")
    assert found["inet"] == found["udp"] == found["unix"] == "opened"


@pytest.mark.parametrize(
    ("profile", "left"),
    [
        ("WINDOW", {"unix": "opened"}),
        ("WORKER", {}),
        ("FETCHER", {"inet": "opened", "inet6": "opened", "udp": "opened"}),
    ],
)
def test_a_profile_leaves_only_its_own_sockets(profile: str, left: dict[str, str]) -> None:
    assert run(f"guard.confine(Profile.{profile}); say(sockets())") == {**REFUSED, **left}


def test_threads_that_were_there_and_programs_that_are_started_are_bound_too() -> None:
    assert run("""
        import queue, subprocess
        go, heard = threading.Event(), queue.Queue()
        threading.Thread(target=lambda: (go.wait(), heard.put(opened(socket.AF_INET)))).start()
        guard.confine(Profile.WINDOW)
        go.set()
        child = subprocess.run([sys.executable, "-c", "import socket\\ntry: socket.socket()\\nexcept OSError as e: print(e.errno)"],
                               capture_output=True, text=True).stdout.strip()
        say([heard.get(), child])
    """) == ["EACCES", "13"]  # fmt: skip


def test_native_code_names_and_addresses_are_refused() -> None:
    assert run("""
        import urllib.request
        guard.confine(Profile.WINDOW)
        libc = ctypes.CDLL(None, use_errno=True)
        def fetched():
            urllib.request.urlopen("http://127.0.0.1:9/")
        try:
            socket.getaddrinfo("example.invalid", 80)
            name = "found"
        except OSError:
            name = "refused"
        try:
            fetched()
            page = "fetched"
        except OSError:
            page = "refused"
        say([libc.socket(2, 1, 0), name, page])
    """) == [-1, "refused", "refused"]


@pytest.mark.parametrize("profile", ["WINDOW", "WORKER", "FETCHER"])
def test_io_uring_is_not_there(profile: str) -> None:
    assert (
        run(f"""
        guard.confine(Profile.{profile})
        libc = ctypes.CDLL(None, use_errno=True)
        found = []
        for number in (425, 426, 427):
            found.append([libc.syscall(number, 8, 0), errno.errorcode[ctypes.get_errno()]])
        say(found)
    """)
        == [[-1, "ENOSYS"]] * 3
    )


@pytest.mark.parametrize("profile", ["WINDOW", "WORKER"])
def test_calls_of_another_abi_end_the_process(profile: str) -> None:
    """x32: the same processor, other numbers; a filter that looked at the numbers alone would let ``socket`` through."""
    source = (
        PRELUDE + f"guard.confine(Profile.{profile})\nctypes.CDLL(None).syscall(0x40000000 + 41, 2, 1, 0)\nsay('alive')"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -31  # SIGSYS
    assert "alive" not in done.stdout


def test_it_cannot_be_loosened() -> None:
    assert (
        run("""
        from muniment.guard import seccomp
        guard.confine(Profile.WINDOW)
        seccomp.install((1, 2, 10), strict=False)
        say(opened(socket.AF_INET))
    """)
        == "EACCES"
    )


def test_a_worker_starts_nothing_and_looks_into_nobody() -> None:
    assert run("""
        guard.confine(Profile.WORKER)
        libc = ctypes.CDLL(None, use_errno=True)
        def called(number, *more):
            return errno.errorcode[ctypes.get_errno()] if libc.syscall(number, *more) < 0 else "done"
        from muniment.guard.seccomp import MACHINES
        import platform
        say([tried(lambda: os.execv("/bin/true", ["true"])), tried(socket.socketpair), tried(lambda: os.kill(os.getppid(), 0)),
             *sorted({called(number, 0, 0, 0, 0, 0) for number in MACHINES[platform.machine()].forbidden})])
    """) == ["EACCES", "EACCES", "EPERM", "EACCES"]


def test_a_worker_reads_its_program_and_its_model_only(tmp_path: Path) -> None:
    for name in ("model.gguf", "vault.db"):
        (tmp_path / name).write_bytes(b"x")
    assert run(
        """
        base = Path(sys.argv[1])
        guard.confine(Profile.WORKER, read=[base / "model.gguf", base / "not-there.gguf"])
        import decimal, xml.dom.minidom  # modules that were not loaded yet
        say({
            "model": tried((base / "model.gguf").read_bytes),
            "model changed": tried(lambda: (base / "model.gguf").write_bytes(b"y")),
            "vault": tried((base / "vault.db").read_bytes),
            "folder": tried(lambda: os.listdir(base)),
            "new file": tried(lambda: (base / "leak").write_bytes(b"y")),
            "temporary": tried(lambda: Path("/tmp/leak").write_bytes(b"y")),
            "shared memory": tried(lambda: Path("/dev/shm/leak").write_bytes(b"y")),
            "passwd": tried(Path("/etc/passwd").read_bytes),
            "memory": tried(Path("/proc/meminfo").read_bytes),
            "nothing": tried(lambda: Path("/dev/null").write_bytes(b"y")),
        })
        """,
        tmp_path,
    ) == {
        "model": "done", "model changed": "EACCES", "vault": "EACCES", "folder": "EACCES", "new file": "EACCES",
        "temporary": "EACCES", "shared memory": "EACCES", "passwd": "EACCES", "memory": "done", "nothing": "done",
    }  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.gguf", "vault.db"]


def test_a_fetcher_sees_neither_vault_nor_keyring(tmp_path: Path) -> None:
    for name in ("vault", "models"):
        (tmp_path / name).mkdir()
    (tmp_path / "vault" / "vault.db").write_bytes(b"x")
    assert run(
        """
        base = Path(sys.argv[1])
        guard.confine(Profile.FETCHER, write=[base / "models"])
        say({
            "vault": tried((base / "vault" / "vault.db").read_bytes),
            "vault changed": tried(lambda: (base / "vault" / "x").write_bytes(b"y")),
            "home": tried(lambda: os.listdir(Path.home())),
            "models": tried(lambda: (base / "models" / "x").write_bytes(b"y")),
            "renamed": tried(lambda: (base / "models" / "x").replace(base / "models" / "z")),
            "keyring": opened(socket.AF_UNIX),
        })
        """,
        tmp_path,
    ) == {
        "vault": "EACCES", "vault changed": "EACCES", "home": "EACCES", "models": "done", "renamed": "done",
        "keyring": "EACCES",
    }  # fmt: skip


@pytest.mark.parametrize("profile", ["WINDOW", "WORKER", "FETCHER"])
def test_it_fails_closed_where_no_filter_is_known(profile: str) -> None:
    assert run(f"""
        import types
        os.uname = lambda: types.SimpleNamespace(machine="sparc64")
        try:
            guard.confine(Profile.{profile})
            say("went on")
        except guard.GuardError as error:
            say(str(error))
    """).endswith("no filter is known for sparc64")  # fmt: skip


def test_a_fetcher_without_landlock_fails_closed_and_a_worker_says_so() -> None:
    assert run("""
        from muniment.guard import landlock
        landlock.version = lambda: 0
        found = [guard.files_can_be_shut()]
        try:
            guard.confine(Profile.FETCHER)
        except guard.GuardError as error:
            found.append("this kernel has no Landlock" in str(error))
        guard.confine(Profile.WORKER)
        say([*found, sockets()["inet"]])
    """) == [False, True, "EACCES"]
