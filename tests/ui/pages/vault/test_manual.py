"""The manual inside the window: its chapters, its search, its links, and what each page opens."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from casebook.base.resources import resource
from casebook.cli.base.verb import Verb
from casebook.cli.verbs import VERBS
from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault.chapters import CHAPTERS, text_of, title_of, with_note
from casebook.ui.pages.vault.manual import Leaf

Opened = Callable[..., Any]


CHAPTER_OF = (
    ("today", "", "The first day"),
    ("people", "", "Names and dates"),
    ("security", "", "Protection and limits"),
    ("case", "evidence", "Evidence and custody"),
    ("case", "deadlines", "Deadlines"),
    ("case", "overview", "A case from first call to hearing"),
)
SECTION_OF = (
    ("case", "grounds", "Argument"),
    ("case", "contrary", "Argument"),
    ("countries", "", "Countries"),
    ("calendar", "", "All deadlines"),
    ("profiles", "", "Court profiles"),
    ("bin", "", "Remove and restore"),
)
SECTION_IN_CHINESE_OF = (
    ("case", "grounds", "论证"),
    ("countries", "", "国家"),
    ("calendar", "", "所有期限"),
    ("rules", "", "规则"),
    ("profiles", "", "法院格式要求"),
    ("bin", "", "移除与恢复"),
)


def test_f1_opens_the_chapter_on_the_page_and_back_returns(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    for page, tab, title in CHAPTER_OF:
        place = Location(page=page, id=sample_case.id if page == "case" else "", tab=tab)
        workspace.go(place)
        QTest.keyClick(workspace.window(), Qt.Key.Key_F1)
        assert workspace.place.page == "manual", place
        assert workspace.page.text.toPlainText().startswith(title)
        assert workspace.page.contents.currentItem().text() == title
        workspace.back()
        assert workspace.place == place


def test_f1_stands_at_the_section_on_the_page(
    opened: Opened, sample: Session, sample_case: Case, qtbot: QtBot
) -> None:
    workspace = opened(sample)
    for page, tab, section in SECTION_OF:
        workspace.go(Location(page=page, id=sample_case.id if page == "case" else "", tab=tab))
        QTest.keyClick(workspace.window(), Qt.Key.Key_F1)
        text = workspace.page.text
        qtbot.waitUntil(partial(_stands_at, text, section))
        assert text.viewport().rect().contains(text.cursorRect().center()), section
        bar = text.verticalScrollBar()
        is_near_the_top = text.cursorRect().top() < text.viewport().height() // 3
        assert is_near_the_top or bar.value() == bar.maximum(), section


def _stands_at(text: QTextBrowser, section: str) -> None:
    assert text.textCursor().block().text() == section


def test_f1_stands_at_the_section_in_the_language_of_the_window(
    opened: Opened, sample: Session, sample_case: Case, qtbot: QtBot
) -> None:
    workspace = opened(sample, "zh-Hans")
    for page, tab, section in SECTION_IN_CHINESE_OF:
        workspace.go(Location(page=page, id=sample_case.id if page == "case" else "", tab=tab))
        QTest.keyClick(workspace.window(), Qt.Key.Key_F1)
        text = workspace.page.text
        qtbot.waitUntil(partial(_stands_at, text, section))
        assert workspace.page.contents.currentItem().text() == text.toPlainText().partition("\n")[0], section


@pytest.mark.parametrize(
    ("language", "words", "chapters"),
    [
        ("zh-Hans", "十一项因素", {"从首次来电到开庭", "卷宗、文件册与副本"}),
        ("zh-Hant", "復原碼", {"第一天", "保護範圍與限制", "過境"}),
    ],
)
def test_the_manual_is_searched_in_chinese(
    opened: Opened, blank: Session, language: str, words: str, chapters: set[str]
) -> None:
    workspace = opened(blank, language)
    workspace.go(Location(page="manual"))
    page = workspace.page
    page.search.setText(words)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    items = [page.contents.item(row) for row in range(page.contents.count())]
    assert {item.text() for item in items if not item.isHidden()} == chapters
    assert page.text.textCursor().selectedText() == words


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_mark_of_a_chapter_is_shown_as_typed(qtbot: QtBot, chapter: str, language: str) -> None:
    leaf = Leaf("")
    qtbot.addWidget(leaf)
    leaf.show_text(text_of(chapter, language))
    code = re.findall(r"`([^`]*)`", text_of(chapter, language))
    shown = leaf.toPlainText()
    for typed in sorted((typed for typed in code if "*" in typed), key=len, reverse=True):
        shown = shown.replace(typed, "")
    assert "*" not in shown
    assert shown.startswith(title_of(chapter, language))


def test_a_chapter_without_translation_states_this_under_its_title() -> None:
    lines = with_note(text_of("case"), "zh-Hans").splitlines()
    assert lines[:3] == ["# A case from first call to hearing", "", "本章尚未翻译，以下为英文。"]
    assert lines[3:] == text_of("case").splitlines()[1:]


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
    for each in (folder, folder / "zh-Hans", folder / "zh-Hant"):
        assert {path.stem for path in each.iterdir() if path.is_file()} == set(CHAPTERS)
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
        if len(rest) == 1:
            continue  # a group of verbs named alone
        verb = entry if isinstance(entry, Verb) else next(one for one in entry.verbs if one.name == rest[1])
        known = {flag for one in verb.parameters for flag in one.flags.split("/")} | {"--help"}
        assert {word for word in rest if word.startswith("--")} <= known, line
