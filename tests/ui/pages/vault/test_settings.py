"""The Settings page: office defaults, the look at once, and the time until the vault locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from casebook.domain.base.office import Office
from casebook.host.desktop.screen_capture import CAN_EXCLUDE
from casebook.services.base.office import office
from casebook.services.base.session import Session
from casebook.services.base.setting import (
    LockTimes,
    date_order,
    is_out_of_captures,
    keep_out_of_captures,
    lock_times,
)
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault import capture_card
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import choose, field, part, press, problem_of, send, text_of

IDLE = "Lock after inactivity of"
Opened = Callable[..., Any]


def test_a_look_is_asked_for_and_the_present_one_is_marked(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    choices: list[str] = []
    workspace.context.theme_changed.connect(choices.append)
    looks = part(workspace.page, Card, "Appearance")
    marked = [choice.text() for choice in looks.findChildren(QPushButton) if choice.isChecked()]
    assert marked == ["Same as system"]
    press(looks, "High contrast")
    assert choices == ["contrast"]


def test_the_time_until_it_locks_is_kept_in_the_vault(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    times: list[LockTimes] = []
    workspace.context.lock_times_changed.connect(times.append)
    assert field(workspace.page, IDLE).currentText() == "5 minutes"
    choose(workspace.page, IDLE, "2 minutes")
    assert lock_times(blank).idle_s == 120
    assert times == [lock_times(blank)]


def test_office_defaults_are_kept_and_forms_begin_with_them(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    card = part(workspace.page, Card, "Office")
    for title, text in (("Country", "UK"), ("References of cases", "EX-##"), ("Your name", "A. Example")):
        send(card, title, text)
    assert office(blank) == Office(country="GB", numbering="EX-##", lawyer="A. Example")
    workspace.go(Location(page="cases"))
    workspace.page.start_new()
    form = part(workspace.page, Form, "New case")
    assert field(form, "Reference").text() == "EX-01"
    assert field(form, "Country").text() == "United Kingdom"


def test_a_wrong_office_default_is_refused_at_its_field(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    card = part(workspace.page, Card, "Office")
    send(card, "Country", "Atlantis")
    assert "This is not a country." in problem_of(card)
    send(card, "Country", "UK")
    send(card, "References of cases", "YYYY")
    assert "no place for the number" in problem_of(card)
    assert field(card, "References of cases").text() == "YYYY"
    assert office(blank).country == "GB"


def test_the_order_of_dates_is_kept_and_decides_in_forms(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    choose(workspace.page, "Order of day, month and year", "Month first: 12/31/2026")
    assert date_order(blank) == "month"
    assert workspace.context.day_reference().order == "month"
    again = opened(blank)
    assert again.context.day_reference().order == "month"


def test_where_windows_cannot_be_kept_out_of_screenshots_it_is_said(opened: Opened, blank: Session) -> None:
    keep_out_of_captures(blank, is_excluded=True)
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    card = part(workspace.page, Card, "Screenshots and screen sharing")
    (switch,) = card.findChildren(QCheckBox)
    assert switch.isChecked(), "what another computer was to do stays"
    assert switch.isEnabled() is CAN_EXCLUDE
    assert ("Only Windows can leave a window out" in text_of(card)) is not CAN_EXCLUDE


def test_a_refusal_by_the_system_is_said_and_nothing_is_kept(
    opened: Opened, blank: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows older than any that is supported refuse; so does every other system, where none is asked."""
    monkeypatch.setattr(capture_card, "CAN_EXCLUDE", True)
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    card = part(workspace.page, Card, "Screenshots and screen sharing")
    messages: list[str] = []
    workspace.context.message_posted.connect(lambda message: messages.append(message.title))
    press(card, "Keep Casebook out of screenshots and shared screens")
    assert not any(switch.isChecked() for switch in card.findChildren(QCheckBox))
    assert messages == ["This computer did not leave Casebook out of screenshots."]
    assert not is_out_of_captures(blank)
