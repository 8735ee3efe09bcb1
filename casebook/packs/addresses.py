"""Which texts of the packs hold an address that may not be shown: that of a copy, or of a mere reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from casebook.base.errors import Problem
from casebook.domain.entity import Entity
from casebook.packs.reading_log import ReadingLog


def uncitable(nouns: Iterable[Entity], log: ReadingLog, citable: Iterable[str]) -> Iterator[Problem]:
    """Problems for every text, at any depth, that names a site of copies or is the address of a reading.

    Args:
        nouns: what is shown and printed.
        log: where things were read.
        citable: addresses that may be shown although something was read there.
    """
    read_at = {*log.sources.values(), *log.findings.values()}.difference(citable)
    hosts = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(host) for host in log.copies) + r")(?![\w-])", re.IGNORECASE
    )
    for noun in nouns:
        for field, text in texts(noun):
            if hosts.search(text):
                yield Problem(where=f"{noun.id} · {field}", what="names a site that holds copies")
            elif text in read_at:
                what = "gives the address where it was read, not one to cite"
                yield Problem(where=f"{noun.id} · {field}", what=what)


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
