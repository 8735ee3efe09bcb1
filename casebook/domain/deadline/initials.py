"""Initials of people who check dates or confirm rules, used instead of names."""

from __future__ import annotations

import unicodedata

from casebook.base.errors import InvalidInput

_LONGEST = 8


def require_initials(text: str) -> str:
    """Return initials in their stored form.

    Raises:
        InvalidInput: there are none, or they are too long or hold anything but letters of any script.
    """
    initials = text.strip()
    is_lettered = all(unicodedata.category(sign)[0] in "LM" for sign in initials)
    if not initials or len(initials) > _LONGEST or not is_lettered:
        raise InvalidInput("Initials must be one to eight letters.", field="initials")
    return initials
