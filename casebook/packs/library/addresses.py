"""Which texts of the packs hold an address that may not be shown: that of a copy, or of a mere reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.packs.base.reading_log import ReadingLog

WEB_ADDRESS = re.compile(r"https?://[\w.-]+(/\S*)?")


def uncitable(nouns: Iterable[Entity], log: ReadingLog, citable: Iterable[str]) -> Iterator[Problem]:
    """Problems for every text, at any depth, that names a site of copies or is the address of a reading.

    A field named `url` must hold a web address, or nothing.

    Args:
        nouns: what is shown and printed.
        log: where things were read.
        citable: addresses that may be shown although something was read there.
    """
    read_at = log.addresses.difference(citable)
    hosts = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(host) for host in log.copies) + r")(?![\w-])", re.IGNORECASE
    )
    for noun in nouns:
        for field, text in texts(noun):
            if hosts.search(text):
                yield Problem(where=f"{noun.id} · {field}", what=Message("names a site that holds copies"))
            elif text in read_at:
                what = Message("gives the address where it was read, not one to cite")
                yield Problem(where=f"{noun.id} · {field}", what=what)
            elif field == "url" and text and not WEB_ADDRESS.fullmatch(text):
                yield Problem(where=f"{noun.id} · {field}", what=Message("is not a web address"))


def unmatched(pack: str, nouns: Iterable[Entity], log: ReadingLog) -> Iterator[Problem]:
    """Yield problems for every line of the log whose entry does not exist."""
    ids = {noun.id for noun in nouns}
    for id_ in log.read_at.get(pack, {}):
        if id_ not in ids:
            yield Problem(where=f"reading-log.toml · {pack} · {id_}", what=Message("is no entry of the pack"))


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside a noun with the name of the field that holds it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part, name)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), field.name)
