"""Where a vault may lie: not on another machine's disk, and with a warning not where a program copies files away.

Must never open a file of the vault: it only asks the system what kind of place a folder is.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from muniment.vault import vault_errors

MOUNTS = Path("/proc/self/mountinfo")

# SQLite's log needs memory that all processes share (sqlite.org/wal.html: "WAL does not work over a network filesystem").
NETWORK = frozenset({
    "afs", "afpfs", "ceph", "cifs", "coda", "davfs", "davfs2", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2",
    "rclone", "smb3", "smbfs", "sshfs", "webdav", "gvfsd-fuse",
})  # fmt: skip

_SERVICES = (
    (re.compile(r"onedrive( - .*)?|onedrive-.*", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox( \(.*\))?|dropbox-.*", re.IGNORECASE), "Dropbox"),
    (re.compile(r"icloud ?drive( \(.*\))?|mobile documents|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
    (re.compile(r"google ?drive( \(.*\))?|googledrive-.*", re.IGNORECASE), "Google Drive"),
    (re.compile(r"nextcloud.*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud.*", re.IGNORECASE), "ownCloud"),
)
_MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.driveupload", "Google Drive"),
)
"""What the services leave in the folder that they keep, whatever its name."""


def refuse_network(folder: Path) -> None:
    """Refuse a folder on a network drive.

    Raises:
        UserError: It is one (code network-folder).
    """
    system = file_system(folder)
    if system.removeprefix("fuse.") in NETWORK:
        raise vault_errors.network_folder(folder, system)


def file_system(folder: Path) -> str:
    """The kind of file system that a folder lies, or will lie, on; "" where the system does not say."""
    there = _existing(folder)
    if sys.platform == "win32":
        return _windows_drive(there)
    if sys.platform == "darwin":  # not run yet: see SECURITY.md
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return of_mounts(there, _macos_mounts(told))
    try:
        return of_mounts(there, _linux_mounts(MOUNTS.read_text()))
    except OSError:
        return ""


def of_mounts(folder: Path, mounts: list[tuple[Path, str]]) -> str:
    """The kind of the innermost mount that holds a folder; of several at one place the last one counts."""
    holding = [
        (len(point.parts), number, kind) for number, (point, kind) in enumerate(mounts) if folder.is_relative_to(point)
    ]
    return max(holding)[2] if holding else ""


def synced_by(folder: Path) -> str:
    """The service that seems to copy a folder away, "" if none does.

    Two machines that sync a vault mix the database of one with the log of the other.
    """
    for place in (folder.absolute(), *folder.absolute().parents):
        for form, service in _SERVICES:
            if form.fullmatch(place.name):
                return service
        for marker, service in _MARKERS:
            if _is_there(place / marker):
                return service
        if any(_glob(place, ".sync_*.db")):
            return "Nextcloud"
    return ""


def is_on_encrypted_disk(folder: Path) -> bool:
    """Whether the disk under a folder is known to be encrypted (Linux, dm-crypt); elsewhere the system does not tell."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        device = _existing(folder).stat().st_dev
        kind = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}/dm/uuid").read_text()
    except OSError:
        return False
    return kind.startswith("CRYPT-")


def _existing(folder: Path) -> Path:
    """The folder itself or the first above it that is there, without links."""
    place = folder.absolute()
    while not _is_there(place) and place != place.parent:
        place = place.parent
    return Path(os.path.realpath(place))


def _linux_mounts(text: str) -> list[tuple[Path, str]]:
    """Of ``/proc/self/mountinfo`` (proc(5)): the fifth field is the place, the one after the dash the kind."""
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), before.split()[4])
        found.append((Path(point), after.split()[0]))
    return found


def _macos_mounts(text: str) -> list[tuple[Path, str]]:
    """Of ``mount``: ``//me@server/share on /Volumes/share (smbfs, nodev)``."""
    found = re.findall(r"^.* on (/.*) \((\w+)[,)]", text, re.MULTILINE)
    return [(Path(point), kind) for point, kind in found]


def _windows_drive(folder: Path) -> str:
    if str(folder).startswith("\\\\"):
        return "smb3"
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE
        return "smb3" if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote else ""
    return ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _glob(place: Path, form: str) -> list[Path]:
    try:
        return list(place.glob(form))
    except OSError:
        return []
