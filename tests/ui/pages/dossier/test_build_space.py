"""Build in the smallest windows: its top in view, high enough, with one bar that scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.dossier.dossier import Dossiers
from tests.sampled import sampled
from tests.ui.driver import drop_deleted, part, press, settle, words_in_view
from tests.ui.pages.dossier.dossier_page import Opened

_WIDTHS = ((1024, 700), (1280, 800))
_SIZES = pytest.mark.parametrize("size", _WIDTHS, ids=["1024", "1280"])
_EACH = ("en", "zh-Hans", "zh-Hant")
_LANGUAGES = pytest.mark.parametrize("language", sampled(_EACH))
_WAYS = ("from the case", "by its tab")


def _openings() -> Iterator[Any]:
    """Yield each size, language and way; every second with the proofs, so that each pair of them stays."""
    for size, language, way in product(_WIDTHS, _EACH, _WAYS):
        is_kept = (_WIDTHS.index(size) + _EACH.index(language) + _WAYS.index(way)) % 2 == 0
        marks = () if is_kept else pytest.mark.proof
        yield pytest.param(size, language, way, marks=marks, id=f"{size[0]}-{language}-{way}")


_OPENINGS = tuple(_openings())

_TITLE = QPoint(20, 18)
"""Where the title of a note lies in it."""


def _page(opened: Opened, sample: Session, case: Case, size: tuple[int, int], language: str = "") -> Any:  # noqa: ANN401 - the tab of a case
    """The dossiers of the sample's case, in a window of this size."""
    workspace = opened(sample, language)
    workspace.window().resize(*size)
    workspace.go(Location(page="case", id=case.id, tab="dossiers"))
    _lay_out()
    return part(workspace, Dossiers)


def _lay_out() -> None:
    for _ in range(3):
        settle()
    drop_deleted()


def _around(widget: QWidget) -> Iterator[QScrollArea]:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            yield parent
        parent = parent.parentWidget()


def _is_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def _has_space(page: Any) -> bool:  # noqa: ANN401 - the tab of a case
    """Whether Build has half of the page's height or more, all of it in view, from its top."""
    copy = page.side.copy
    seen_px = copy.visibleRegion().boundingRect().height()
    outermost = list(_around(copy))[-1]
    return bool(
        _is_whole(copy)
        and seen_px * 2 >= outermost.viewport().height()
        and copy.scrolled.verticalScrollBar().value() == 0
        and _is_whole(copy.kind)
    )


def _scrolling(page: Any) -> list[QScrollArea]:  # noqa: ANN401 - the tab of a case
    return [area for area in _around(page.side.copy.kind) if area.verticalScrollBar().maximum() > 0]


@pytest.mark.parametrize(("size", "language", "way"), _OPENINGS)
def test_build_opens_at_its_top_in_half_the_page(
    opened: Opened,
    sample: Session,
    sample_case: Case,
    size: tuple[int, int],
    language: str,
    way: str,
) -> None:
    page = _page(opened, sample, sample_case, size, language)
    if way == "from the case":
        page.context.go(Location(page="case", id=sample_case.id, tab="dossiers", within="build"))
    else:
        page.side.tabs.chosen.emit("build")
    _lay_out()
    assert _has_space(page)
    assert _scrolling(page) == [page.side.copy.scrolled]


@_SIZES
def test_focus_is_in_view_wherever_tab_and_f6_lead(
    opened: Opened, sample: Session, sample_case: Case, size: tuple[int, int]
) -> None:
    page = _page(opened, sample, sample_case, size)
    page.side.tabs.chosen.emit("build")
    _lay_out()
    copy = page.side.copy
    for key in (Qt.Key.Key_F6, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_F6, Qt.Key.Key_F6, Qt.Key.Key_F6):
        copy.scrolled.verticalScrollBar().setValue(copy.scrolled.verticalScrollBar().maximum())
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        _lay_out()
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty(), focused.accessibleName()


def test_pages_and_build_take_turns_in_a_narrow_window(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page = _page(opened, sample, sample_case, (1024, 700))
    page.side.tabs.chosen.emit("build")
    assert not page.view.isVisible()
    press(page.side.copy, "Show pages")
    _lay_out()
    assert page.view.isVisible()
    page.side.tabs.chosen.emit("build")
    _lay_out()
    assert not page.view.isVisible()
    assert _has_space(page)
    press(page.outline, "Choose exhibits")
    _lay_out()
    assert page.form.isVisible()
    press(page.form, "Cancel")
    _lay_out()
    assert _has_space(page)
    page.window().resize(1280, 800)
    _lay_out()
    assert page.view.isVisible()
    page.window().resize(1024, 700)
    _lay_out()
    assert _has_space(page)


@_LANGUAGES
def test_the_buttons_of_a_build_stay_in_view_and_little_scrolls(
    opened: Opened, sample: Session, sample_case: Case, language: str
) -> None:
    page = _page(opened, sample, sample_case, _WIDTHS[0], language)
    page.side.tabs.chosen.emit("build")
    for kind in ("draft", "filing", "service", "pseudonymised"):
        page.side.copy.kind.setCurrentIndex(page.side.copy.kind.findData(kind))
        for size in _WIDTHS:
            page.window().resize(*size)
            _lay_out()
            _require_buttons_in_view(page.side.copy, kind)


def _require_buttons_in_view(copy: Any, kind: str) -> None:  # noqa: ANN401 - the tab of a case
    bar = copy.scrolled.verticalScrollBar()
    assert bar.maximum() <= bar.pageStep() * 3, kind
    for value in (0, bar.maximum()):
        bar.setValue(value)
        _lay_out()
        assert _is_whole(copy.go), kind
        assert copy.replacements.step.isVisible() == (kind == "pseudonymised")
        assert kind != "pseudonymised" or _is_whole(copy.replacements.start)


def test_a_folded_note_opens_by_its_title_and_counts_what_is_selected(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page = _page(opened, sample, sample_case, (1280, 800))
    page.side.tabs.chosen.emit("build")
    copy = page.side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    _lay_out()
    tick = copy.shown_kinds.ticks["date"]
    assert not tick.isVisible()
    QTest.mouseClick(
        copy.shown_kinds, Qt.MouseButton.LeftButton, pos=copy.shown_kinds.rect().topLeft() + _TITLE
    )
    assert tick.isVisible()
    tick.setChecked(True)
    copy.shown_kinds.more.click()
    _lay_out()
    assert not tick.isVisible()
    assert "1 selected" in words_in_view(copy.shown_kinds)
