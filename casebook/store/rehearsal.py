"""Runs statements on a database in memory, so that they are compiled in advance."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine

from casebook.base.clock import system_clock
from casebook.store.base import connection
from casebook.store.base.migrate import migrate
from casebook.store.transaction import Store

T = TypeVar("T")


def rehearse(work: Callable[[Store], T]) -> T:
    """Run this on an empty store, which is gone afterwards; what SQLAlchemy compiled for it is kept."""

    def run(engine: Engine) -> T:
        migrate(engine)
        return work(Store(engine, b"", system_clock, ""))

    return connection.rehearse(run)
