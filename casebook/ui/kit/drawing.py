"""Overrides called by Qt to paint or handle events: a bug in one is contained."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def contained(override: Callable[P, T]) -> Callable[P, T | None]:
    """Contain a bug in an event or in a model's data; nothing is done or shown instead.

    It is handed to the hook for what nobody caught, which shows a message. Qt takes no exception.

    WORKAROUND(PySide6 6.11: an override that fails ends the process, where Python before 3.12 has not made
    an object of the exception yet, or where it passes from a model through a view into a delegate)
    """

    @wraps(override)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return override(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the hook decides what becomes of it
            sys.excepthook(type(error), error, error.__traceback__)
            return None

    return drawn


def contained_reply(override: Callable[P, bool]) -> Callable[P, bool]:
    """Contain a bug as `contained`, for an override that returns whether it handled an event: it did not."""
    answered = contained(override)

    @wraps(override)
    def replied(*args: P.args, **kwargs: P.kwargs) -> bool:
        return bool(answered(*args, **kwargs))

    return replied
