"""Days on which a declaration is said to be made: none is to come."""

from __future__ import annotations

from datetime import date

from casebook.base.errors import InvalidInput
from casebook.domain.declaration.declaration import Declaration


def check_made(declaration: Declaration, today: date, seen: Declaration | None = None) -> None:
    """Reject a declaration that is said to be made, or witnessed, on a day to come.

    Args:
        declaration: as it is to be.
        today: here.
        seen: as it was; a day that it has already is no reason to refuse the rest.

    Raises:
        InvalidInput: it is.
    """
    for name in ("made_on", "witnessed_on"):
        day = getattr(declaration, name)
        if day is not None and day > today and day != getattr(seen, name, None):
            raise InvalidInput(
                "This day of the declaration has not come yet.",
                field=name,
                remedy="Enter the day on which it was made.",
            )
