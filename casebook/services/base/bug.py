"""What a bug puts at risk: whether the session may go on after it ([0027](../../docs/decisions))."""

from __future__ import annotations

from typing import Protocol

from casebook.base.log import traceback_steps

_GUARDED = ("casebook.vault.", "casebook.crypto.")
"""What holds the folder and the keys."""


class Writing(Protocol):
    """A session, for what is asked here."""

    @property
    def undone_by(self) -> BaseException | None:
        """The bug for which the last write that failed was undone, or None."""
        ...


def endangers_data(session: Writing, error: BaseException) -> bool:
    """Return whether a bug occurred during a write, or in code that holds the folder and keys.

    A bug in reading, drawing or building leaves what is saved as it was.
    """
    modules = (step.tb_frame.f_globals.get("__name__", "") for step in traceback_steps(error))
    return error is session.undone_by or any(module.startswith(_GUARDED) for module in modules)
