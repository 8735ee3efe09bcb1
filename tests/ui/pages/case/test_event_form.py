"""The form of an event: a service needs a date, other events keep the words in which theirs was stated."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.case.birth_notice import BirthNotice
from casebook.ui.pages.case.period_notice import PeriodNotice
from casebook.ui.pages.wording.case import CaseWords
from tests.ui.conftest import Opened
from tests.ui.driver import part, problem_of, shown_in, text_of
from tests.ui.pages.filled import fill, save


@pytest.mark.parametrize("words", ["", "some time after the feast"])
def test_a_service_without_a_date_is_refused_at_its_field(opened: Opened, blank: Session, words: str) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    save(fill(form, title="Served", kind="decision-served", status="happened", on=words))
    assert "needs a date" in problem_of(form.fields.boxes["on"])
    save(fill(form, kind="contact"))
    assert [event.on.words for event in record.every(blank, Event)] == [words]


def test_tomorrow_at_10am_is_entered_as_it_is_typed(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    fill(form, title="Hearing", kind="hearing", status="planned", zone="Asia/Nicosia")
    for key, text in (("on", "tomorrow"), ("clock", "10am")):
        form.entries[key].take_focus()
        QTest.keyClicks(form.entries[key].edit, text)
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (event,) = record.every(blank, Event)
    assert event.local_at is not None
    assert event.local_at.isoformat() == "2026-05-12T10:00:00+03:00"


def test_a_day_before_the_birth_is_told_at_the_field_and_saved(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    born = StatedDate(edtf="1990-05-02")
    record.add(blank, Person(id="p1", names=(Name(text="Wen Shuyan", script="Latn"),), born=born))
    parties = (Party(person_id="p1"),)
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY", parties=parties)
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    notice = part(form.fields.boxes["on"], BirthNotice)
    fill(form, title="Arrest", kind="arrest", status="happened", on="1982-03-01")
    qtbot.waitUntil(notice.isVisible)
    assert "before the client was born" in text_of(notice)
    assert "before the client was born" in notice.accessibleName()
    fill(form, on="1982-03-")
    qtbot.waitUntil(notice.isHidden)
    fill(form, on="1982-03-01")
    save(form)
    assert [event.on.edtf for event in record.every(blank, Event)] == ["1982-03-01"]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_a_contact_as_an_event_is_no_person(language: str) -> None:
    words = Translator(language)
    assert CaseWords(words).event_kind["contact"] != words("Contact")


def test_an_event_from_which_no_deadline_runs_says_so(opened: Opened, blank: Session, qtbot: QtBot) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    record.add(blank, Proceeding(id="p", case_id=case.id, kind="extradition", forum=""))
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    workspace.run_action("new")
    form = shown_in(workspace.page).editor.form
    notice = part(form, PeriodNotice)
    fill(form, title="Detention reviewed", kind="hearing", on="2026-05-04")
    qtbot.waitUntil(lambda: "No known deadline of this country" in notice.accessibleName())
    fill(form, kind="decision-served", proceeding_id="")
    qtbot.waitUntil(lambda: not notice.accessibleName())
    fill(form, proceeding_id="p")  # only bodies and treaties are left
    qtbot.waitUntil(lambda: "No known deadline of this country" in notice.accessibleName())
    assert "look it up: " in notice.accessibleName()
    assert "Habeas corpus against committal (Law 97/1970 s. 10)" in notice.accessibleName()
