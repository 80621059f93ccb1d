"""The command: what to fetch, from where, bound before the first byte is sent.

Must never be started by the window, fetch what has no known hash, or show a proxy's password.
"""

from __future__ import annotations

import argparse
import os
import ssl
import sys
import urllib.parse
from collections.abc import Sequence
from pathlib import Path

from fetch import wanted
from fetch.download import fetch
from fetch.fetch_words import words
from fetch.transport import Transport
from muniment import __version__, guard, paths, policy
from muniment.errors import Exit, UserError
from muniment.message import message
from muniment.texts import language
from muniment.texts.text import Text


def parser() -> argparse.ArgumentParser:
    """The options."""
    top = argparse.ArgumentParser(
        prog="muniment-fetch",
        description=Text(
            "Fetches a language model for Muniment. It is the only program of Muniment that talks to a network; it sees no vault, "
            "and the file counts only if its size and SHA-256 are those that were known before. Without it: put the file into the "
            "models folder by hand."
        )(),
        epilog=Text("Exit codes: 0 done, 1 failed, 2 usage, 4 refused, 130 cancelled (the same command goes on).")(),
    )
    size, hexes = Text("BYTES"), Text("HEX")
    unsaid, file = Text("where the catalogue does not say it")(), Text("FILE")()
    top.add_argument("--version", action="version", version=f"muniment-fetch {__version__}")
    top.add_argument("model", help=Text("id in the catalogue (`muniment models`), or the name of a GGUF file")())
    top.add_argument("--from", dest="address", required=True, metavar=Text("ADDRESS")(),
                     help=Text("the file's address; or, ending in /, that of a mirror's folder")())  # fmt: skip
    top.add_argument("--to", type=Path, metavar=Text("FOLDER")(), help=Text("default: the models folder of Muniment")())
    top.add_argument("--size", type=int, metavar=size(), help=unsaid)
    top.add_argument("--sha256", metavar=hexes(), help=unsaid)
    top.add_argument("--allow-host", action="append", default=[], metavar=Text("HOST")(),
                     help=Text("may be led on to (repeatable)")())  # fmt: skip
    top.add_argument("--proxy", metavar="URL", help=Text("default: that of the environment (https_proxy, no_proxy)")())
    top.add_argument("--proxy-user", metavar=Text("NAME")())
    top.add_argument("--proxy-password-file", type=Path, metavar=file, help=Text("its first line is the password")())
    top.add_argument("--ca", type=Path, metavar=file, help=Text("certificates to trust beside the system's (PEM)")())
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch one file.

    Returns:
        The exit code.
    """
    language.begin()
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except UserError as error:
        _say(words(error.message))
        return int(error.exit_code)
    except guard.GuardError:
        _say(words(message("fetch-unguarded")))
        return int(Exit.REFUSED)
    except KeyboardInterrupt:
        _say(words(message("fetch-stopped")))
        return int(Exit.CANCELLED)


def run(options: argparse.Namespace) -> int:
    """Bind this process, then fetch."""
    if not policy.read().fetcher:
        raise UserError("fetch-policy", exit_code=Exit.REFUSED)
    file = wanted.find(options.model, size=options.size, sha256=options.sha256)
    folder = (options.to or paths.user_data() / "models").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UserError("fetch-folder", folder=str(folder)) from None
    proxy = _proxy(options)
    guard.hide_memory()
    guard.confine(guard.Profile.FETCHER, read=_trusted(options.ca), write=[folder])
    address = options.address + file.file if options.address.endswith("/") else options.address
    transport = Transport(address, hosts=options.allow_host, proxy=proxy, ca=options.ca)
    where = fetch(file, folder, transport, _Twentieths())
    _say(words(message("fetch-whole", path=str(where), size=file.size, sha256=file.sha256)))
    return int(Exit.DONE)


def _trusted(ca: Path | None) -> list[Path]:
    """The files of certificates that are read beside the system's usual ones."""
    known = ssl.get_default_verify_paths()
    named = [known.cafile, known.capath, *(os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"))]
    return [*(Path(name) for name in named if name), *([ca] if ca else [])]


def _proxy(options: argparse.Namespace) -> str | None:
    """The proxy's address with its user and password; read before the files are shut."""
    if options.proxy_user is None:
        return str(options.proxy) if options.proxy else None
    try:
        words = options.proxy_password_file.read_text("utf-8") if options.proxy_password_file else ""
    except (OSError, UnicodeError):
        raise UserError("fetch-proxy-password", exit_code=Exit.USAGE) from None
    if not options.proxy:
        raise UserError("fetch-proxy", exit_code=Exit.USAGE)
    parts = urllib.parse.urlsplit(options.proxy)
    password = words.splitlines()[0] if words else ""
    secret = ":".join(urllib.parse.quote(each, safe="") for each in (options.proxy_user, password))
    return f"{parts.scheme or 'http'}://{secret}@{parts.netloc.rpartition('@')[2]}"


class _Twentieths:
    """Says every twentieth of the way, once."""

    def __init__(self) -> None:
        self._said = 0

    def __call__(self, there: int, of: int) -> None:
        share = there * 20 // of
        if share > self._said:
            self._said = share
            _say(words(message("fetch-progress", percent=share * 5, there=there, whole=of)))


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
