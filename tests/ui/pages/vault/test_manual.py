"""The manual inside the window: its chapters, its search, its links, and what each page opens."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casebook.base.resources import resource
from casebook.cli.base.verb import Verb
from casebook.cli.verbs import VERBS
from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault.manual import CHAPTERS, text_of

Opened = Callable[..., Any]


@pytest.mark.parametrize(
    ("page", "tab", "title"),
    [
        ("today", "", "The first day"),
        ("people", "", "Names and dates"),
        ("security", "", "Protection and limits"),
        ("case", "evidence", "Evidence and custody"),
        ("case", "deadlines", "Deadlines"),
        ("case", "overview", "A case from first call to hearing"),
    ],
)
def test_f1_opens_the_chapter_on_the_page_and_back_returns(
    opened: Opened, sample: Session, sample_case: Case, page: str, tab: str, title: str
) -> None:
    workspace = opened(sample)
    place = Location(page=page, id=sample_case.id if page == "case" else "", tab=tab)
    workspace.go(place)
    QTest.keyClick(workspace.window(), Qt.Key.Key_F1)
    assert workspace.place.page == "manual"
    assert workspace.page.text.toPlainText().startswith(title)
    assert workspace.page.contents.currentItem().text() == title
    workspace.back()
    assert workspace.place == place


@pytest.mark.parametrize(
    ("page", "tab", "section"),
    [
        ("case", "grounds", "Argument"),
        ("case", "contrary", "Argument"),
        ("countries", "", "Countries"),
        ("calendar", "", "All deadlines"),
        ("profiles", "", "Court profiles"),
        ("bin", "", "Remove and restore"),
    ],
)
def test_f1_stands_at_the_section_on_the_page(
    opened: Opened, sample: Session, sample_case: Case, qtbot: QtBot, page: str, tab: str, section: str
) -> None:
    workspace = opened(sample)
    workspace.go(Location(page=page, id=sample_case.id if page == "case" else "", tab=tab))
    QTest.keyClick(workspace.window(), Qt.Key.Key_F1)
    text = workspace.page.text
    qtbot.waitUntil(lambda: text.textCursor().block().text() == section)
    assert text.viewport().rect().contains(text.cursorRect().center())
    bar = text.verticalScrollBar()
    assert text.cursorRect().top() < text.viewport().height() // 3 or bar.value() == bar.maximum()


def test_every_chapter_is_reached_by_the_arrow_keys(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="manual"))
    seen = [workspace.page.text.toPlainText().partition("\n")[0]]
    for _ in CHAPTERS[1:]:
        QTest.keyClick(workspace.page.contents, Qt.Key.Key_Down)
        seen.append(workspace.page.text.toPlainText().partition("\n")[0])
    assert seen == [workspace.page.contents.item(row).text() for row in range(len(CHAPTERS))]


def test_search_keeps_the_chapters_with_the_words_and_enter_goes_on(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="manual"))
    workspace.run_action("filter")
    page = workspace.page
    QTest.keyClicks(page.search, "against the eleven factors")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    rows = range(page.contents.count())
    assert [page.contents.item(row).text() for row in rows if not page.contents.item(row).isHidden()] == [
        "A case from first call to hearing"
    ]
    assert page.text.textCursor().selectedText() == "against the eleven factors"
    page.search.setText("recovery code")
    visited = []
    for _ in range(12):
        QTest.keyClick(page.search, Qt.Key.Key_Return)
        visited.append(page.place.id)
    assert {"first-day", "promises"} <= set(visited)
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert not any(page.contents.item(row).isHidden() for row in rows)
    assert page.text.extraSelections() == []


def test_links_lead_to_chapters_and_nowhere_else(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="manual"))
    for elsewhere in ("https://example.org/deadlines.md", "file:///etc/passwd", "../README.md"):
        workspace.page.text.anchorClicked.emit(QUrl(elsewhere))
        assert workspace.place.id in {"", "first-day"}
    workspace.page.text.anchorClicked.emit(QUrl("deadlines.md"))
    assert workspace.page.text.toPlainText().startswith("Deadlines")


def test_every_file_is_a_chapter_and_every_link_a_file() -> None:
    folder: Path = resource("manual")
    assert {path.stem for path in folder.iterdir()} == set(CHAPTERS)
    links = {link for chapter in CHAPTERS for link in re.findall(r"\]\(([^)]*)\)", text_of(chapter))}
    assert links
    assert {link.removesuffix(".md") for link in links} <= set(CHAPTERS)


def test_every_command_the_manual_names_exists_with_its_options() -> None:
    lines = [line.strip() for chapter in CHAPTERS for line in text_of(chapter).splitlines()]
    commands = [line for line in lines if line.startswith("casebook ")]
    commands += [code for chapter in CHAPTERS for code in re.findall(r"`(casebook [^`]+)`", text_of(chapter))]
    assert len(commands) > 20
    for line in commands:
        _, *rest = shlex.split(line)
        entry = next(one for one in VERBS if one.name == rest[0])
        verb = entry if isinstance(entry, Verb) else next(one for one in entry.verbs if one.name == rest[1])
        known = {flag for one in verb.parameters for flag in one.flags.split("/")} | {"--help"}
        assert {word for word in rest if word.startswith("--")} <= known, line
