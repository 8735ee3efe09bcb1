"""Names hidden on the screen: no text of the window has one, on any page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.clock import fixed_clock
from casebook.domain.base.name import Name
from casebook.domain.base.preview import PageSize
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.language.ordinary import ordinary_words
from casebook.services.base import form, record, search
from casebook.services.base.session import Session, open_session
from casebook.services.case import case
from casebook.services.dossier.hiding.name_cover import NameCover
from casebook.services.person import code_name, person
from casebook.services.vault import guardian
from casebook.ui.kit import hidden_names
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.form_snapshot import typed_into
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.name_hider import NameHider
from casebook.ui.shell.window import Window
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.paper.paper import PaperView
from casebook.vault import Credential
from tests.sampled import sampled
from tests.ui import driver
from tests.ui.conftest import Opened
from tests.ui.places import STEPS, places
from tests.ui.screen_texts import texts_on_screen
from tests.ui.shell.test_accessible_names import dumb
from tests.vaults import PHRASE, SAMPLE_AT, MasterVault

WEN = Person(id="p1", names=(Name(text="Wen Shuyan", script="Latn"), Name(text="温书言", script="Hans")))
CASE = Case(
    id="c1",
    reference="LIN-2026-003",
    title="Return of a journalist",
    jurisdiction="CY",
    opened_on=date(2026, 1, 1),
    parties=(Party(person_id="p1"),),
)


@pytest.fixture(scope="module")
def sample(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A copy of the sample of these tests' own: hiding keeps code names in it."""
    path = sample_vault.copied_to(tmp_path_factory.mktemp("hidden") / "hidden.casebook")
    session = open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), who="tester")
    code_name.keep(session, code_name.every(session))
    yield session
    session.close()


@pytest.fixture
def office(blank: Session) -> Session:
    record.add(blank, WEN, CASE)
    return blank


def hide(workspace: Workspace) -> None:
    QTest.keyClick(workspace, Qt.Key.Key_F7)
    driver.settle()


def words_of_names(session: Session) -> re.Pattern[str]:
    """What may not be read: names in each script, words of them, references and titles of cases."""
    names = {name for one in code_name.every(session) for name in one.names}
    people = {name for one in code_name.every(session) if one.noun == "person" for name in one.names}
    words = {word for name in people for word in re.findall(r"[^\W\d_]{4,}", name)}
    words = {word for word in words if word.casefold() not in ordinary_words()}  # such as yuan
    telling = sorted(map(re.escape, names | words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(telling)})(?!\w)", re.IGNORECASE)


def wording(workspace: Workspace) -> set[tuple[str, str]]:
    """The texts of the page, without figures such as where a list is scrolled to."""
    return {(of, text) for of, text in texts_on_screen(workspace.page) if not text.isdecimal()}


def leaks(workspace: Workspace, names: re.Pattern[str]) -> set[tuple[str, str]]:
    driver.settle()
    return {(of, text) for of, text in texts_on_screen(workspace.window()) if names.search(text)}


@pytest.fixture
def first_case(sample: Session) -> str:
    return case.rows(sample)[0].id


@pytest.mark.parametrize("step", sampled(STEPS))
def test_no_page_shows_a_name_and_every_control_says_what_it_is(
    sample: Session, opened: Opened, first_case: str, step: int
) -> None:
    workspace, names = opened(sample), words_of_names(sample)
    hide(workspace)
    for place in places(first_case)[::step]:
        workspace.go(place)
        assert leaks(workspace, names) == set(), place
        assert dumb(workspace) == [], place


def test_names_are_shown_while_the_key_is_held(sample: Session, opened: Opened, first_case: str) -> None:
    workspace, names = opened(sample), words_of_names(sample)
    place = Location(page="case", id=first_case, tab="people")
    workspace.go(place)
    driver.settle()
    before = wording(workspace)
    hide(workspace)
    assert leaks(workspace, names) == set()
    QTest.keyPress(workspace, Qt.Key.Key_F8)
    driver.settle()
    assert wording(workspace) == before
    QTest.keyRelease(workspace, Qt.Key.Key_F8)
    assert leaks(workspace, names) == set()
    QTest.keyClick(workspace, Qt.Key.Key_F7)
    driver.settle()
    assert wording(workspace) == before
    assert not driver.part(workspace, MessageBar).isVisible(), "they are hidden no more"


class Paints(QObject):
    """Counts how often a widget was drawn."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_table_is_drawn_anew_when_names_are_hidden_or_shown(
    sample: Session, opened: Opened, first_case: str, qtbot: QtBot
) -> None:
    workspace = opened(sample)
    page = driver.open_page(workspace, "case", id=first_case, tab="papers")
    hider = NameHider(page.words, workspace)
    cover = NameCover(code_name.every(sample))
    paints = Paints(page.table.viewport())
    for change in (partial(hider.turn_on, cover), partial(hider.hold, is_held=True), hider.turn_off):
        paints.count = 0
        change()
        qtbot.waitUntil(lambda: paints.count > 0, timeout=5000)


def test_names_are_shown_while_the_button_is_held(sample: Session, opened: Opened, first_case: str) -> None:
    workspace, names = opened(sample), words_of_names(sample)
    workspace.go(Location(page="case", id=first_case))
    driver.press(workspace, "Hide names")
    assert leaks(workspace, names) == set()
    held = driver.button(workspace, "Hold to show names")
    QTest.mousePress(held, Qt.MouseButton.LeftButton)
    assert leaks(workspace, names)
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton)
    assert leaks(workspace, names) == set()
    driver.press(workspace, "Names hidden")
    assert leaks(workspace, names)


def test_what_stands_in_a_form_stays_while_its_names_are_covered(office: Session, opened: Opened) -> None:
    workspace, names = opened(office), words_of_names(office)
    hide(workspace)
    workspace.go(Location(page="case", id=CASE.id, tab="people"))
    driver.settle()
    driver.press(workspace.page, "Edit")
    driver.settle()
    shown = {text for of, text in texts_on_screen(workspace.window()) if names.search(text)}
    assert shown == set()
    covered = [field for field in workspace.findChildren(QLineEdit) if hidden_names.is_covered(field)]
    assert any(names.search(field.text()) for field in covered)
    QTest.keyPress(workspace, Qt.Key.Key_F8)
    driver.settle()
    assert all(field.isVisible() for field in covered)
    QTest.keyRelease(workspace, Qt.Key.Key_F8)
    driver.settle()
    was = record.find(office, Person, WEN.id)
    driver.press(workspace.page, "Save")
    driver.settle()
    now = record.find(office, Person, was.id)
    assert [(name.text, name.script, name.kind) for name in now.names] == [
        (name.text, name.script, name.kind) for name in was.names
    ]


def test_the_window_begins_hidden_where_the_casebook_is_set_so(office: Session, opened: Opened) -> None:
    code_name.keep_begins_hidden(office, is_hidden=True)
    workspace, names = opened(office), words_of_names(office)
    workspace.go(Location(page="case", id=CASE.id))
    assert leaks(workspace, names) == set()


def test_a_name_changed_meanwhile_is_hidden_as_well(office: Session, opened: Opened) -> None:
    workspace = opened(office)
    workspace.go(Location(page="case", id=CASE.id, tab="people"))
    hide(workspace)
    was = record.find(office, Person, WEN.id)
    new = Name(text="Quillon Marchbanks", script="Latn")
    form.change(office, replace(was, names=(new, *was.names)), seen=was)
    assert leaks(workspace, re.compile("Quillon|Marchbanks")) == set()


@pytest.mark.parametrize("are_made_before", [True, False])
def test_guardians_have_code_names_where_they_are_listed_and_replaced(
    office: Session, opened: Opened, *, are_made_before: bool
) -> None:
    def make() -> None:
        guardian.set_up(office, Credential(PHRASE), guardian.prepare(("Ioanna Vrachimi", "Marios"), 2))

    if are_made_before:
        make()
    workspace = opened(office)
    hide(workspace)
    if not are_made_before:
        make()
    workspace.go(Location(page="security"))
    driver.settle()
    driver.press(workspace.page, "Replace all shares…")
    driver.settle()
    texts = [text for _, text in texts_on_screen(workspace)]
    (first, second) = guardian.code_named(office)
    assert any(first.code_name in text for text in texts)
    assert first.code_name != second.code_name
    assert not [text for text in texts if "Ioanna" in text or "Vrachimi" in text or "Marios" in text]


def test_a_changed_code_name_is_shown_at_once(office: Session, opened: Opened) -> None:
    workspace = opened(office)
    workspace.go(Location(page="case", id=CASE.id))
    hide(workspace)
    was = record.find(office, Person, WEN.id)
    form.edit(office, Person, was.id, {"code_name": "Teaspoon"})
    driver.settle()
    assert "Teaspoon" in driver.text_of(workspace.page)


def test_code_names_are_kept_and_taken_back_as_one_change(office: Session, opened: Opened) -> None:
    workspace = opened(office)
    hide(workspace)
    assert driver.message_of(workspace) == "Code names added"
    assert all(one.is_kept for one in code_name.every(office))
    QTest.keyClick(workspace, Qt.Key.Key_F7)
    workspace.run_action("undo")
    driver.settle()
    assert not any(one.is_kept for one in code_name.every(office))


def test_a_page_of_a_document_is_not_drawn_while_names_are_hidden(qtbot: QtBot) -> None:
    paper = PaperView("Document", "unreadable")
    qtbot.addWidget(paper)
    paper.resize(300, 400)
    paper.begin([PageSize(width_pt=200, height_pt=280)])
    image = QImage(200, 280, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    paper.put(0, 1.0, image)
    red = QColor(Qt.GlobalColor.red).name()
    assert red in colours(paper)
    hidden_names.take(NameCover())
    hidden_names.hide("Names are hidden")
    try:
        assert red not in colours(paper)
    finally:
        hidden_names.take(None)


def colours(paper: PaperView) -> set[str]:
    drawn = paper.grab().toImage()
    return {drawn.pixelColor(drawn.width() // 2, row).name() for row in range(0, drawn.height(), 10)}


def test_results_of_the_search_have_code_names(sample: Session, opened: Opened, first_case: str) -> None:
    workspace, names = opened(sample), words_of_names(sample)
    hide(workspace)
    finder = driver.field(workspace, "Search everything")
    finder.setFocus()
    QTest.keyClicks(finder, "Zhiyuan")
    driver.send(workspace, "Search everything", "Zhiyuan")
    driver.settle()
    assert {text for _, text in leaks(workspace, names)} <= {"Zhiyuan"}, "what was typed, and nothing else"
    shown = {text for of, text in texts_on_screen(workspace.window()) if of == "QTreeView row"}
    client = person.of_case(sample, record.find(sample, Case, first_case))[0]
    assert any(client.code_name in text for text in shown)


def test_a_draft_keeps_the_names_of_a_form_that_is_covered(office: Session, opened: Opened) -> None:
    workspace = opened(office)
    hide(workspace)
    workspace.go(Location(page="case", id=CASE.id, tab="people"))
    driver.settle()
    driver.press(workspace.page, "Edit")
    driver.settle()
    edited = driver.part(workspace, Form, "Edit person")
    assert any(map(hidden_names.is_covered, edited.findChildren(QLineEdit)))
    assert "Wen Shuyan" in str(typed_into(edited))


def test_what_a_code_name_stands_for_is_found_by_it(office: Session, opened: Opened) -> None:
    record.change(office, replace(WEN, code_name="Quiet Kettle"))
    record.change(office, replace(CASE, code_name="Heron"))
    assert [(hit.noun, hit.id) for hit in search.find(office, "quiet kettle")] == [("person", "p1")]
    assert [(hit.noun, hit.id) for hit in search.find(office, "Heron")] == [("case", "c1")]
    record.add(office, Person(id="p2", names=(Name(text="Zehra Kaya", script="Latn"),)))
    workspace = opened(office)
    for page, typed, shown in (
        ("people", "kettle", "p1"),
        ("cases", "heron", "c1"),
        ("cases", "quiet", "c1"),
    ):
        listed = driver.open_page(workspace, page).table.rows
        listed.ask(typed)
        assert driver.shown_rows(listed) == []
        hide(workspace)
        listed.ask(typed)
        assert [row.id for row in driver.shown_rows(listed)] == [shown]
        listed.ask("q")
        assert driver.shown_rows(listed) == []
        hide(workspace)


def test_names_stay_hidden_over_a_lock(office: Session, opened: Opened) -> None:
    """Whoever hid them does not think of it when the window locked itself meanwhile."""
    workspace, names = opened(office), words_of_names(office)
    hide(workspace)
    window = workspace.window()
    assert isinstance(window, Window)
    assert window.place.endswith(",1")
    window.close_workspace()
    assert window.place.endswith(",1")
    again = opened(office)
    again.go(Location(page="case", id=CASE.id))
    driver.settle()
    assert leaks(again, names) == set()
    hide(again)  # the same key shows them
    shown = again.window()
    assert isinstance(shown, Window)
    assert shown.place.endswith(",0")
