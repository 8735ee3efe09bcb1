"""Public registers, from their pack."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import get_args

from casebook.base.resources import resource
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.registers.register import (
    MatchingAdvice,
    PublicRegister,
    RegisterKind,
    RegisterRead,
    Registers,
)
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import PackFolder, read_pack

FILE = "registers.toml"
_CONFIDENCE = ("high", "medium", "low")
_LEVELS: Mapping[RegisterRead, tuple[ReadingLevel, ...]] = {
    "article": ("document",),
    "article-part": ("document",),
    "excerpt": ("summary", "secondary"),
    "summary": ("summary", "secondary"),
    "rule-pack": ("secondary",),
    "unread": ("none",),
}


def read_registers(folder: PackFolder | None = None, on_defect: OnDefect = refuse) -> Registers:
    """Read the pack; the shipped one, read once, where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return _shipped() if folder is None and on_defect is refuse else _read(folder, on_defect)


@cache
def _shipped() -> Registers:
    return _read(None, refuse)


def _read(folder: PackFolder | None, on_defect: OnDefect) -> Registers:
    place: PackFolder = folder or resource("packs")
    pack = read_pack(place / FILE, on_defect)
    registers = Registers(
        registers=tuple(map(_register, pack.entries("register"))),
        advice=tuple(map(_advice, pack.entries("matching-advice"))),
        version=pack.head.version,
    )
    pack.close()
    return registers


def _register(entry: PackEntry) -> PublicRegister:
    register = PublicRegister(
        id=entry.text("id"),
        title=entry.text("title"),
        publisher=entry.text("publisher"),
        kind=entry.choice("kind", get_args(RegisterKind)),
        has_people=entry.flag("has_people", default=False),
        languages=entry.texts("languages"),
        access=entry.text("access"),
        holds=entry.text("holds", default=""),
        columns=entry.texts("columns", default=()),
        is_every_column=entry.flag("is_every_column", default=False),
        export=entry.text("export", default=""),
        key=entry.text("key", default=""),
        url=entry.text("url", default=""),
        is_site_only=entry.flag("is_site_only", default=False),
        licence=entry.text("licence", default=""),
        reliability=entry.text("reliability"),
        use=entry.text("use"),
        caution=entry.text("caution", default=""),
        reading_level=entry.choice("reading_level", get_args(ReadingLevel)),
        read=entry.choice("read", get_args(RegisterRead)),
        as_of=entry.text("as_of", default=""),
        confidence=entry.choice("confidence", _CONFIDENCE),
    )
    if register.reading_level not in _LEVELS[register.read]:
        entry.complain("reading_level", "claims more than was read")
    if register.is_site_only and not register.url:
        entry.complain("is_site_only", "belongs to an address")
    entry.close()
    return register


def _advice(entry: PackEntry) -> MatchingAdvice:
    advice = MatchingAdvice(id=entry.text("id"), text=entry.text("text"))
    entry.close()
    return advice
