"""How the authority of an argument is cited, honest about what was read of it."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.library.argument import ArgumentAuthority
from casebook.domain.library.citation import source_line, with_history
from casebook.domain.library.source import Source


def cite_authority(authority: ArgumentAuthority, source: Source | None, words: Translator) -> str:
    """The reference of an authority with its place, followed by how it was read and what became of it.

    Args:
        authority: as the argument relies on it.
        source: its source, None for one that stands in words only.
        words: of the language of the reader.
    """
    if source is None:
        return _with_level(authority.citation, authority, words)
    return with_history(_with_level(source_line(source, words), authority, words), source, words)


def may_be_filed(authority: ArgumentAuthority, source: Source | None) -> bool:
    """Whether a filed paper may rely on it: it was read, and its later history left it an authority."""
    is_standing = source is None or source.cite_use in {"plain", "with-history"}
    return authority.reading_level != "none" and is_standing


def _with_level(title: str, authority: ArgumentAuthority, words: Translator) -> str:
    place = f"{title}, {authority.pinpoint}" if authority.pinpoint else title
    if authority.reading_level == "document":
        return place
    if authority.reading_level == "summary":
        return words("{place} (from its summary)", place=place)
    if authority.reading_level == "secondary":
        return words("{place} (from a secondary account; the source itself was not read)", place=place)
    return words("{place} (not read: for the office only)", place=place)
