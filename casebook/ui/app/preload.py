"""Modules that the window needs but the lock screen does not, loaded while the passphrase is typed."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGradient
from PySide6.QtWidgets import QApplication

from casebook.base.clock import Clock, system_clock
from casebook.base.i18n import Translator
from casebook.services.base.flow import off_thread

if TYPE_CHECKING:
    from casebook.domain.base.change import Changes
    from casebook.services.agenda.first_page import FirstPage

_WHEN_OPENED = ("casebook.ui.app.locking", "casebook.ui.lock.idle", "casebook.ui.lock.desktop_events")
"""Modules that monitor an open vault, loaded before one is open."""


@dataclass(frozen=True, slots=True)
class Unopened:
    """The session interface needed by a workspace made in advance."""

    is_read_only: bool = False
    is_locked: bool = True
    clock: Clock = system_clock
    undone_by: BaseException | None = None

    def on_change(self, _: Callable[[Changes], object]) -> None:
        """Ignore the listener: nothing changes before a vault is opened."""


async def loading(words: Translator) -> FirstPage:
    """Load the workspace with its pages, the database behind them, and how days are written.

    Returns:
        An invented first page, for the workspace to be tried with out of sight.
    """
    return await off_thread(partial(_load, words))


def _load(words: Translator) -> FirstPage:
    import_module("casebook.ui.shell.workspace")
    for module in _WHEN_OPENED:
        import_module(module)
    import_module("casebook.services.vault.preload").load()
    first: FirstPage = import_module("casebook.services.agenda.rehearsal").rehearse()
    words.format_month(date.min)
    _ = QGradient.Preset  # two hundred names, which PySide makes at the first filled rectangle
    # What was loaded stays: a list of 20,000 rows must not make the collector walk all of it again and again.
    gc.freeze()
    return first


def install_qt_translator(application: QApplication, language: str) -> None:
    """Load Qt's own texts in the language of the window."""
    for spoken in application.findChildren(QTranslator):
        application.removeTranslator(spoken)
        spoken.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", folder):
        application.installTranslator(translator)
