"""Several whole numbers on one line."""

from __future__ import annotations

from casebook.base.errors import InvalidInput
from casebook.ui.widgets.forms.entry import TextEntry, Value


class NumbersEntry(TextEntry):
    """Comma-separated whole numbers, such as days before a deadline."""

    def read(self) -> tuple[int, ...]:
        """Return the numbers.

        Raises:
            InvalidInput: something is none.
        """
        parts = [part.strip() for part in str(self.raw).replace("，", ",").split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise InvalidInput(
                "These must be whole numbers.", field=self.name, remedy="Enter them as 14, 7, 3, 1."
            )
        return tuple(int(part) for part in parts)

    def to_raw(self, value: Value) -> str:
        """Return them separated by commas."""
        return ", ".join(str(number) for number in value or ())
