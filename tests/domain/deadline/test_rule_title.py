from __future__ import annotations

from datetime import date

import pytest

from casebook.base.i18n import Translator
from casebook.domain.agenda.agenda import AgendaItem
from casebook.domain.agenda.timeline import Mark
from casebook.domain.deadline.rule_title import RuleTitled
from casebook.services.case.case_gaps import Gap

DAY = date(2026, 12, 1)
OF_RULE = (
    AgendaItem(
        id="d",
        kind="deadline",
        case_id="c",
        reference="R",
        title="Deadline",
        on=DAY,
        urgency="near",
        is_titled_by_rule=True,
    ),
    Mark(title="Deadline", on=DAY, is_titled_by_rule=True),
    Gap(kind="no-deadline", record_id="d", about="Deadline", is_titled_by_rule=True),
)


@pytest.mark.parametrize("titled", OF_RULE, ids=lambda titled: type(titled).__name__)
def test_the_title_of_a_rule_is_shown_in_the_language_of_the_reader(titled: RuleTitled) -> None:
    assert "is_titled_by_rule" not in vars(type(titled)), "kept in one place"
    assert titled.shown("Deadline", Translator("zh-Hans")) == "期限"
    assert titled.shown("Typed here", Translator("zh-Hans")) == "Typed here"
    assert RuleTitled().shown("Deadline", Translator("zh-Hans")) == "Deadline"
