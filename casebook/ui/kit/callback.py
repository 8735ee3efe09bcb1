"""Callbacks whose owner may be destroyed before they are called."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from casebook.base.errors import CasebookError

T = TypeVar("T")


def while_there(asker: QObject | None, then: Callable[[T], None]) -> Callable[[T], None]:
    """Return a callback that does nothing once its owner is destroyed."""
    return then if asker is None else lambda answer: then(answer) if is_there(asker) else None


def is_there(asker: QObject | None) -> bool:
    """Return whether nobody owns a callback, or its owner is not destroyed."""
    return asker is None or isValid(asker)


def takes(
    asker: QObject | None, refused: Callable[[CasebookError], bool] | None, error: BaseException
) -> bool:
    """Return whether an expected failure was shown by the owner of a callback, which is not destroyed."""
    return isinstance(error, CasebookError) and is_there(asker) and refused is not None and refused(error)


def receiver(then: Callable[[T], None]) -> QObject | None:
    """Return the object whose method is the callback, or contains it; a new theme destroys it."""
    if isinstance(then, partial):
        return receiver(then.func)
    owner = getattr(then, "__self__", None)
    if inspect.isfunction(then):
        owner = inspect.getclosurevars(then).nonlocals.get("self")
    return owner if isinstance(owner, QObject) else None
