"""The warnings that accompany a date are words to read."""

from __future__ import annotations

import re
from datetime import date

from casebook.base.i18n import Translator
from casebook.domain.deadline import deadline_warning
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.trace import DeadlineWarning
from tests.domain.deadline.shelf import SHELF

_ID = re.compile(r"[a-z]{2,}(?:-[a-z0-9.]*[a-z0-9])+")


def test_no_warning_names_a_rule_or_method_by_its_id() -> None:
    ids = {*SHELF.rules, *SHELF.methods}
    day = date(2026, 11, 26)
    warnings = [
        warning
        for rule in SHELF.rules.values()
        for warning in (
            *deadline_warning.of_rule(rule, DeadlineInput(on=day), day),
            *deadline_warning.of_method(SHELF.methods[rule.method_id]),
        )
    ]
    assert any(warning.kind == "method-unseen" for warning in warnings)
    named = {word for each in warnings for word in _ID.findall(f"{each.text} {each.value}")}
    assert not named & ids


def test_a_warning_names_a_calendar_in_the_language_of_the_window() -> None:
    warning = DeadlineWarning("foreign-calendar", "The calendar {value} is closed.", "Austria")
    assert "奥地利" in warning.format(Translator("zh-Hans"))
    assert "Austria" in warning.format(Translator("en"))
