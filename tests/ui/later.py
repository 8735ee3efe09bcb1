"""A runner that answers when it is let."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from casebook.services.base.flow import Flow
from casebook.ui.kit.tasks import BackgroundTask, InLine


class Later(InLine):
    """Answers when it is let, in the order asked."""

    def __init__(self) -> None:
        self._held: list[tuple[Flow[Any], Callable[[], None]]] = []

    def run(self, task: BackgroundTask, flow: Flow[Any], then: Callable[[Any], None], failed: Any) -> None:  # noqa: ANN401
        """Hold what is asked."""
        self._held.append((flow, partial(InLine.run, self, task, flow, then, failed)))

    def let(self) -> None:
        """Answer all that was asked, and what that asks."""
        while self._held:
            self._held.pop(0)[1]()

    def stop(self, last: Callable[[], None] | None = None) -> None:
        """Close pending flows; a flow neither driven nor closed would fail a later test."""
        while self._held:
            self._held.pop()[0].close()
        super().stop(last)
