"""How the authority of an argument is cited, honest about what was read of it."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.library.argument import ArgumentAuthority
from casebook.domain.library.citation import cite_source
from casebook.domain.library.source import Source


def cite_authority(authority: ArgumentAuthority, source: Source | None, words: Translator) -> str:
    """The reference of an authority with its place, followed by how it was read where that matters.

    Args:
        authority: as the argument relies on it.
        source: its source, None for one that stands in words only.
        words: of the language of the reader.
    """
    title = cite_source(source, words) if source else authority.citation
    place = f"{title}, {authority.pinpoint}" if authority.pinpoint else title
    if authority.reading_level == "document":
        return place
    if authority.reading_level == "summary":
        return words("{place} (from its summary)", place=place)
    if authority.reading_level == "secondary":
        return words("{place} (from a secondary account; the source itself was not read)", place=place)
    return words("{place} (not read: for the office only)", place=place)
