"""Canaries: words that stand nowhere else, planted in records and looked for in files and in memory."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, get_type_hints

from casebook.base.errors import CasebookError
from casebook.services.session import Session
from casebook.store.registry import SHELVES

CANARY = "Zaunkönig7391"
"""In no library, font, locale or word list."""


def encodings() -> dict[str, bytes]:
    """The canary as it could stand in a file or in memory."""
    plain = CANARY.encode()
    # A base64 text begins at one of three places within three bytes: what is common to each is looked for.
    middles = {f"base64 at {at}": base64.b64encode(bytes(at) + plain)[4 if at else 0 : -4] for at in range(3)}
    wide = {"utf-16-le": CANARY.encode("utf-16-le"), "utf-16-be": CANARY.encode("utf-16-be")}
    return {"utf-8": plain, "hex": plain.hex().encode(), **wide, **middles}


def hits(data: bytes) -> list[str]:
    """Under which encodings the canary stands in some bytes."""
    return [name for name, looked_for in encodings().items() if looked_for in data]


def plant(session: Session) -> dict[str, int]:
    """Put the canary into every free text of some records of every noun; how many by noun."""
    planted: dict[str, int] = {}
    for shelf in SHELVES:
        with session.store.reading() as connection:
            records: list[Any] = list(shelf.all(connection))[:3]
        for record in records:
            count, changed = _with_canaries(record)
            with session.store.write("proof.plant") as change:
                change.replace(changed)
            planted[shelf.noun] = planted.get(shelf.noun, 0) + count
    return {noun: count for noun, count in planted.items() if count}


def _with_canaries(record: Any) -> tuple[int, Any]:  # noqa: ANN401 - a record of any noun
    """The record with the canary in each text that takes it; how many those are."""
    count, hints = 0, get_type_hints(type(record))
    for field in dataclasses.fields(record):
        is_code = field.name.endswith("id") or "sha256" in field.name or field.name == "language"
        if hints[field.name] is str and not is_code:
            text = f"{CANARY} {getattr(record, field.name)}"
            with suppress(CasebookError, ValueError):
                record = dataclasses.replace(record, **{field.name: text})
                count += 1
    return count, record


def processes(launcher: int) -> Iterator[Path]:
    """The launcher and all that it and its children started."""
    yield Path(f"/proc/{launcher}")
    with suppress(OSError):
        for task in Path(f"/proc/{launcher}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from processes(int(child))


def memory_hits(process: Path) -> list[str]:
    """The canary anywhere in the memory of a process."""
    found: list[str] = []
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in (process / "maps").read_text(encoding="utf-8").splitlines():
            first, last = (int(end, 16) for end in line.split()[0].split("-"))
            with suppress(OSError, ValueError, OverflowError):
                memory.seek(first)
                found += hits(memory.read(last - first))
    return found
