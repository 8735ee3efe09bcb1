"""The window without threads over the sample casebook, made once; and over a small vault to write in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from casebook.base.clock import fixed_clock
from casebook.base.i18n import Translator
from casebook.base.ids import seeded_ids
from casebook.base.settings import Settings, Theme
from casebook.crypto.kdf import KdfCost
from casebook.domain.base.setting import Draft, Setting
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.services.base import draft, record
from casebook.services.base.session import Session, open_session
from casebook.store.base import settings_store
from casebook.store.base.audit import AUDIT
from casebook.store.registry import tables
from casebook.ui.kit import fonts, hidden_names, theme
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import InLine
from casebook.ui.kit.toolkit import make_application
from casebook.ui.shell.window import Window
from casebook.ui.shell.workspace import Workspace
from tests.vaults import SAMPLE_AT, MasterVault, make_with_case, master_vault

Opened = Callable[..., Workspace]
BesideRecords = tuple[dict[str, object], list[Draft]]
"""Settings by name, and drafts."""


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments of the Qt application: the style that the program asks for, on every system."""
    return ["casebook", "-style", "Fusion"]


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """The Qt application dressed as the program dresses it."""
    app = make_application(Settings(theme="light"))
    assert app is qapp
    fonts.set_behind(app, "en")
    return app


LEFT_BEHIND = 40
"""So many widgets may stay after a test: small ones to which nothing was added."""


@pytest.fixture(autouse=True)
def _let_go(application: QApplication) -> Iterator[None]:
    """Delete closed widgets, which would otherwise be restyled with every window that follows."""
    before = len(application.allWidgets())
    yield
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = len(application.allWidgets()) - before
    assert left <= LEFT_BEHIND, f"{left} widgets stay: give them a parent, or to `qtbot.addWidget`"


@pytest.fixture
def owner() -> Iterator[QObject]:
    """Yield the parent of objects made without a window, deleted after the test with timers and filters."""
    made = QObject()
    yield made
    shiboken6.delete(made)


def _opened(master: MasterVault, folder: Path) -> Session:
    path = master.copied_to(folder / "tried.casebook")
    return open_session(
        path, master.code, clock=fixed_clock(SAMPLE_AT), ids=seeded_ids(20260512), who="tester"
    )


@pytest.fixture(scope="session")
def shared_sample(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The sample casebook, open once in a worker; tests ask for `sample` or `own_sample`."""
    session = _opened(sample_vault, tmp_path_factory.mktemp("sample"))
    yield session
    session.close()


@pytest.fixture(scope="session")
def beside_records(shared_sample: Session) -> BesideRecords:
    """What the sample held beside its records before any test."""
    return _beside_records(shared_sample)


@pytest.fixture
def sample(shared_sample: Session, beside_records: BesideRecords) -> Iterator[Session]:
    """The sample casebook, open; only read from, since other tests read it too."""
    _put_back(shared_sample, beside_records)
    before = _changes(shared_sample)
    yield shared_sample
    assert _changes(shared_sample) == before, "this test writes: it needs `own_sample`"


@pytest.fixture
def own_sample(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    """The sample casebook, open, for this test alone to write in."""
    session = _opened(sample_vault, tmp_path / "own")
    yield session
    session.close()


def _beside_records(session: Session) -> BesideRecords:
    with session.store.reading() as connection:
        return settings_store.settings(connection), settings_store.drafts(connection)


def _put_back(session: Session, first: BesideRecords) -> None:
    """Undo what earlier tests kept: the bar of a draft, which is no change, would move each page."""
    settings, drafts = _beside_records(session)
    for name in settings.keys() | first[0].keys():
        if settings.get(name) != first[0].get(name):
            session.store.keep(Setting(name=name, value=first[0].get(name)))
    if drafts != first[1]:
        for one in drafts:
            draft.forget(session, one.id)
        for one in first[1]:
            session.store.keep(one)


def _changes(session: Session) -> int:
    """Return how many entries the change history has."""
    with session.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(AUDIT)) or 0


@pytest.fixture(scope="session")
def case_vault(run_folder: Path, cheap_cost: KdfCost) -> MasterVault:
    """A vault with one case, ABC-1, to be copied."""
    return master_vault(run_folder, "case", lambda path: make_with_case(path, cheap_cost))


@pytest.fixture
def vault(case_vault: MasterVault, tmp_path: Path) -> Path:
    """A vault with one case, ABC-1, locked, for this test alone."""
    return case_vault.copied_to(tmp_path / "small.casebook")


@pytest.fixture
def blank(empty_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    """A vault with nothing in it, open."""
    session = _opened(empty_vault, tmp_path)
    yield session
    session.close()


@pytest.fixture
def stocked(library_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    """A vault with the shipped library in it, open."""
    session = _opened(library_vault, tmp_path)
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
    hidden_names.take(None)
    for session in listening:
        session.store.listeners.clear()
    for window in windows:
        if window.workspace is not None:
            window.workspace.context.runner.stop()
        window.close_workspace()
    QGuiApplication.clipboard().clear()  # what Python made and Qt holds may not outlive Python


@contextmanager
def _letters_of(application: QApplication, points: float) -> Iterator[None]:
    usual = application.font()
    font = application.font()
    font.setPointSizeF(points)
    application.setFont(font)
    theme.apply_theme(application, "light")
    yield
    application.setFont(usual)
    _dress(application, "light")


@pytest.fixture(params=[10.0, 20.0], ids=["usual letters", "letters of twice the size"])
def letters(request: pytest.FixtureRequest, application: QApplication) -> Iterator[float]:
    """The size of the letters of every window, in points."""
    with _letters_of(application, request.param):
        yield request.param


@pytest.fixture(params=["light", "dark", "contrast"])
def look(request: pytest.FixtureRequest, application: QApplication) -> Iterator[Theme]:
    """The look of every window."""
    theme.apply_theme(application, request.param)
    yield request.param
    _dress(application, "light")


def _dress(application: QApplication, name: Theme) -> None:
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is gone need not be dressed anew
    theme.apply_theme(application, name)


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture
def sample_case(shared_sample: Session) -> Case:
    """The case of the sample with most evidence, the same in `sample` and `own_sample`."""
    cases = record.every(shared_sample, Case)
    return max(cases, key=lambda case: len(record.of_case(shared_sample, Document, case.id)))


@pytest.fixture(scope="session")
def record_text(shared_sample: Session) -> str:
    """Everything the records of the sample say."""
    records = (asdict(each) for shelf in tables() for each in record.every(shared_sample, shelf.kind))
    return json.dumps(list(records), ensure_ascii=False, default=str)
