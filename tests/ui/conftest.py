"""The window without threads over the sample casebook, made once; and over a small vault to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.clock import fixed_clock
from casebook.base.i18n import Translator
from casebook.base.ids import seeded_ids
from casebook.base.settings import Settings, Theme
from casebook.crypto.kdf import KdfCost
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.sample.sample import fill_with_sample
from casebook.services.base import record
from casebook.services.base.session import Session, start_session
from casebook.ui.kit import fonts, theme
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import InLine
from casebook.ui.kit.toolkit import make_application
from casebook.ui.shell.window import Window
from casebook.ui.shell.workspace import Workspace
from casebook.vault import create_vault

PHRASE = "seven invented words stand here for tests"
AT = datetime(2026, 5, 11, 11, 2, tzinfo=UTC)

Opened = Callable[..., Workspace]


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """The Qt application dressed as the program dresses it."""
    app = make_application(Settings(theme="light"))
    assert app is qapp
    fonts.set_behind(app)
    return app


@pytest.fixture
def owner() -> Iterator[QObject]:
    """What a test makes without a window belongs to this, and is gone when the test is: timers, filters."""
    made = QObject()
    yield made
    shiboken6.delete(made)


def _vault(folder: Path, cost: KdfCost) -> Session:
    vault, _ = create_vault(folder / "tried.casebook", PHRASE, cost=cost)
    return start_session(vault, clock=fixed_clock(AT), ids=seeded_ids(20260511), who="tester")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, cheap_cost: KdfCost) -> Iterator[Session]:
    """The sample casebook, open; only read from."""
    session = _vault(tmp_path_factory.mktemp("sample"), cheap_cost)
    fill_with_sample(session)
    yield session
    session.close()


@pytest.fixture
def blank(tmp_path: Path, cheap_cost: KdfCost) -> Iterator[Session]:
    """A vault with nothing in it, open."""
    session = _vault(tmp_path, cheap_cost)
    yield session
    session.close()


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """Opens a window on a session in a language and gives its workspace; a bug is raised."""
    windows: list[Window] = []
    listening: list[Session] = []

    def opening(session: Session, language: str = "") -> Workspace:
        words = Translator(language)
        bus = Bus()
        session.on_change(bus.changed.emit)
        listening.append(session)
        context = PageContext(session, InLine(), bus, words)
        context.bug_raised.connect(_raise)
        window = Window(words, [])
        windows.append(window)
        qtbot.addWidget(window, before_close_func=Window.close_workspace)
        window.resize(1280, 800)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        window.open_workspace(context)
        assert window.workspace is not None
        return window.workspace

    yield opening
    for session in listening:
        session.store.listeners.clear()
    for window in windows:
        if window.workspace is not None:
            window.workspace.context.runner.stop()
        window.close_workspace()


@pytest.fixture(params=[10.0, 20.0], ids=["usual letters", "letters of twice the size"])
def letters(request: pytest.FixtureRequest, application: QApplication) -> Iterator[float]:
    """The size of the letters of every window, in points."""
    usual = application.font()
    font = application.font()
    font.setPointSizeF(request.param)
    application.setFont(font)
    theme.wear(application, "light")
    yield request.param
    application.setFont(usual)
    _dress(application, "light")


@pytest.fixture(params=["light", "dark", "contrast"])
def look(request: pytest.FixtureRequest, application: QApplication) -> Iterator[Theme]:
    """The look of every window."""
    theme.wear(application, request.param)
    yield request.param
    _dress(application, "light")


def _dress(application: QApplication, name: Theme) -> None:
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is gone need not be dressed anew
    theme.wear(application, name)


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture
def sample_case(sample: Session) -> Case:
    """The case of the sample with most evidence."""
    return max(record.every(sample, Case), key=lambda case: len(record.of_case(sample, Document, case.id)))
