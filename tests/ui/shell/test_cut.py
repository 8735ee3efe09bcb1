"""Every page in a language longer by two fifths: nothing is cut off, untranslated or without a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
)

from casebook.base.i18n import PSEUDO_LANGUAGE
from casebook.base.resources import resource
from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.case_list import CaseList
from casebook.ui.shell.sidebar import Sidebar
from casebook.ui.shell.status import StatusLine
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.layout.wrapping import Wrapping
from tests.sampled import sampled
from tests.ui.cut import beyond, cut_off, elided, nameless_rows
from tests.ui.driver import part, settle, shown_in
from tests.ui.names import in_view, nameless
from tests.ui.places import STEPS, places

Opened = Callable[..., Any]


def _shown(workspace: Workspace) -> set[str]:
    texts = {label.text() for label in in_view(workspace, QLabel)}
    for button in in_view(workspace, QAbstractButton):
        texts |= {button.accessibleName(), button.toolTip()}
    for field in in_view(workspace, QLineEdit):
        texts |= {field.accessibleName(), field.placeholderText()}
    for view in in_view(workspace, QAbstractItemView):
        if isinstance(view, QListView):
            continue  # a list has no heads
        header = view.model().headerData
        columns = range(view.model().columnCount())
        texts |= {str(header(column, Qt.Orientation.Horizontal) or "") for column in columns}
    return texts


_AROUND = " ·()/–\u2068\u2069"
_MARKED = re.compile(r"\[.*\]", re.DOTALL)
_OWN = re.compile(
    r"\d{1,2} [A-Z][a-z]{2,3}( \d{4})?(, \d\d:\d\d)?|(Ctrl|Alt)\+\S+|Esc|\d+ %?|LIN-2026-003 / ?|"
    r"Europe/Nicosia|YYYY-###"
)


def _untranslated(workspace: Workspace, record_text: str) -> list[str]:
    """The words in view that are neither marked as translated nor in a record."""
    lines = (_MARKED.sub("", line) for text in _shown(workspace) for line in text.split("\n"))
    parts = (words.strip(_AROUND) for line in lines for words in re.split(r" · |\u2069", line))
    own = (_OWN.sub("", words).strip(_AROUND) for words in parts if words not in record_text)
    strange = [words for words in own if re.search(r"[A-Za-z]{3}", words) and words not in record_text]
    return [words for words in strange if not _is_from_cldr(words)]


def _is_from_cldr(words: str) -> bool:
    """Names of countries and languages come from the locale's own data; sizes and hashes have none."""
    known = {"China", "Cyprus", "Austria", "Chinese", "English", "Greek", "Uyghur", "Turkish", "Kazakh"}
    return set(re.findall(r"[A-Za-z]{3,}", words)) <= known or bool(
        re.fullmatch(r"[0-9a-f ]+|.* [kMG]?B", words)
    )


def _begin_form(page: Records[Any, Any] | CaseList) -> None:
    """A new record, with one part in each of its lists."""
    page.start_new()
    assert page.editor.form is not None
    for link in page.editor.form.findChildren(QAbstractButton):
        if link.property("role") == "link":
            link.click()
    settle()


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("letters", "step"), sampled(((20.0, STEPS[0]), (20.0, 1), (10.0, 1))), indirect=["letters"]
)
def test_longer_words_are_translated_named_and_nowhere_cut_off(
    opened: Opened, sample: Session, sample_case: Case, record_text: str, step: int
) -> None:
    chapters = "".join(path.read_text("utf-8") for path in resource("manual").glob("*.md"))
    record_text += chapters  # of which each is shown under its own title
    workspace = opened(sample, PSEUDO_LANGUAGE)
    around = part(workspace, Sidebar), part(workspace, StatusLine)
    for place in places(sample_case.id)[::step]:
        workspace.go(place)
        assert _untranslated(workspace, record_text) == [], place
        settle()
        cut = [words for shown in (workspace.page, *around) for words in cut_off(shown)]
        assert cut == [], place
        page: Any = shown_in(workspace.page) if place.page == "case" else workspace.page
        if isinstance(page, (Records, CaseList)):
            _begin_form(page)
            assert _untranslated(workspace, record_text) == [], ("the form of", place)
            assert list(cut_off(page.editor)) == [], ("the form of", place)
            assert nameless(workspace) == [], ("the form of", place)
            page.editor.leave()


@pytest.mark.parametrize(
    ("language", "width", "step"), sampled((("en", 1280, STEPS[0]), ("en", 1280, 1), ("zh-Hans", 1024, 1)))
)
def test_headings_statuses_and_filters_are_whole(
    opened: Opened, sample: Session, sample_case: Case, *, language: str, width: int, step: int
) -> None:
    """The check above sees labels and buttons alone: tables and filters put an ellipsis of their own."""
    workspace = opened(sample, language)
    workspace.window().resize(width, 800)
    cut: list[tuple[str, str, str, str]] = []
    for place in places(sample_case.id)[::step]:
        workspace.go(place)
        settle()
        cut += [(place.page, place.tab, *one) for one in elided(workspace)]
        assert width < 1280 or list(beyond(workspace)) == [], place
    assert cut == []


_NARROW = {"cases", "people", "contacts", "countries", "dossiers", "rules", "profiles", "library"}
_NARROW_TABS = {"evidence", "deadlines", "statements", "history"}


@pytest.mark.parametrize("language", sampled(("en", "zh-Hans")))
def test_no_table_of_a_narrow_window_scrolls_sideways(
    opened: Opened, sample: Session, sample_case: Case, language: str
) -> None:
    workspace = opened(sample, language)
    workspace.window().resize(1024, 700)
    settle()
    for place in places(sample_case.id):
        if place.page in _NARROW or place.tab in _NARROW_TABS:
            workspace.go(place)
            settle()
            assert list(beyond(workspace)) == [], place
            assert list(nameless_rows(workspace)) == [], place


_NAMES = re.compile(r"[^A-Za-z]*(OSCOLA|Bluebook|PDF|Word|CSV|JSON)?[^A-Za-z]*")
"""Proper names of formats and citation styles, which have no Chinese."""


@pytest.mark.proof
def test_no_button_of_a_chinese_window_stays_english(
    opened: Opened, sample: Session, sample_case: Case, record_text: str
) -> None:
    """Buttons say what the program says, unless they open a record or an entry of the reference data."""
    supplied = "".join(path.read_text("utf-8") for path in resource("packs").rglob("*.toml")) + record_text
    workspace = opened(sample, "zh-Hans")
    english: set[str] = set()

    def look() -> None:
        texts = {button.text().strip() for button in in_view(workspace, QPushButton)}
        english.update(text for text in texts if not _NAMES.fullmatch(text) and text.isascii())

    for place in places(sample_case.id):
        workspace.go(place)
        look()
        page: Any = shown_in(workspace.page) if place.page == "case" else workspace.page
        if isinstance(page, (Records, CaseList)):
            _begin_form(page)
            look()
            page.editor.leave()
    assert [text for text in sorted(english) if text not in supplied] == []


def test_buttons_go_on_below_where_the_room_ends(application: QApplication) -> None:
    row = Wrapping(*(QPushButton(f"number {at}") for at in range(4)))
    one_line = row.sizeHint()
    row.resize(one_line)
    row.show()
    application.processEvents()
    assert len({each.y() for each in row.findChildren(QPushButton)}) == 1
    assert row.heightForWidth(one_line.width() // 2) > 2 * one_line.height()
    row.resize(one_line.width() // 2, row.heightForWidth(one_line.width() // 2))
    application.processEvents()
    assert len({each.y() for each in row.findChildren(QPushButton)}) > 1
    assert all(row.rect().contains(each.geometry()) for each in row.findChildren(QPushButton))


def test_the_foot_of_a_new_record_is_in_view_in_a_window_of_the_usual_size(
    opened: Opened, blank: Session
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.window().resize(1280, 800)
    scroll = next(area for area in workspace.findChildren(QScrollArea) if area.accessibleName() == "Page")
    for tab in ("people", "proceedings", "events", "tasks", "chronology", "grounds", "notes"):
        workspace.go(Location(page="case", id=case.id, tab=tab))
        workspace.run_action("new")
        settle()
        assert scroll.verticalScrollBar().maximum() == 0, tab
