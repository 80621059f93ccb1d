from __future__ import annotations

from pathlib import Path

import pytest

from muniment.errors import UserError
from muniment.vault.keys import key_wrapping
from muniment.vault.place import vault_places
from muniment.vault.store import Vault
from support.error_words import says
from vault.made import PASSPHRASE

MOUNTINFO = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/share rw,relatime shared:2 - cifs //server/share rw,vers=3.1.1
41 22 0:36 / /home/me/Bank\\040files rw - nfs4 server:/export rw
42 22 0:37 / /home/me/remote rw - fuse.sshfs me@server: rw
43 40 8:2 / /mnt/share/local rw - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/Deals.muniment", "ext4"),
        ("/mnt/share/Deals.muniment", "cifs"),
        ("/mnt/shared/Deals.muniment", "ext4"),
        ("/mnt/share/local/Deals.muniment", "ext4"),
        ("/home/me/Bank files/x", "nfs4"),
        ("/home/me/remote/x", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_counts(folder: str, kind: str) -> None:
    assert vault_places.of_mounts(Path(folder), vault_places._linux_mounts(MOUNTINFO)) == kind


def test_the_mounts_of_macos() -> None:
    told = "/dev/disk3s1 on / (apfs, sealed, local)\n//me@server/My Share on /Volumes/My Share (smbfs, nodev, nosuid)\n"
    assert vault_places.of_mounts(Path("/Volumes/My Share/x"), vault_places._macos_mounts(told)) == "smbfs"
    assert vault_places.of_mounts(Path("/Users/me"), vault_places._macos_mounts(told)) == "apfs"


@pytest.mark.skipif(not vault_places.MOUNTS.exists(), reason="Linux tells its mounts there")
def test_a_vault_on_a_network_drive_is_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path / "share"
    share.mkdir()
    Vault.create(share / "Deals.muniment", PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    mounts = tmp_path / "mountinfo"  # as the system would tell it; no network drive can be mounted here
    mounts.write_text(f"40 22 0:35 / {share.resolve()} rw - cifs //server/share rw\n")
    monkeypatch.setattr(vault_places, "MOUNTS", mounts)
    with pytest.raises(UserError, check=says("network drive (cifs)")) as caught:
        Vault.open(share / "Deals.muniment", PASSPHRASE)
    assert caught.value.code == "network-folder"
    with pytest.raises(UserError, check=says("network drive (cifs)")):
        Vault.create(share / "New", PASSPHRASE)
    assert not (share / "New").exists()


@pytest.mark.parametrize(
    ("parts", "service"),
    [
        ("OneDrive - Example Bank", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-me@example.com", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Documents", ""),
        ("My Dropbox notes", ""),
    ],
)
def test_synced_folders_are_known_by_name(tmp_path: Path, parts: str, service: str) -> None:
    assert vault_places.synced_by(tmp_path / parts / "Deals.muniment") == service


@pytest.mark.parametrize(("marker", "service"), [(".dropbox.cache", "Dropbox"), (".sync_0123abcd.db", "Nextcloud")])
def test_and_by_what_the_services_leave_there(tmp_path: Path, marker: str, service: str) -> None:
    (tmp_path / "Work" / "Deals.muniment").mkdir(parents=True)
    assert vault_places.synced_by(tmp_path / "Work" / "Deals.muniment") == ""
    (tmp_path / "Work" / marker).touch()
    assert vault_places.synced_by(tmp_path / "Work" / "Deals.muniment") == service
