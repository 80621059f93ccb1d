"""Asking for a file over HTTP: with the system's trust store, through a proxy, and from the hosts that were named only.

Must never follow an address to a host that was not named, from TLS to plain text, or to anything but HTTP.

The standard library's ``urllib`` and ``ssl`` are used: they are kept up with Python, know proxies with authentication, and
read the trust store of Linux and Windows (on macOS, where OpenSSL does not see the keychain, ``--ca`` names a file).
"""

from __future__ import annotations

import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from http.client import HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO

from muniment import __version__
from muniment.errors import Exit, UserError

SECONDS = 60.0
"""Without a byte, before a transfer counts as cut."""
_BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
"""Where Linux systems keep the trust store, if Python was built for another one."""


class Transport:
    """Opens one address, as often as it must."""

    def __init__(
        self, address: str, *, hosts: Iterable[str] = (), proxy: str | None = None, ca: Path | None = None
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            address: ``https://...`` or ``http://...``.
            hosts: Others that it may lead on to.
            proxy: ``http://user:password@host:port``; None for that of the environment (``https_proxy``, ``no_proxy``).
            ca: More certificates to trust, in PEM.

        Raises:
            UserError: The address or the certificates cannot be used (``address``, ``certificates``).
        """
        parts = urllib.parse.urlsplit(address)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
            raise UserError("fetch-address", exit_code=Exit.USAGE)
        self.address = address
        proxies = None if proxy is None else {"http": proxy, "https": proxy}
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(proxies),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(context=_trust(ca)),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
            _NamedHosts({parts.hostname.lower(), *(host.lower() for host in hosts)}),
        ):
            self._opener.add_handler(handler)

    def open(self, start: int) -> HTTPResponse:
        """Ask for the file from a byte on.

        Raises:
            UserError: The host answered with an error, or led elsewhere (``http``, ``redirected``).
            OSError: There was no connection.
        """
        headers = {"User-Agent": f"muniment-fetch/{__version__}", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        try:
            answer = self._opener.open(urllib.request.Request(self.address, headers=headers), timeout=SECONDS)  # noqa: S310
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 416:
                raise RangeRefused from error
            code = f"fetch-http-{error.code}" if error.code in _STATUSES else "fetch-http"
            raise UserError(code, status=error.code) from error
        return answer  # type: ignore[no-any-return]


class RangeRefused(Exception):  # noqa: N818 - it is what the host said
    """The host has nothing from that byte on."""


class _NamedHosts(urllib.request.HTTPRedirectHandler):
    """Follows an address to the hosts that were named only."""

    max_redirections = 5

    def __init__(self, hosts: set[str]) -> None:
        self._hosts = hosts

    def redirect_request(  # noqa: PLR0917 - as its parent
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """As its parent, after a look at where it leads."""
        parts = urllib.parse.urlsplit(newurl)
        host = (parts.hostname or "").lower()
        if host not in self._hosts:
            raise UserError("fetch-redirected", host=host or "nowhere")
        if parts.scheme != "https" and req.type == "https":
            raise UserError("fetch-redirected-without-tls")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _trust(ca: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    known = ssl.get_default_verify_paths()
    if not (known.cafile or known.capath):
        for bundle in _BUNDLES:
            if Path(bundle).exists():
                context.load_verify_locations(bundle)
                break
    try:
        if ca is not None:
            context.load_verify_locations(ca)
    except (OSError, ssl.SSLError):
        raise UserError("fetch-certificates", file=str(ca), exit_code=Exit.USAGE) from None
    return context


_STATUSES = frozenset({401, 403, 404, 407})
"""What a host or a proxy answers, where words of our own help."""
