"""What is in a file of changes or a checkpoint, read from bytes that any member may have made.

A member signs what they lay, and may lay anything. What is here was read to the end before anything of it is
kept, so that a body which no Casebook writes is one fault, of one file, by one author.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casebook.base.errors import VaultTooNew
from casebook.domain.sharing import wire_value
from casebook.domain.sharing.encoding import decoded
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.wire_value import unusable

FORMAT = 1
"""Of the bodies."""
_NOUN = re.compile(r"[a-z][a-z-]{0,39}")
_FILE_NAME = re.compile(r"[0-9a-hjkmnp-tv-z]{26}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_FILE_BYTES = 4 * 1024**3
"""Of a file in a shared folder."""
_CHANGES = {"v", "c", "r", "p", "f"}
_CHECKPOINT = _CHANGES | {"at"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LaidExhibit:
    """Where the file of a document lies, as its author says.

    Attributes:
        document_id: of which document.
        name: of the file in the shared folder.
        size_bytes: of what is in it.
        sha256: of what is in it, 32 bytes.
    """

    document_id: str
    name: str
    size_bytes: int
    sha256: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SpaceBody:
    """What is in a file of changes, or in a checkpoint of such files.

    Attributes:
        case_id: of the case of the space, "" for the office.
        records: what is said of records.
        purged: noun and ID of what was purged.
        files: where the files of documents lie.
    """

    case_id: str
    records: tuple[RecordVersion, ...]
    purged: tuple[tuple[str, str], ...] = ()
    files: tuple[LaidExhibit, ...] = ()


def read_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object in these bytes.

    Raises:
        InvalidInput: they hold none.
    """
    try:
        value = json.loads(data, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()  # half of a pair is no text
    except (ValueError, RecursionError):
        raise unusable() from None
    if not isinstance(value, dict):
        raise unusable()
    return value


def read_changes(body: Mapping[str, Any]) -> SpaceBody:
    """Return what is in a file of changes, or in a checkpoint, which has "at" as well.

    Raises:
        InvalidInput: it is not as Casebook writes it.
        VaultTooNew: a later version wrote it.
    """
    _require_keys(body, _CHECKPOINT if "at" in body else _CHANGES)
    records = tuple(decoded(one) for one in _rows(body["r"]))
    if len({(one.noun, one.id) for one in records}) < len(records):
        raise unusable()
    return SpaceBody(
        case_id=_case_id(body["c"]),
        records=records,
        purged=tuple(wire_value.row(one, _noun, wire_value.record_id) for one in _rows(body["p"])),
        files=tuple(
            LaidExhibit(document_id=document_id, name=name, size_bytes=size_bytes, sha256=sha256)
            for document_id, name, size_bytes, sha256 in (
                wire_value.row(one, wire_value.record_id, _file_name, _size, _sha256)
                for one in _rows(body["f"])
            )
        ),
    )


def _require_keys(body: Mapping[str, Any], keys: set[str]) -> None:
    form = body.get("v")
    if not isinstance(form, int) or isinstance(form, bool):
        raise unusable()
    if form > FORMAT:
        raise VaultTooNew(
            "A member of the team uses a later version of Casebook.",
            remedy="Update Casebook first. Nothing is lost until then.",
        )
    if form != FORMAT or body.keys() != keys:
        raise unusable()


def _rows(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise unusable()
    return value


def _case_id(value: object) -> str:
    return "" if value == "" else wire_value.record_id(value)


def _noun(value: object) -> str:
    return _matching(_NOUN, value)


def _file_name(value: object) -> str:
    return _matching(_FILE_NAME, value)


def _sha256(value: object) -> bytes:
    return bytes.fromhex(_matching(_SHA256, value))


def _size(value: object) -> int:
    size = wire_value.number(value)
    if size > _MAX_FILE_BYTES:
        raise unusable()
    return size


def _matching(form: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise unusable()
    return value


def _no_constant(_: str) -> None:
    raise unusable()
