"""Words of the language, and names of currencies, that are also parts of names."""

from __future__ import annotations

from functools import cache

from casebook.language.table import rows


@cache
def ordinary_words() -> frozenset[str]:
    """Them, folded, such as "yuan" and "song"."""
    return frozenset(row["word"] for row in rows("ordinary-words"))
