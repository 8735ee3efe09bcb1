"""Whether names are hidden on the screen now, and what is shown in their place.

Records keep their names in every page and form: what a person could save is never replaced. Only what is
shown is, where it is painted or read out: models, painted pictures and tooltips ask `on_screen`; all texts of
widgets are covered by `ui/shell/name_hider.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded when a vault is opened
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QComboBox, QWidget

    from casebook.services.dossier.hiding.name_cover import NameCover

Cover = Callable[[str], str]


STATED = 256 + 71  # from Qt::UserRole on; the lock screen leaves the namespace `Qt` alone
"""What an item of a list says where a code name stands on it."""
_COVERED, _STATED_NAME = "isCoveredName", "statedName"


@dataclass(slots=True)
class _State:
    names: NameCover | None = None
    cover: Cover | None = None
    notice: str = ""
    is_wanted: bool = False


_STATE = _State()


def take(names: NameCover | None) -> None:
    """Keep what covers names, also while they are shown for a moment or pages are made anew; or forget it."""
    _STATE.names = names
    _STATE.is_wanted = names is not None
    if names is None:
        show()


def close() -> None:
    """Forget the names with the casebook; whether they were hidden stays, for when it is opened again."""
    _STATE.names = None
    show()


def want() -> None:
    """Hide names in the next casebook that is opened, as they were before the lock."""
    _STATE.is_wanted = True


def is_wanted() -> bool:
    """Return whether names were hidden when a casebook was last open in this run of the program."""
    return _STATE.is_wanted


def kept() -> NameCover | None:
    """Return what covers names, or None."""
    return _STATE.names


def hide(notice: str) -> None:
    """Hide names from now on.

    Args:
        notice: what stands in place of a page of a document, on which names cannot be found.
    """
    _STATE.cover, _STATE.notice = _STATE.names.apply if _STATE.names is not None else None, notice


def show() -> None:
    """Show names, until they are hidden again."""
    _STATE.cover, _STATE.notice = None, ""


def is_hiding() -> bool:
    """Return whether names are hidden now."""
    return _STATE.cover is not None


def cover() -> Cover:
    """Return what covers a text now; the text itself where names are not hidden."""
    return _STATE.cover or str


def on_screen(text: str) -> str:
    """Return a text as it may stand on the screen now."""
    return _STATE.cover(text) if _STATE.cover is not None and text else text


def names_behind(typed: str) -> tuple[str, ...]:
    """Return the names of those whose code name contains what was typed; none while names are shown."""
    return _STATE.names.names_behind(typed) if _STATE.names is not None and is_hiding() else ()


def notice() -> str:
    """Return what stands in place of a page of a document while names are hidden, else ""."""
    return _STATE.notice


def mark_covered(field: QWidget, *, is_covered: bool) -> None:
    """Note that a field is out of sight only because of a name in it."""
    field.setProperty(_COVERED, is_covered)


def is_covered(field: QWidget) -> bool:
    """Return whether a field is out of sight only because of a name in it."""
    return bool(field.property(_COVERED))


def keep_name(owner: QObject, stated: str | None) -> None:
    """Keep by which name something is known whose accessible name is covered; None once it is not."""
    owner.setProperty(_STATED_NAME, stated)


def stated_name(widget: QWidget) -> str:
    """Return the accessible name of a widget, whatever a screen reader says of it now."""
    return str(widget.property(_STATED_NAME) or widget.accessibleName())


def stated_choice(box: QComboBox) -> str:
    """Return the text of the choice of a box, whatever is shown of it."""
    stated = box.currentData(STATED)
    return box.currentText() if stated is None else str(stated)


def choose_stated(box: QComboBox, text: str) -> None:
    """Choose what has this text, whatever is shown of it."""
    at = box.findData(text, STATED)
    if at >= 0:
        box.setCurrentIndex(at)
    else:
        box.setCurrentText(text)
