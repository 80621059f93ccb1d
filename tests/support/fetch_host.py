"""A host of models and a proxy on this machine's loopback, for the fetcher's tests. They misbehave as told."""

from __future__ import annotations

import base64
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Manners:
    """How a host behaves.

    Attributes:
        content: Of its one file.
        cut_after: Bytes of each answer after which it hangs up; None for never.
        ranges: It goes on from where it is asked to.
        leads_to: Address that it sends everybody to; empty for none.
        status: Of its answer if it is an error.
        says_length: It says how long the file is.
        asked: "GET /path bytes=...", in order.
        proxy_user: "user:password" that the proxy wants; empty for an open one.
    """

    content: bytes = b""
    cut_after: int | None = None
    ranges: bool = True
    leads_to: str = ""
    status: int = 0
    says_length: bool = True
    asked: list[str] = field(default_factory=list)
    proxy_user: str = ""


class _Host(BaseHTTPRequestHandler):
    manners: Manners

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent names it
        pass

    def do_GET(self) -> None:
        manners, wanted = self.manners, self.headers.get("Range", "")
        manners.asked.append(f"GET {self.path} {wanted}".strip())
        if self.path.startswith("http://"):  # as a proxy
            if not self.is_welcome():
                return
        elif manners.leads_to:
            self.answer(302, b"", Location=manners.leads_to)
            return
        if manners.status:
            self.answer(manners.status, b"")
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-") or 0) if manners.ranges else 0
        whole, rest = len(manners.content), manners.content[start:]
        if start:
            self.answer(206, rest, **{"Content-Range": f"bytes {start}-{whole - 1}/{whole}"})
        else:
            self.answer(200, rest)

    def do_CONNECT(self) -> None:
        self.manners.asked.append("CONNECT")
        if not self.is_welcome():
            return
        host, _, port = self.path.rpartition(":")
        with socket.create_connection((host, int(port))) as there:
            self.send_response(200)
            self.end_headers()
            self.wfile.flush()
            threading.Thread(target=_pump, args=(self.connection, there), daemon=True).start()
            _pump(there, self.connection)
        self.close_connection = True

    def is_welcome(self) -> bool:
        wanted = "Basic " + base64.b64encode(self.manners.proxy_user.encode()).decode()
        if self.manners.proxy_user and self.headers.get("Proxy-Authorization") != wanted:
            self.answer(407, b"", **{"Proxy-Authenticate": "Basic"})
            return False
        return True

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.manners.says_length:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.manners.cut_after])
        self.close_connection = True


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def serving(manners: Manners, certificate: Path | None = None) -> Iterator[str]:
    """A host; its address without a path."""
    server = _Server(("127.0.0.1", 0), type("Host", (_Host,), {"manners": manners}))
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificate(path: Path) -> Path:
    """A certificate of 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Muniment test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    form = serialization.Encoding.PEM
    secret = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(form))
    return path
