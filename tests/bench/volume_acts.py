"""What a person does in the window over a large vault: keys, many rows changed at once, another look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import fonts, theme
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.bulk_pane import BulkPane
from casebook.ui.shell.window import Window
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.tables.table import DataTable

ROWS = 1000
TYPED = "lin zhiyuan 2026"
Settled = Callable[[], None]


def keys(window: Window, context: PageContext, settled: Settled) -> Iterator[tuple[str, float]]:
    """Yield where keys were typed, and the longest that one kept the window's thread, in ms."""
    for name, place in (("cases", Location(page="cases")), ("people", Location(page="people"))):
        context.go(place)
        settled()
        _workspace(window).run_action("filter")
        yield f"filter of {name}", _typed_ms(window, settled)
        _clear(window, settled)
    _workspace(window).run_action("find")
    yield "search of everything", _typed_ms(window, settled)
    _clear(window, settled)
    for name, page in (("client", "new-client"), ("person", "people"), ("contact", "contacts")):
        context.go(Location(page=page))
        settled()
        if page != "new-client":
            _workspace(window).run_action("new")
            settled()
        fields = [one for one in _workspace(window).page.findChildren(QLineEdit) if one.isVisible()]
        field = next(one for one in fields if "name" in one.accessibleName().casefold())
        field.setFocus()
        yield f"name of a new {name}", _typed_ms(window, settled)
        _clear(window, settled)


def bulk_ms(window: Window, context: PageContext, settled: Settled) -> float:
    """By the clock, from the press of Change to the list that shows it; it is undone afterwards."""
    context.go(Location(page="people"))
    settled()
    page = _workspace(window).page
    table = next(one for one in page.findChildren(DataTable) if one.isVisible())
    model = table.model()
    rows = QItemSelection(model.index(0, 0), model.index(ROWS - 1, model.columnCount() - 1))
    ways = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(rows, ways.ClearAndSelect | ways.Rows)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    settled()
    pane = next(one for one in page.findChildren(BulkPane) if one.isVisible())
    pane.choice.setCurrentIndex(pane.choice.findData("ethnicity"))
    settled()
    if pane.form is None:
        raise LookupError
    entry = pane.form.entries["ethnicity"]
    entry.set_raw("Invented people")
    start = time.perf_counter()
    pane.form.submit()
    settled()
    taken = (time.perf_counter() - start) * 1000
    context.undo()
    settled()
    return taken


def looks_ms(
    application: QApplication, window: Window, context: PageContext, settled: Settled
) -> Iterator[tuple[str, float]]:
    """Yield each other look, and how long it takes until the list of cases is there in it, by the clock."""
    for name in ("dark", "light"):
        yield (
            f"theme, {name}",
            _anew_ms(window, context, settled, partial(theme.apply_theme, application, name)),
        )
    for language in ("zh-Hans", "en"):
        turn = partial(_turn, application, window, context, language)
        yield f"language, {language}", _anew_ms(window, context, settled, turn)


def _turn(application: QApplication, window: Window, context: PageContext, language: str) -> None:
    context.words = Translator(language)
    context.settings = replace(context.settings, language=language)
    fonts.order(application, language)
    fonts.set_behind(application, language)
    window.retranslate(context.words)


def _anew_ms(window: Window, context: PageContext, settled: Settled, change: Callable[[], object]) -> float:
    place = Location(page="cases")
    context.go(place)
    settled()
    start = time.perf_counter()
    _workspace(window).drafts.keep()
    window.empty()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as where the loop of events goes on
    change()
    window.open_workspace(context, place)
    settled()
    return (time.perf_counter() - start) * 1000


def _typed_ms(window: Window, settled: Settled) -> float:
    longest = 0.0
    for letter in TYPED:
        start = time.thread_time()
        QTest.keyClicks(_focused(window), letter)
        QApplication.processEvents()
        longest = max(longest, (time.thread_time() - start) * 1000)
    settled()
    return longest


def _clear(window: Window, settled: Settled) -> None:
    field = _focused(window)
    if isinstance(field, QLineEdit):
        field.clear()
    settled()
    QTest.keyClick(_focused(window), Qt.Key.Key_Escape)
    settled()


def _focused(window: Window) -> QWidget:
    focused: QWidget | None = window.focusWidget()
    return focused or window


def _workspace(window: Window) -> Workspace:
    if window.workspace is None:
        raise LookupError
    return window.workspace
