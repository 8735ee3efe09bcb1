"""What the program says of itself while it works: verbs, counts and ids, never what a record says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

# logging is loaded when there is something to say: on the way to the lock screen there is not.


def start_log(*, verbose: bool = False) -> None:
    """Send the log to standard error; quiet unless asked. No log file exists."""
    import logging

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("casebook")
    root.handlers = [handler]
    root.setLevel(logging.INFO if verbose else logging.WARNING)
    root.propagate = False


def whereabouts(error: BaseException) -> str:
    """What kind of error and where in the code, such as ``KeyError at case.py:12``.

    SECURITY: never its own text, which may hold a record's.
    """
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    return f"{type(error).__name__} at {where}"


def note_bug(error: BaseException) -> None:
    """Tell the log where an error nobody expected came from."""
    import logging

    logging.getLogger("casebook").error("a bug: %s", whereabouts(error))


def note_bugs(then: Callable[[], None] | None = None) -> None:
    """From now on note what nobody catches in this process, in place of Python's words with its text.

    Args:
        then: is called after it was noted.
    """

    def note(_: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        note_bug(error.with_traceback(trace))
        if then:
            then()

    def note_unraised(unraised: sys.UnraisableHookArgs) -> None:
        if unraised.exc_value is not None:
            note_bug(unraised.exc_value)

    sys.excepthook, sys.unraisablehook = note, note_unraised
