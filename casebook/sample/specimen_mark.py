"""The mark inside the sample casebook, asked for whenever one opens: it loads nothing of the sample."""

from __future__ import annotations

from casebook.services.base import setting
from casebook.services.base.session import Session

_SETTING, _MADE_HERE = "specimen", "made by the window"


def mark(session: Session) -> None:
    """Mark an open casebook as the sample."""
    setting.keep(session, _SETTING, _MADE_HERE)


def is_specimen(session: Session) -> bool:
    """Return whether an open casebook was made here; its name proves nothing."""
    return setting.value(session, _SETTING) == _MADE_HERE
