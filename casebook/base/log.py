"""The log: actions, counts and IDs, never record content."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import TracebackType

_OURS = "casebook."

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


def error_place(error: BaseException) -> str:
    """Type and place of an error, such as ``KeyError at casebook.cli.run:run:12``.

    The place is the innermost of ours: module, function and line; that of a library where none is ours.

    SECURITY: never its own text, which may hold a record's.
    """
    steps = list(traceback_steps(error))
    ours = [step for step in steps if step.tb_frame.f_globals.get("__name__", "").startswith(_OURS)]
    where = _named(ours[-1]) if ours else _named(steps[-1]) if steps else "?"
    return f"{type(error).__name__} at {where}"


def traceback_steps(error: BaseException) -> Iterator[TracebackType]:
    """Yield the calls through which an error passed, the outermost first."""
    step = error.__traceback__
    while step is not None:
        yield step
        step = step.tb_next


def _named(step: TracebackType) -> str:
    frame = step.tb_frame
    return f"{frame.f_globals.get('__name__', '?')}:{frame.f_code.co_qualname}:{step.tb_lineno}"


def note_bug(error: BaseException) -> None:
    """Log the origin of an unexpected error."""
    import logging

    logging.getLogger("casebook").error("a bug: %s", error_place(error))


def note_bugs(then: Callable[[BaseException], None] | None = None) -> None:
    """Log uncaught errors of this process from now on, instead of Python's report with their text.

    Args:
        then: is given the error after it was noted.
    """

    def note(_: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        note_bug(error.with_traceback(trace))
        if then:
            then(error)

    def note_unraised(unraised: sys.UnraisableHookArgs) -> None:
        if unraised.exc_value is not None:
            note_bug(unraised.exc_value)

    sys.excepthook, sys.unraisablehook = note, note_unraised
