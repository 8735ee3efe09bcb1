"""Entries of the history are read as the migrations made the rows."""

from __future__ import annotations

from typing import Any

import pytest

from casebook.store.base.migrated_history import as_today, recode

UNLOCKED = {"kind": "copied", "why": "", "detail": "unlocked"}


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ({"kind": "copied", "why": "opened with its password"}, UNLOCKED),
        (
            {"kind": "copied", "why": "a copy was saved outside the vault"},
            {"kind": "copied", "why": "", "detail": "saved-outside"},
        ),
        ({"kind": "received", "why": "Ada"}, {"kind": "received", "why": "Ada", "detail": ""}),
        (UNLOCKED, UNLOCKED),
    ],
)
def test_a_step_of_custody_has_its_code(former: dict[str, Any], today: dict[str, Any]) -> None:
    values: dict[str, object] = {"custody": [dict(former)]}
    assert recode("document", values) is (former != today)
    assert as_today("document", values) == {"custody": [today]}
    assert not recode("document", values)


def test_a_noun_that_no_migration_changed_stays() -> None:
    assert as_today("fact", {"custody": [{"why": "opened with its password"}]}) == {
        "custody": [{"why": "opened with its password"}]
    }
    assert as_today("document", {"custody": None}) == {"custody": None}
