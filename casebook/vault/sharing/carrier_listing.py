"""What lies in the folder of a carrier, whoever put it there: files of ours by name, and the rest counted."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from casebook.base.ids import ALPHABET
from casebook.vault.blob_paths import NEW
from casebook.vault.disk import is_link
from casebook.vault.sharing.carrier_header import SEALED_HEADER_BYTES
from casebook.vault.sharing.carrier_obstacle import MOVED
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
    OBSTACLE = "obstacle"
    """No file, or no folder, under a name of ours; or what was in such a place and was moved aside."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What lies in the folder.

    Attributes:
        new: names that were not known, sorted.
        missing: known names that are not there, sorted.
        passed_over: how many other things are there, by reason.
        obstacles: names within the folder of what is or was in the way of files of ours, sorted.
    """

    new: tuple[str, ...]
    missing: tuple[str, ...]
    passed_over: Counter[PassedOver] = field(default_factory=Counter)
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Obstacle:
    """Something that is or was in the way of a file.

    Attributes:
        name: of it within the folder.
        why: it is passed over.
    """

    name: str
    why: PassedOver = PassedOver.OBSTACLE


_Found = str | PassedOver | _Obstacle


def listed(path: Path) -> tuple[set[str], Counter[PassedOver], set[str]]:
    """Return names of files in a shared folder, how many other things by reason, and what is in the way.

    Raises:
        OSError: the folder cannot be looked at; what cannot within it is counted.
    """
    names, passed_over, obstacles = set[str](), Counter[PassedOver](), set[str]()
    for number, entry in enumerate(_found(path)):
        if number >= MAX_ENTRIES:
            passed_over[PassedOver.OTHER] += 1
            break
        if isinstance(entry, PassedOver):
            passed_over[entry] += 1
        elif isinstance(entry, _Obstacle):
            passed_over[entry.why] += 1
            obstacles.add(entry.name)
        else:
            names.add(entry)
    return names, passed_over, obstacles


def lying_at(place: Path) -> Path:
    """Return where a file lies that belongs at a place: there, or where names are written in capitals.

    Args:
        place: two characters of its name, and its name.
    """
    folder, name = place.parent, place.name
    parents = (folder, folder.with_name(folder.name.upper()))
    places = (parent / one for parent in parents for one in (name, name.upper()))
    return next((one for one in places if os.path.lexists(one)), place)


def _found(path: Path) -> Iterator[_Found]:
    with os.scandir(path) as parents:
        for parent in parents:
            if not _PARENT.fullmatch(_folded(parent.name)):
                yield _why(parent)
                continue
            if is_link(Path(parent.path)):
                yield _Obstacle(parent.name, PassedOver.LINK)
                continue
            try:
                with os.scandir(parent.path) as entries:
                    yield from (_judged(entry, parent.name) for entry in entries)
            except FileNotFoundError:
                continue
            except OSError:  # no folder, or closed to us
                yield _Obstacle(parent.name)


def _folded(name: str) -> str:
    """Return a name as we write it: it may come back in capitals, never in both."""
    return name.lower() if name == name.upper() else name


def _judged(entry: os.DirEntry[str], parent: str) -> _Found:
    """The name of a file of the carrier, or why it is none."""
    name = _folded(entry.name)
    if not NAME.fullmatch(name) or not name.startswith(_folded(parent)):
        why = _why(entry)
        return replace(why, name=f"{parent}/{why.name}") if isinstance(why, _Obstacle) else why
    try:
        if is_link(Path(entry.path)):
            return _Obstacle(f"{parent}/{entry.name}", PassedOver.LINK)
        state = entry.stat(follow_symlinks=False)
    except OSError:  # gone or refused meanwhile
        return PassedOver.OTHER
    if not stat.S_ISREG(state.st_mode):
        return _Obstacle(f"{parent}/{entry.name}")
    return _misfit(state.st_size) or name


def _misfit(size_bytes: int) -> PassedOver | None:
    """Why a file of this size is none of ours; None where it may be."""
    if not size_bytes:
        return PassedOver.EMPTY
    if size_bytes > MAX_FILE_BYTES:
        return PassedOver.TOO_LARGE
    return None if is_stream_size(size_bytes - SEALED_HEADER_BYTES) else PassedOver.CUT


def _why(entry: os.DirEntry[str]) -> PassedOver | _Obstacle:
    """Why something with another name, or a link, is passed over."""
    if MOVED.fullmatch(entry.name):
        return _Obstacle(entry.name)
    if is_link(Path(entry.path)):
        return PassedOver.LINK
    name = entry.name.casefold()
    if any(sign in name for sign in _COPIES):
        return PassedOver.COPY
    if name.endswith(_UNFINISHED) or name.startswith((".syncthing.", "~syncthing~")) or ".~" in name:
        return PassedOver.UNFINISHED
    return PassedOver.OTHER
