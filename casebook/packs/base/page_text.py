"""A text of a pack in every language of the pages, written under one name for each."""

from __future__ import annotations

from casebook.domain.base.page_text import TextByLanguage
from casebook.packs.base.entry import PackEntry


def read_page_text(entry: PackEntry, before: str = "") -> TextByLanguage:
    """Return a text in every language; the English one of a prefix stands in the prefix itself.

    Args:
        entry: that holds it.
        before: prefix of the names of its fields, such as ``to-``; "" for ``en``, ``zh-Hans``, ``zh-Hant``.
    """
    english = entry.text(before.rstrip("-") or "en")
    return TextByLanguage(
        en=english, zh_hans=entry.text(f"{before}zh-Hans"), zh_hant=entry.text(f"{before}zh-Hant")
    )
