"""What the fetcher says: why a model could not be fetched, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.message import Message
from muniment.texts.text import Text

FETCH: Mapping[str, Text] = {
    # What was asked for.
    "fetch-unknown-model": Text("{name} is neither a model of the catalogue nor the name of a GGUF file."),
    "fetch-not-the-catalogue": Text("The catalogue gives another {what} for {name}: {known}."),
    "fetch-no-hash-of-known": Text(
        "The catalogue knows {name}, but no size and SHA-256 of a file of it, and nothing is fetched whose SHA-256 is not known "
        "before. Take both from the publisher's own page (not from a mirror) and give them with --size and --sha256; or download "
        "{file} elsewhere and import it: muniment models import FILE"
    ),
    "fetch-no-hash-of-unknown": Text(
        "{name} is not in the catalogue, so there is no size and SHA-256 of a file of it, and nothing is fetched whose SHA-256 is "
        "not known before. Take both from the publisher's own page (not from a mirror) and give them with --size and --sha256; or "
        "download {file} elsewhere and import it: muniment models import FILE"
    ),
    "fetch-address": Text("An address begins with https:// or http:// and holds no user name."),
    "fetch-certificates": Text("{file} holds no certificates in PEM, or cannot be read."),
    "fetch-folder": Text("The folder {folder} cannot be made. Name another with --to."),
    "fetch-proxy": Text("Name the proxy with --proxy."),
    "fetch-proxy-password": Text("The file of the proxy's password cannot be read."),
    "fetch-policy": Text(
        "The policy of this machine does not let models be fetched. Ask whoever looks after it, or import a file."
    ),
    "fetch-unguarded": Text(
        "This system cannot keep the fetcher from the vault (it needs Landlock, Linux 5.13 or newer), so nothing is fetched. "
        "Download the file elsewhere and put it into the models folder."
    ),
    # What the host or the proxy said.
    "fetch-http": Text("The host answered with status {status}. Try again later."),
    "fetch-http-401": Text("The host wants a user and a password, which this program does not send to it."),
    "fetch-http-403": Text("The host refuses this file."),
    "fetch-http-404": Text("The host has no such file. Check the address."),
    "fetch-http-407": Text(
        "The proxy wants a user and a password, or does not accept them: give both with --proxy-user and --proxy-password-file."
    ),
    "fetch-redirected": Text("The address leads on to {host}. If that is right, allow it with --allow-host {host}."),
    "fetch-redirected-without-tls": Text("The address leads on to one without TLS, and was not followed."),
    "fetch-not-trusted": Text("The host's certificate is not trusted ({why}). A firm's own goes with --ca FILE."),
    # What came.
    "fetch-no-connection": Text(
        "The connection breaks off, or there is none. {there:,} of {whole:,} bytes are there; the same command goes on from there."
    ),
    "fetch-needs-room": Text("{file} needs {gigabytes:.1f} GB on the disk. Make room first."),
    "fetch-disk-full": Text("The disk is full. Make room, then run the same command; it goes on."),
    "fetch-wrong-size": Text(
        "The host has a file of another size than {file}, so nothing was taken. Check the address."
    ),
    "fetch-too-long": Text("What came is longer than {file} and was deleted. Check the address."),
    "fetch-wrong-hash": Text(
        "What came is not {file}: its SHA-256 is another one, so it was deleted. Check the address."
    ),
    "fetch-progress": Text("{percent:3d} %  {there:,} of {whole:,} bytes"),
    "fetch-stopped": Text("Stopped. The same command goes on from here."),
    "fetch-whole": Text("{path} is whole: {size:,} bytes, SHA-256 {sha256}."),
}
"""The words of each code."""


def words(what: Message) -> str:
    """What a message of the fetcher says in the current language; of one that has no words the code."""
    return FETCH[what.code](**dict(what.arguments)) if what.code in FETCH else what.code
