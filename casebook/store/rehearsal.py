"""Runs statements on an empty database in memory, so that they are compiled in advance."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from casebook.base.clock import system_clock
from casebook.store.base import connection
from casebook.store.base.migrate import migrate
from casebook.store.transaction import Store


def rehearse(work: Callable[[Store], object]) -> None:
    """Run this on an empty store, which is gone afterwards; what SQLAlchemy compiled for it is kept."""

    def run(engine: Engine) -> None:
        migrate(engine)
        work(Store(engine, b"", system_clock, ""))

    connection.rehearse(run)
