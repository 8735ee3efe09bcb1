from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casebook.domain.dossier.profile import FormatRule, Profile


def rule(**changes: object) -> FormatRule:
    defaults: dict[str, Any] = {
        "field": "file_format",
        "value": "PDF",
        "profile_id": "xx-court",
        "level": "must",
        "is_seen": True,
        "needs_confirming": False,
        "pinpoint": "para 1",
        "kind": "official",
        "url": "",
        "as_of_on": date(2026, 1, 2),
        "is_as_of_estimated": False,
    }
    return FormatRule(**{**defaults, **changes})


@pytest.mark.parametrize(
    ("changes", "may_block"),
    [
        ({}, True),
        ({"level": "should"}, False),
        ({"is_seen": False}, False),
        ({"needs_confirming": True}, False),
    ],
)
def test_a_rule_blocks_only_when_it_is_an_order_that_was_read(
    changes: dict[str, Any], *, may_block: bool
) -> None:
    assert rule(**changes).may_block is may_block


def test_a_profile_gives_a_rule_by_its_field_or_none() -> None:
    profile = Profile(
        id="xx-court", forum="A Court", jurisdiction="XX", status="usable", notes="", rules=(rule(),)
    )
    assert profile.rule("file_format") == rule()
    assert profile.rule("paper") is None
