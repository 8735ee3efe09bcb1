"""What lies in the folder of a carrier, whoever put it there: files of ours by name, and the rest counted."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from casebook.base.ids import ALPHABET
from casebook.vault.blob_paths import NEW
from casebook.vault.disk import is_link
from casebook.vault.sharing.carrier_header import SEALED_HEADER_BYTES
from casebook.vault.sharing.sealed_stream import is_stream_size

NAME_CHARACTERS = 26
NAME = re.compile(f"[{ALPHABET}]{{{NAME_CHARACTERS}}}")
MAX_FILE_BYTES = 4 << 30
MAX_ENTRIES = 200_000
"""Of a folder that is looked at; more are counted as one that is passed over."""
_PARENT = re.compile(f"[{ALPHABET}]{{2}}")
_COPIES = (".sync-conflict", "conflicted copy", "_conflict-", ".conflict")
_UNFINISHED = (NEW, ".tmp", ".part", ".partial", ".crdownload", ".filepart")


class PassedOver(StrEnum):
    """Why something in the folder is no file of the carrier."""

    COPY = "copy"
    """What a program that synchronises keeps of two versions."""
    UNFINISHED = "unfinished"
    EMPTY = "empty"
    LINK = "link"
    TOO_LARGE = "too-large"
    CUT = "cut"
    """A size that no whole file has: still being copied, or damaged."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What lies in the folder.

    Attributes:
        new: names that were not known, sorted.
        missing: known names that are not there, sorted.
        passed_over: how many other things are there, by reason.
    """

    new: tuple[str, ...]
    missing: tuple[str, ...]
    passed_over: Counter[PassedOver] = field(default_factory=Counter)


def listed(path: Path) -> tuple[set[str], Counter[PassedOver]]:
    """Return the names of the files in a shared folder, and how many other things are there by reason.

    Raises:
        OSError: the folder cannot be looked at; what cannot within it is counted.
    """
    names, passed_over = set[str](), Counter[PassedOver]()
    for number, entry in enumerate(_found(path)):
        if number >= MAX_ENTRIES:
            passed_over[PassedOver.OTHER] += 1
            break
        if isinstance(entry, PassedOver):
            passed_over[entry] += 1
        else:
            names.add(entry)
    return names, passed_over


def _found(path: Path) -> Iterator[str | PassedOver]:
    with os.scandir(path) as parents:
        for parent in parents:
            if not _PARENT.fullmatch(parent.name) or is_link(Path(parent.path)):
                yield _why(parent)
                continue
            try:
                with os.scandir(parent.path) as entries:
                    yield from (_judged(entry, parent.name) for entry in entries)
            except OSError:  # no folder, gone, or closed to us
                yield PassedOver.OTHER


def _judged(entry: os.DirEntry[str], parent: str) -> str | PassedOver:
    """The name of a file of the carrier, or why it is none."""
    if not NAME.fullmatch(entry.name) or not entry.name.startswith(parent) or is_link(Path(entry.path)):
        return _why(entry)
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError:  # gone or refused meanwhile
        return PassedOver.OTHER
    if not stat.S_ISREG(state.st_mode):
        return PassedOver.OTHER
    if not state.st_size:
        return PassedOver.EMPTY
    if state.st_size > MAX_FILE_BYTES:
        return PassedOver.TOO_LARGE
    return entry.name if is_stream_size(state.st_size - SEALED_HEADER_BYTES) else PassedOver.CUT


def _why(entry: os.DirEntry[str]) -> PassedOver:
    """Why something with another name, or a link, is passed over."""
    if is_link(Path(entry.path)):
        return PassedOver.LINK
    name = entry.name.casefold()
    if any(sign in name for sign in _COPIES):
        return PassedOver.COPY
    if name.endswith(_UNFINISHED) or name.startswith((".syncthing.", "~syncthing~")) or ".~" in name:
        return PassedOver.UNFINISHED
    return PassedOver.OTHER
