"""The review of replacements is gone on with after a lock, where it shows the same as before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.pages.dossier.dossier_replacements import SCREEN, Replacements
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.message_bar import MessageBar
from tests.ui.driver import choose, message_of, part, settle, shown_in
from tests.ui.pages.dossier.dossier_page import Opened, open_dossier

REASON = "The court knows the name"
_SAID = " ".join(f"In yard {chr(ord('a') + number)} Lin Zhiyuan spoke." for number in range(SCREEN + 1))


@pytest.fixture
def reviewed(opened: Opened, blank: Session, drafted: Dossier) -> Any:  # noqa: ANN401 - the tab of a case
    """A pseudonymised copy with one more replacement than a screen shows; the first is refused."""
    consent = Consent(purpose="court", given_on=blank.clock().date())
    client = Person(id="lin", names=(Name(text="Lin Zhiyuan", script="Latn"),), consents=(consent,))
    record.add(blank, client)
    case = record.find(blank, Case, drafted.case_id)
    record.change(blank, replace(case, reference="", parties=(Party(person_id=client.id),)))
    _say(blank, drafted, _SAID)
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    copy = page.side.copy
    copy.kind.setFocus()
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    copy.replacements.start.click()
    settle()
    tick = copy.replacements.ticks[0]
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    QTest.keyClicks(_reasons(copy.replacements)[0], REASON)
    return page


def _say(session: Session, dossier: Dossier, text: str) -> None:
    section = Section(id="t", kind="free-text", title="Note", text=text)
    record.change(session, replace(record.find(session, Dossier, dossier.id), sections=(section,)))


def _reasons(review: Replacements) -> list[QLineEdit]:
    return [one for one in review.findChildren(QLineEdit) if not one.isHidden()]


def _accept(review: Replacements, text: str) -> None:
    """Accept until this is what is said of it."""
    while text not in review.summary.text():
        settle()
        review.accept.click()
    settle()


def _lock_and_go_on(page: Any, opened: Opened, session: Session) -> Any:  # noqa: ANN401 - the tab of a case
    page.context.about_to_lock.emit()
    again = opened(session)
    settle()
    QTest.mouseClick(part(again, DraftBar).take, Qt.MouseButton.LeftButton)
    settle()
    return shown_in(again.page).side.copy


def test_a_review_under_way_goes_on_at_its_screen(reviewed: Any, opened: Opened, blank: Session) -> None:  # noqa: ANN401 - the tab of a case
    last = f"{SCREEN + 1} to {SCREEN + 1} of {SCREEN + 1}"
    _accept(reviewed.side.copy.replacements, last)
    copy = _lock_and_go_on(reviewed, opened, blank)
    assert last in copy.replacements.summary.text()
    assert not copy.go.isEnabled()
    copy.replacements.back.click()
    settle()
    assert [one.text() for one in _reasons(copy.replacements)] == [REASON]
    _accept(copy.replacements, "accepted")
    assert copy.go.isEnabled()


def test_a_finished_review_holds_after_a_lock(reviewed: Any, opened: Opened, blank: Session) -> None:  # noqa: ANN401 - the tab of a case
    _accept(reviewed.side.copy.replacements, "accepted")
    copy = _lock_and_go_on(reviewed, opened, blank)
    assert copy.go.isEnabled()
    assert copy.replacements.summary.text() == f"{SCREEN} replacements accepted, 1 refused."
    assert [one.reason for one in copy.request.decisions] == [REASON]


def test_what_shows_another_text_is_reviewed_anew(
    reviewed: Any,  # noqa: ANN401 - the tab of a case
    opened: Opened,
    blank: Session,
    drafted: Dossier,
) -> None:
    _accept(reviewed.side.copy.replacements, "accepted")
    reviewed.context.about_to_lock.emit()
    _say(blank, drafted, f"{_SAID} We saw Zhiyuam.")
    copy = _lock_and_go_on(reviewed, opened, blank)
    assert not copy.go.isEnabled()
    assert copy.replacements.summary.text() == f"1 to {SCREEN} of {SCREEN + 1}"
    assert [one.text() for one in _reasons(copy.replacements)] == [REASON], "it is about the same words"


def test_a_copy_whose_text_changed_since_its_review_is_not_built(
    reviewed: Any,  # noqa: ANN401 - the tab of a case
    blank: Session,
    tmp_path: Path,
) -> None:
    copy, out = reviewed.side.copy, tmp_path / "copy.pdf"
    _accept(copy.replacements, "accepted")
    person = record.find(blank, Person, "lin")
    record.change(blank, replace(person, names=(Name(text="Lin Meili", script="Latn"),)))
    settle()
    copy.build_to(out)
    settle()
    assert not out.exists()
    assert "has changed since you reviewed it" in message_of(reviewed.window())
    assert not copy.go.isEnabled()
    _accept(copy.replacements, "accepted")
    assert not part(reviewed.window(), MessageBar).isVisible(), "it was reviewed again"
    copy.build_to(out)
    settle()
    assert out.exists()


def test_a_copy_is_built_as_reviewed_where_nothing_it_shows_changed(
    reviewed: Any,  # noqa: ANN401 - the tab of a case
    blank: Session,
    tmp_path: Path,
) -> None:
    copy = reviewed.side.copy
    _accept(copy.replacements, "accepted")
    record.add(blank, Person(id="other", names=(Name(text="Somebody Else", script="Latn"),)))
    settle()
    known = [copy.replacements.reviewed.last_change]
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        copy.build_to(tmp_path / name)
        settle()
        assert (tmp_path / name).exists()
        assert copy.go.isEnabled()
        known.append(copy.replacements.reviewed.last_change)
    assert known[0] < known[1], "it was searched again"
    assert known[2] == known[3], "nothing but the build of a copy came in between"


def test_after_a_copy_the_whole_choice_is_kept(
    reviewed: Any,  # noqa: ANN401 - the tab of a case
    opened: Opened,
    blank: Session,
    tmp_path: Path,
) -> None:
    copy = reviewed.side.copy
    _accept(copy.replacements, "accepted")
    copy.build_to(tmp_path / "copy.pdf")
    settle()
    copy.for_whom.setFocus()
    QTest.keyClicks(copy.for_whom, "Journalist")
    again = _lock_and_go_on(reviewed, opened, blank)
    assert (again.kind.currentData(), again.for_whom.text()) == ("pseudonymised", "Journalist")
    assert [one.reason for one in again.request.decisions] == [REASON]
    assert again.go.isEnabled()


def test_reasons_wait_until_their_kind_of_copy_is_chosen(
    reviewed: Any,  # noqa: ANN401 - the tab of a case
    opened: Opened,
    blank: Session,
) -> None:
    kind = reviewed.side.copy.kind
    kind.setCurrentIndex(kind.findData("filing"))
    copy = _lock_and_go_on(reviewed, opened, blank)
    assert copy.replacements.progress.isHidden()
    assert not list(copy.request.decisions)
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    copy.replacements.start.click()
    settle()
    assert [one.reason for one in copy.request.decisions] == [REASON]


def test_words_that_stand_alone_say_that_they_cannot_be_refused(
    reviewed: Any,  # noqa: ANN401 - the tab of a case
    blank: Session,
    drafted: Dossier,
) -> None:
    _say(blank, drafted, "Lin Zhiyuan")
    review = reviewed.side.copy.replacements
    review.begin()
    settle()
    alone = [tick for tick in review.ticks if not tick.isEnabled()]
    said = [one.text() for one in review.rows if "always replaced" in one.text()]
    assert len(alone) == len(said) == 1


def test_reasons_of_one_dossier_are_none_of_another(
    reviewed: Any,  # noqa: ANN401 - the tab of a case
    blank: Session,
    drafted: Dossier,
) -> None:
    _accept(reviewed.side.copy.replacements, "accepted")
    record.add(blank, replace(record.find(blank, Dossier, drafted.id), id=blank.ids(), title="Other"))
    settle()
    choose(reviewed, "Dossier", "Other")
    settle()
    copy = reviewed.side.copy
    assert copy.request.dossier_id != drafted.id
    assert not copy.go.isEnabled()
    copy.replacements.start.click()
    settle()
    assert not list(copy.request.decisions)
