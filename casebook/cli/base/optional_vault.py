"""Commands that need no vault, and use the records of one that they are given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casebook.services.base.session import Session


@contextmanager
def perhaps_unlocked(vault: Path | None, key_file: Path | None) -> Iterator[Session | None]:
    """Yield a read session if a vault is given; without one, no code of the database is loaded."""
    if vault is None:
        yield None
        return
    from casebook.cli.base.session import reading

    with reading(vault, key_file) as session:
        yield session
