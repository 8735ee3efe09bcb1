"""How old the last backup is: by the days of the calendar where the person is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from casebook.base.i18n import Translator
from casebook.services.base.backups.backup_making import Backup
from casebook.ui.pages.vault.backups import backup_age


@pytest.mark.parametrize(
    ("made_at", "age"),
    [
        (datetime(2026, 5, 12, 7, tzinfo=UTC), "Today's backup"),
        (datetime(2026, 5, 11, 12, tzinfo=UTC), "Backup from 1 day ago"),
        (datetime(2026, 5, 13, 12, tzinfo=UTC), "Last backup dated in the future"),
    ],
)
def test_a_day_is_one_of_the_calendar(made_at: datetime, age: str) -> None:
    last = Backup(path=Path("b"), made_at=made_at, changes=1, audit_head="", files=0, missing=())
    assert backup_age(Translator(), last, datetime(2026, 5, 12, 9, tzinfo=UTC)) == age
