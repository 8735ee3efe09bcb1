"""Closing a case from the window says on which day it was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casebook.domain.case import Case
from casebook.services import record
from casebook.services.case import open_case
from casebook.ui.pages.case_sheet import set_status
from tests.ui.conftest import Opened

if TYPE_CHECKING:
    from casebook.services.session import Session


def test_a_closed_case_keeps_the_day_and_an_open_one_none(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    desk = opened(blank).desk
    set_status(desk, case.id, "closed")
    assert record.find(blank, Case, case.id).closed_on == blank.clock().date()
    set_status(desk, case.id, "open")
    assert record.find(blank, Case, case.id).closed_on is None
