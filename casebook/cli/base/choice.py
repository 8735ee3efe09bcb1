"""Parsing of a choice between words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from casebook.base.errors import InvalidInput
from casebook.base.message import Message

Choice = TypeVar("Choice", bound=str)


def one_of(word: str, among: Sequence[Choice], field: str) -> Choice:
    """Return the choice that was typed.

    Raises:
        InvalidInput: it is none; the remedy lists them.
    """
    chosen = next((choice for choice in among if choice == word), None)
    if chosen is None:
        raise InvalidInput(
            Message("There is no {field} {value}.", field=field, value=word),
            field=field,
            remedy=Message("Choose one of these: {choices}.", choices=", ".join(among)),
        )
    return chosen
