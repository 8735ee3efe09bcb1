from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from casebook.base.clock import fixed_clock
from casebook.store.base.connection import open_engine
from casebook.store.base.migrate import migrate
from casebook.store.store import Store

AT = datetime(2026, 5, 11, 11, 2, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[Store]:
    engine = open_engine(None, bytes(range(48)))
    migrate(engine)
    opened = Store(engine, b"audit key of thirty-two bytes...", fixed_clock(AT), "tester")
    yield opened
    opened.close()
