"""Runs statements on a database in memory, so that they are compiled in advance."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine

from casebook.base.clock import system_clock
from casebook.store.base import connection
from casebook.store.base.migrate import migrate
from casebook.store.store import Store

T = TypeVar("T")


def rehearse(work: Callable[[Store], T]) -> T:
    """Run a function on an empty temporary store, to keep the statements SQLAlchemy compiles."""

    def run(engine: Engine) -> T:
        migrate(engine)
        return work(Store(engine, b"", system_clock, ""))

    return connection.rehearse(run)
