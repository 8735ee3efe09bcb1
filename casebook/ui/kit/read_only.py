"""Whether widgets are made for a vault that was opened to be read.

The window sets it before the workspace is loaded, so this leaves the namespace `Qt` alone, see
`casebook.ui.widgets.layout.layout`.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

_READ_ONLY = "isReadOnly"


def set_read_only(is_read_only: bool) -> None:  # noqa: FBT001 - the state itself
    """Set whether widgets created from now on belong to a read-only vault."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_READ_ONLY, is_read_only)


def is_read_only() -> bool:
    """Return whether widgets created now belong to a read-only vault."""
    application = QApplication.instance()
    return application is not None and bool(application.property(_READ_ONLY))
