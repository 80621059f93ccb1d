"""The real fetcher, as a process of its own, against hosts on this machine."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.fetch_host import Manners, make_certificate, serving

if not sys.platform.startswith("linux"):
    pytest.skip("the fetcher is bound by Linux's kernel", allow_module_level=True)

CONTENT = random.Random(4).randbytes(3_000_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
APP = Path(__file__).parents[2] / "app"


@dataclass
class Ran:
    code: int
    said: str
    folder: Path

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


Fetch = Callable[..., Ran]


@pytest.fixture
def fetch(tmp_path: Path) -> Fetch:
    folder = tmp_path / "models"

    def run(address: str, *more: object, sha256: str = SHA256, environment: dict[str, str] | None = None) -> Ran:
        command = [sys.executable, "-m", "fetch", "tiny.gguf", "--from", address, "--to", folder,
                   "--size", len(CONTENT), "--sha256", sha256, *more]  # fmt: skip
        plain = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        done = subprocess.run(
            list(map(str, command)), env={**plain, "PYTHONPATH": str(APP), **(environment or {})}, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout + done.stderr, folder)

    return run


def is_here(ran: Ran) -> bool:
    return ran.names() == ["tiny.gguf"] and (ran.folder / "tiny.gguf").read_bytes() == CONTENT


def test_a_file_from_a_mirror_is_whole_and_fetched_once(fetch: Fetch) -> None:
    host = Manners(CONTENT)
    with serving(host) as address:
        ran = fetch(f"{address}/mirror/")
        assert (ran.code, is_here(ran)) == (0, True), ran.said
        assert fetch(f"{address}/mirror/").code == 0
    assert host.asked == ["GET /mirror/tiny.gguf"]


def test_with_tls_only_a_trusted_certificate_will_do(fetch: Fetch, tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path / "host.pem")
    host = Manners(CONTENT)
    with serving(host, certificate) as address:
        refused = fetch(f"{address}/tiny.gguf")
        assert (refused.code, refused.names(), host.asked) == (1, [], [])
        assert "certificate is not trusted" in refused.said
        assert is_here(fetch(f"{address}/tiny.gguf", "--ca", certificate))


def test_another_hash_leaves_nothing(fetch: Fetch) -> None:
    with serving(Manners(CONTENT[:-1] + b"?")) as address:
        ran = fetch(f"{address}/tiny.gguf")
    assert (ran.code, ran.names()) == (1, [])
    assert "SHA-256 is another one" in ran.said


@pytest.mark.parametrize("says_length", [True, False])
@pytest.mark.parametrize("content", [CONTENT + b"x", CONTENT * 2, CONTENT[:-1]])
def test_another_size_leaves_nothing_under_the_name(fetch: Fetch, content: bytes, says_length: bool) -> None:
    with serving(Manners(content, says_length=says_length)) as address:
        ran = fetch(f"{address}/tiny.gguf")
    assert ran.code == 1
    assert "tiny.gguf" not in ran.names()
    assert sum(path.stat().st_size for path in ran.folder.iterdir()) <= len(CONTENT)


def test_a_transfer_that_is_cut_goes_on_by_itself(fetch: Fetch) -> None:
    host = Manners(CONTENT, cut_after=1_000_000)
    with serving(host) as address:
        ran = fetch(f"{address}/tiny.gguf")
    assert is_here(ran), ran.said
    assert host.asked[1:] == ["GET /tiny.gguf bytes=1000000-", "GET /tiny.gguf bytes=2000000-"]


@pytest.mark.parametrize("ranges", [True, False])
def test_what_is_there_is_kept_where_the_host_can_go_on(fetch: Fetch, tmp_path: Path, ranges: bool) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "tiny.gguf.part").write_bytes(CONTENT[:700_000])
    host = Manners(CONTENT, ranges=ranges)
    with serving(host) as address:
        assert is_here(fetch(f"{address}/tiny.gguf"))
    assert host.asked == ["GET /tiny.gguf bytes=700000-"]


def test_a_host_that_is_gone_is_said_with_what_is_there(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "tiny.gguf.part").write_bytes(CONTENT[:700_000])
    with serving(Manners(CONTENT, cut_after=0)) as address:
        ran = fetch(f"{address}/tiny.gguf")
    assert (ran.code, ran.names()) == (1, ["tiny.gguf.part"])
    assert "700,000 of 3,000,000 bytes are there" in ran.said


@pytest.mark.parametrize("is_tls", [True, False])
def test_a_proxy_with_a_user_and_a_password(fetch: Fetch, tmp_path: Path, is_tls: bool) -> None:
    certificate = make_certificate(tmp_path / "host.pem") if is_tls else None
    (tmp_path / "password").write_text("p@ss: word\n")
    host, between = Manners(CONTENT), Manners(CONTENT, proxy_user="anna:p@ss: word")
    trust = ["--ca", certificate] if certificate else []
    with serving(host, certificate) as address, serving(between) as proxy:
        refused = fetch(f"{address}/tiny.gguf", "--proxy", proxy, *trust)
        assert (refused.code, refused.names()) == (1, [])
        assert "proxy wants a user and a password" in refused.said
        user = ["--proxy-user", "anna", "--proxy-password-file", tmp_path / "password"]
        ran = fetch(f"{address}/tiny.gguf", "--proxy", proxy, *user, *trust)
        assert is_here(ran), ran.said
        assert "p@ss" not in ran.said
    assert len(between.asked) == 2


def test_the_proxy_of_the_environment_is_used(fetch: Fetch) -> None:
    between = Manners(CONTENT, proxy_user="anna:secret")
    with serving(between) as proxy:
        ran = fetch(
            "http://models.invalid/tiny.gguf", environment={"http_proxy": proxy.replace("//", "//anna:secret@")}
        )
    assert is_here(ran), ran.said
    assert between.asked == ["GET http://models.invalid/tiny.gguf"]


def test_another_host_is_followed_only_if_it_is_allowed(fetch: Fetch) -> None:
    far = Manners(CONTENT)
    with serving(far) as there:
        other = there.replace("127.0.0.1", "localhost")
        with serving(Manners(leads_to=f"{other}/there.gguf")) as address:
            refused = fetch(f"{address}/tiny.gguf")
            assert (refused.code, refused.names(), far.asked) == (1, [], [])
            assert "--allow-host localhost" in refused.said
            assert is_here(fetch(f"{address}/tiny.gguf", "--allow-host", "localhost"))


@pytest.mark.parametrize("leads_to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://127.0.0.1:9/x"])
def test_tls_is_not_left_and_nothing_but_http_is_followed(fetch: Fetch, tmp_path: Path, leads_to: str) -> None:
    certificate = make_certificate(tmp_path / "host.pem")
    with serving(Manners(leads_to=leads_to), certificate) as address:
        ran = fetch(f"{address}/tiny.gguf", "--ca", certificate)
    assert (ran.code, ran.names()) == (1, [])
    assert "Traceback" not in ran.said


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_an_error_of_the_host_is_a_sentence(fetch: Fetch, status: int) -> None:
    with serving(Manners(CONTENT, status=status)) as address:
        ran = fetch(f"{address}/tiny.gguf")
    assert (ran.code, ran.names()) == (1, [])
    assert "The host" in ran.said
    assert "Traceback" not in ran.said


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://anna:secret@127.0.0.1/x", "x"])
def test_only_plain_addresses_are_taken(fetch: Fetch, address: str) -> None:
    ran = fetch(address)
    assert ran.code == 2
    assert "begins with https://" in ran.said


def test_nothing_is_fetched_whose_hash_is_not_known(fetch: Fetch) -> None:
    ran = fetch("http://127.0.0.1:9/tiny.gguf", sha256="")
    assert ran.code == 2
    assert "--sha256" in ran.said


def test_a_policy_can_switch_it_off_and_one_that_cannot_be_read_does_too(tmp_path: Path) -> None:
    rules = tmp_path / "policy.toml"
    source = (
        "import sys; from pathlib import Path; from muniment import paths; rules = Path(sys.argv.pop()); paths.machine_policy = lambda: rules; "
        "from fetch.program import main; sys.exit(main())"
    )
    host = Manners(CONTENT)
    with serving(host) as address:
        command = [sys.executable, "-c", source, "tiny.gguf", "--from", f"{address}/", "--to", str(tmp_path / "models"),
                   "--size", str(len(CONTENT)), "--sha256", SHA256, str(rules)]  # fmt: skip
        for text in ("[network]\nfetcher = false\n", "nonsense ["):
            rules.write_text(text)
            done = subprocess.run(
                command,
                env={**os.environ, "PYTHONPATH": str(APP)},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert done.returncode == 4, done.stderr
    assert host.asked == []


def test_the_catalogue_cannot_be_contradicted(fetch: Fetch) -> None:
    command = [
        sys.executable,
        "-m",
        "fetch",
        "smollm2-135m-instruct",
        "--from",
        "http://127.0.0.1:9/",
        "--sha256",
        "0" * 64,
    ]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(APP)}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "The catalogue gives another SHA-256" in done.stderr
