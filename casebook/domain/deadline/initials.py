"""The initials by which whoever checked a date or confirmed a rule is known: never a name."""

from __future__ import annotations

from casebook.base.errors import InvalidInput

_LONGEST = 8


def require_initials(text: str) -> str:
    """Initials as they are kept.

    Raises:
        InvalidInput: there are none, or it is longer than initials are.
    """
    initials = text.strip()
    if not initials or len(initials) > _LONGEST or " " in initials:
        raise InvalidInput("Initials must be one to eight letters.", field="initials")
    return initials
