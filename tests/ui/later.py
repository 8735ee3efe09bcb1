"""A runner that answers when it is let."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from casebook.services.base.flow import FlowFactory
from casebook.ui.kit.tasks import BackgroundTask, Failed, InLine


class Later(InLine):
    """Answers when it is let, in the order asked."""

    def __init__(self) -> None:
        self._held: list[Callable[[], None]] = []

    def run(
        self, task: BackgroundTask, make: FlowFactory[Any], then: Callable[[Any], None], failed: Failed
    ) -> None:
        """Hold what is asked."""
        self._held.append(partial(InLine.run, self, task, make, then, failed))

    def let(self, *, newest_first: bool = False) -> None:
        """Answer all that was asked, and what that asks; newest first as where two lanes work."""
        while self._held:
            self._held.pop(-1 if newest_first else 0)()

    def let_some(self, rng: Random) -> None:
        """Answer some of what was asked, in any order."""
        for _ in range(rng.randint(0, len(self._held))):
            self._held.pop(rng.randrange(len(self._held)))()

    def stop(self, last: Callable[[], None] | None = None) -> None:
        """Drop what is held."""
        self._held.clear()
        super().stop(last)
