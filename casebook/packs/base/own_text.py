"""Entries written outside the shipped packs: one as text, or a colleague's whole pack file taken apart."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from casebook.base.errors import InvalidInput, Problem
from casebook.base.message import Message
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack, collect, parse_toml, read_data

MAX_BYTES = 2_000_000
ID_TAKEN = "the id {id} is taken: give it one of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPack:
    """A pack file of entries of one kind, taken apart.

    Attributes:
        id, version: as its head says.
        texts: each entry with what belongs to it, as it is written there.
    """

    id: str
    version: str
    texts: tuple[str, ...]


def one_entry(text: str, kind: str, name: str, problems: list[Problem]) -> PackEntry | None:
    """Return the single entry of a text, adding its defects to `problems`; None if unreadable.

    Args:
        text: ``[[kind]]`` with all that belongs to it, as TOML.
        kind: of the entry.
        name: what messages call an entry that stands in no file.
        problems: every defect, now and while the entry is read.
    """
    try:
        read = parse_toml(text)
    except ValueError as error:
        problems.append(Problem(where=name, what=Message("is not valid TOML: {fault}", fault=str(error))))
        return None
    tables = read.get(kind)
    if set(read) != {kind} or not isinstance(tables, list) or len(tables) != 1:
        what = Message("must contain one [[{kind}]] entry with its parts and nothing else", kind=kind)
        problems.append(Problem(where=name, what=what))
        return None
    root = PackEntry({kind: tables}, file=name, on_defect=collect(problems))
    return next(iter(root.tables(kind)), None)


def split_entries(data: bytes, name: str, kind: str, about: str) -> OwnPack:
    """A colleague's pack file, taken apart without losing a word.

    Args:
        data: the file.
        name: to name it in errors, whatever it is called by now.
        kind: of its entries.
        about: the page of the documentation that describes such a file.

    Raises:
        PackInvalid: its head breaks the schema, or it is no TOML.
        InvalidInput: it is no pack of this kind.
    """
    if len(data) > MAX_BYTES:
        raise InvalidInput("The file is too large to be a pack.", field="pack", remedy=_form(kind, about))
    head = Pack(read_data(data, name)).head
    text = data.decode("utf-8")
    entries = parse_toml(text).get(kind, [])
    pieces = [piece.strip() for piece in pieces_of(text, kind)]
    if not entries or not isinstance(entries, list) or not _is_whole(pieces, kind, entries):
        raise InvalidInput(
            "The file is not a pack of this type, or is not valid TOML.",
            field="pack",
            remedy=_form(kind, about),
        )
    return OwnPack(id=head.id, version=head.version, texts=tuple(pieces))


def pieces_of(text: str, kind: str) -> list[str]:
    """The entries of a kind as they are written, each up to the next."""
    starts = [found.start() for found in re.finditer(rf"^\[\[{re.escape(kind)}\]\]", text, re.MULTILINE)]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def shipped_piece(path: Path, kind: str, ends: str, entry_id: str) -> str:
    """An entry of a shipped pack as it is written there; "" where the file has none of this id.

    Args:
        path: of the pack.
        kind: of the entry.
        ends: the kind of entries that follow the last one.
        entry_id: of the entry.
    """
    for piece in pieces_of(path.read_text(encoding="utf-8"), kind):
        whole = piece.split(f"[[{ends}]]")[0].strip() + "\n"
        if f'id = "{entry_id}"' in whole.splitlines():
            return whole
    return ""


def as_pack(id_: str, kind: str, texts: Sequence[str], on: date) -> str:
    """A pack file that holds these entries, for a colleague to take.

    Args:
        id_: of the pack.
        kind: of the entries.
        texts: each ``[[kind]]`` with what belongs to it.
        on: the day it is written.
    """
    head = {
        "id": id_,
        "version": on.isoformat(),
        "source": "written by an office; each entry states its source",
    }
    lines = [f"{field} = {json.dumps(value)}" for field, value in head.items()]
    lines += [f"{field} = {on.isoformat()}" for field in ("compiled", "checked")]
    counts = f"counts = {{ {kind} = {len(texts)} }}"
    return "\n".join(["[pack]", *lines, counts, "", *(f"{text.strip()}\n" for text in texts)])


def _is_whole(pieces: list[str], kind: str, entries: list[dict[str, object]]) -> bool:
    """Return whether each piece, under its own ID, has the content stated in the file."""
    try:
        read = [parse_toml(piece).get(kind) for piece in pieces]
    except ValueError:
        return False
    if read != [[entry] for entry in entries]:
        return False
    ids = [entry.get("id") for entry in entries]
    return all(ids.count(each) == 1 for each in ids)


def _form(kind: str, about: str) -> Message:
    return Message(
        "Use a file as described in {about}: [pack], then only [[{kind}]] entries.",
        about=about,
        kind=kind,
    )
