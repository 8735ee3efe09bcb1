"""What can be done with a record of the person's own in the library."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from casebook.base.i18n import Translator
from casebook.ui.widgets.controls.parts import button


def own_tools(words: Translator, change: Callable[[], None], remove: Callable[[], None]) -> list[QPushButton]:
    """Change and remove, at the end of the title's line."""
    return [
        button("", change, role="tool", meaning="edit", name=words("Edit")),
        button("", remove, role="tool", meaning="remove", name=words("Remove")),
    ]
