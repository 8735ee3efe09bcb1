"""Which nouns members may send each other: those that are carried, and those of a later version."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.errors import NotFound
from casebook.domain.sharing.wire_value import unusable
from casebook.store.registry import table_named


def is_known(noun: str) -> bool:
    """Return whether this version has records of a noun."""
    try:
        table_named(noun)
    except NotFound:
        return False
    return True


def require_carried(nouns: Iterable[str]) -> None:
    """Require that no noun is of what stays in a casebook: its keys, cards, sealed files.

    Raises:
        InvalidInput: one is.
    """
    for noun in {*nouns}:
        if is_known(noun) and not table_named(noun).merge:
            raise unusable()
