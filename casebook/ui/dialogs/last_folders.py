"""The folders that were chosen from last, each for its purpose: in memory while a vault is open."""

from __future__ import annotations

from pathlib import Path

from casebook.host.protocol.picker_protocol import PickKind, PickPurpose

_last: dict[str, str] = {}


def last_folder(kind: PickKind, purpose: PickPurpose) -> str:
    """Return the folder from which was chosen last for a purpose, or for files alike; "" for none."""
    return _last.get(purpose or kind, "")


def note_folder(kind: PickKind, purpose: PickPurpose, folder: str | Path) -> None:
    """Note the folder in which something was chosen."""
    if folder:
        _last[purpose or kind] = str(folder)


def forget_folders() -> None:
    """Forget all: the vault closes, and the name of a folder may say whom a case is about."""
    _last.clear()
