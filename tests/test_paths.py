"""Where the user's folders are on each system: a vault must be found again where the version before has put it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from muniment import paths

NAMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home folder, and no other folder named by the environment."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def test_on_linux_the_folders_are_those_of_the_desktop(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert paths.user_data() == home / ".local" / "share" / "muniment"
    assert paths.user_settings() == home / ".config" / "muniment"
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "settings"))
    assert paths.default_vault() == home / "data" / "muniment" / "Default.muniment"
    assert paths.own_tags() == home / "settings" / "muniment" / "tags.toml"


def test_on_macos_both_are_one_folder_whatever_is_set_for_other_programs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    folder = home / "Library" / "Application Support" / "Muniment"
    assert (paths.user_data(), paths.user_settings()) == (folder, folder)


def test_on_windows_vaults_stay_on_the_machine_and_settings_move_along(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert paths.user_data() == home / "AppData" / "Local" / "Muniment"
    assert paths.user_settings() == home / "AppData" / "Roaming" / "Muniment"
    monkeypatch.setenv("LOCALAPPDATA", str(home / "local"))
    monkeypatch.setenv("APPDATA", str(home / "roaming"))
    assert paths.user_data() == home / "local" / "Muniment"
    assert paths.user_settings() == home / "roaming" / "Muniment"
