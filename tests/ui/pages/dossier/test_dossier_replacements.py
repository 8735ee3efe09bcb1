"""The review of replacements in the window: what is accepted was seen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.pages.dossier import dossier_copy
from casebook.ui.pages.dossier.dossier_copy import CopyPane
from tests.ui.driver import press, settle
from tests.ui.later import Later
from tests.ui.pages.dossier.dossier_page import Opened, open_dossier

ACCOUNT = "Perhaps an account, not replaced: moonharbour (Section: Note): The post of moonharbour is gone."
_MISSPELT = ("Zhiyuam", "Zhiyuak", "Zhiyuat", "Zhiyuas", "Zhiyuar", "Zhiyuad", "Zhiyuab", "Zhiyuav")
REPEATED = "Perhaps a name, not replaced: Zhiyuaw (Section: Note · 3 places): We saw Zhiyuaw in the yard."
"""The last row."""
_PLACES = [(number, f"{chr(ord('A') + number % 26)}{'aeiou'[number % 5]}rbo{number}") for number in range(90)]


@pytest.fixture
def page(opened: Opened, blank: Session, drafted: Dossier) -> Any:  # noqa: ANN401 - the tab of a case
    """A pseudonymised copy that leaves ten words, one in three places; five of them are folded."""
    consent = Consent(purpose="court", given_on=blank.clock().date())
    names = (Name(text="Lin Zhiyuan", script="Latn"),)
    client = Person(id="lin", names=names, consents=(consent,), safe_contact="Telegram: moonharbour")
    record.add(blank, client)
    case = record.find(blank, Case, drafted.case_id)
    record.change(blank, replace(case, reference="", parties=(Party(person_id=client.id),)))
    seen = " ".join(f"We saw {name} in the yard." for name in (*_MISSPELT, "Zhiyuaw"))
    seen += " We saw Zhiyuaw at noon. We saw Zhiyuaw again."
    section = Section(id="t", kind="free-text", title="Note", text=f"{seen} The post of moonharbour is gone.")
    record.change(blank, replace(drafted, sections=(section,)))
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    kind = page.side.copy.kind
    kind.setCurrentIndex(kind.findData("pseudonymised"))
    return page


@pytest.fixture
def perhaps(page: Any) -> CopyPane:  # noqa: ANN401 - the tab of a case
    """The Build tab of this copy."""
    copy: CopyPane = page.side.copy
    return copy


@pytest.fixture
def later(page: Any) -> Iterator[Later]:  # noqa: ANN401 - the tab of a case
    """Let the window answer later, once the copy is shown."""
    before, runner = page.context.runner, Later()
    page.context.runner = runner
    yield runner
    runner.stop()
    page.context.runner = before


def test_accounts_come_first_and_a_word_once_with_its_count(perhaps: CopyPane) -> None:
    review = perhaps.replacements
    review.start.click()
    settle()
    assert review.overlooked.text().startswith(ACCOUNT)
    review.overlooked.more.click()
    assert review.overlooked.text().endswith(REPEATED)
    assert review.overlooked.text().count("not replaced") == len(_MISSPELT) + 2
    assert any("A word in quotation marks" in one.text() for one in review.findChildren(QLabel))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Beside the aunt 41023 it says.", "document, not replaced: 41023 (Section: Note): Beside the aunt"),
        ("Here: 38039,38040,38041 and 38042.", "documents, not replaced (Section: Note): 38039"),
    ],
)
def test_numbers_of_no_known_thing_are_listed_with_their_remedy(
    perhaps: CopyPane, blank: Session, drafted: Dossier, text: str, row: str
) -> None:
    dossier = record.find(blank, Dossier, drafted.id)
    record.change(blank, replace(dossier, sections=(replace(dossier.sections[0], text=text),)))
    review = perhaps.replacements
    review.start.click()
    settle()
    assert row in review.overlooked.text()
    assert any("identity documents of the person" in one.text() for one in review.findChildren(QLabel))


def test_folded_words_are_shown_before_they_are_accepted(perhaps: CopyPane) -> None:
    review = perhaps.replacements
    review.start.click()
    settle()
    assert REPEATED not in review.overlooked.text()
    review.overlooked.more.click()
    review.overlooked.more.click()
    review.accept.click()
    assert not perhaps.go.isEnabled()
    assert REPEATED in review.overlooked.text(), "folded again, they are shown again"
    while not review.is_finished:
        settle()
        review.accept.click()
    assert perhaps.go.isEnabled()


def test_names_of_one_spelling_are_shown_on_the_first_screen_alone(
    page: Any,  # noqa: ANN401 - the tab of a case
    blank: Session,
    drafted: Dossier,
) -> None:
    dossier = record.find(blank, Dossier, drafted.id)
    said = " ".join(f"On {place} street {number} Lin Zhiyuan met {place}." for number, place in _PLACES)
    section = Section(id="t", kind="free-text", title="Note", text=said)
    record.change(blank, replace(dossier, sections=(section,)))
    review = page.side.copy.replacements
    review.start.click()
    settle()
    screens: dict[str, bool] = {}
    while not review.is_finished:
        names = (one.text() for one in review.findChildren(QLabel) if "may also be" in one.text())
        screens[review.summary.text()] = any(names)
        review.accept.click()
        settle()
    assert len(screens) > 1
    assert [*screens.values()] == [True, *[False] * (len(screens) - 1)]


def test_what_is_settled_is_no_longer_called_open(page: Any, blank: Session) -> None:  # noqa: ANN401 - the tab of a case
    client = record.find(blank, Person, "lin")
    record.change(blank, replace(client, consents=()))
    settle()
    review = page.side.copy.replacements
    review.start.click()
    settle()
    assert "cannot be built yet" in review.summary.text()
    page.side.copy.consent.record()
    settle()
    assert "cannot be built yet" not in review.summary.text()


def test_another_search_folds_the_words_anew(perhaps: CopyPane) -> None:
    review = perhaps.replacements
    for begin in ("Review replacements", "Review again"):
        press(perhaps, begin)
        assert not perhaps.go.isEnabled(), "while it is reviewed again"
        settle()
        review.accept.click()
        assert not perhaps.go.isEnabled()
        assert REPEATED in review.overlooked.text()
        while not review.is_finished:
            settle()
            review.accept.click()
        assert not review.start.isVisible(), "a click where the next step stood begins nothing anew"


def test_keys_pressed_while_replacements_are_searched_do_nothing(perhaps: CopyPane, later: Later) -> None:
    review = perhaps.replacements
    QTest.keySequence(perhaps, QKeySequence("Ctrl+Return"))
    settle()
    assert not review.progress.visibleRegion().isEmpty(), "it answers in view"
    assert not review.start.isEnabled()
    review.begin()
    QTest.keySequence(perhaps, QKeySequence("Ctrl+Return"))
    later.let()
    assert review.start.isEnabled()
    for _ in range(9):
        QTest.keySequence(perhaps, QKeySequence("Ctrl+Return"))
    assert REPEATED not in review.overlooked.text(), "keys that waited accept nothing before it is painted"
    settle()
    assert not review.summary.visibleRegion().isEmpty(), "from its top"
    assert not review.is_finished


def test_a_search_for_other_terms_is_ignored(perhaps: CopyPane, later: Later) -> None:
    review = perhaps.replacements
    review.begin()
    perhaps.shown_kinds.ticks["date"].setChecked(True)
    assert review.start.isEnabled()
    assert review.progress.isHidden()
    later.let()
    assert not review.accept.isVisible(), "of the terms before"
    perhaps.shown_kinds.reasons["date"].setText("An exercise")
    perhaps.shown_kinds.reasons["date"].editingFinished.emit()
    review.start.click()
    assert not review.progress.isHidden()
    later.let()
    assert review.accept.isVisible()


def test_keys_that_waited_when_the_review_ends_build_nothing(
    perhaps: CopyPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_for: list[str] = []
    monkeypatch.setattr(dossier_copy, "pick_target", lambda *names: opened_for.append(names[-1]))
    review = perhaps.replacements
    review.start.click()
    while not review.is_finished:
        settle()
        QTest.keySequence(perhaps, QKeySequence("Ctrl+Return"))
    assert perhaps.go.isEnabled()
    QTest.keySequence(perhaps, QKeySequence("Ctrl+Return"))
    perhaps.go.click()
    assert opened_for == []
    settle()
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, autorep=True
    )
    QApplication.sendEvent(perhaps, held)
    assert opened_for == []
    QTest.keySequence(perhaps, QKeySequence("Ctrl+Return"))
    assert opened_for == ["dossier-pseudonymised.pdf"]


def test_what_refuses_the_copy_is_said_before_the_review(
    page: Any,  # noqa: ANN401 - the tab of a case
    blank: Session,
    drafted: Dossier,
) -> None:
    text = "We saw Zhiyuam. [[?what he said]]"
    section = Section(id="t", kind="free-text", title="Note", text=text)
    record.change(blank, replace(record.find(blank, Dossier, drafted.id), sections=(section,)))
    review = page.side.copy.replacements
    review.start.click()
    settle()
    assert "Section A: 1 passage is still to be written." in review.summary.text()
    assert not review.accept.isVisible()
    assert review.start.isEnabled()
    record.change(
        blank,
        replace(
            record.find(blank, Dossier, drafted.id), sections=(replace(section, text="We saw Zhiyuam."),)
        ),
    )
    review.start.click()
    settle()
    assert "still to be written" not in review.summary.text()
    assert review.accept.isVisible()


def test_an_exhibit_that_refuses_the_copy_is_left_out_by_a_button(
    page: Any,  # noqa: ANN401 - the tab of a case
    blank: Session,
    drafted: Dossier,
) -> None:
    sealed = blank.vault.attachments.seal(io.BytesIO(b"PK\x03\x04words"), blank.ids())
    archive = Document(
        id=blank.ids(),
        case_id=drafted.case_id,
        title="Archive",
        kind="other",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        media_type="application/zip",
    )
    record.add(blank, sealed, archive)
    record.change(blank, replace(record.find(blank, Dossier, drafted.id), exhibit_ids=(archive.id,)))
    page.read()
    copy = page.side.copy
    review = copy.replacements
    review.start.click()
    settle()
    assert "neither a PDF nor an image" in review.summary.text()
    press(review, "Leave exhibit no. 1 of the list out and continue")
    settle()
    assert copy.request.placeholders == {archive.id}
    assert "neither a PDF nor an image" not in review.summary.text()
    assert review.accept.isVisible()
