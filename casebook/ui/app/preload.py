"""What the lock screen does not need and the window does: loaded while the passphrase is typed."""

from __future__ import annotations

import gc
from importlib import import_module

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from casebook.services.base.flow import off_thread


async def loading() -> None:
    """The workspace with its pages, and the database behind them."""
    await off_thread(_load)


def _load() -> None:
    import_module("casebook.ui.shell.workspace")
    import_module("casebook.services.base.preload").load()
    # What was loaded stays: a list of 20,000 rows must not make the collector walk all of it again and again.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def speak(application: QApplication, language: str) -> None:
    """Qt's own words in the language of the window, instead of those of another."""
    for spoken in application.findChildren(QTranslator):
        application.removeTranslator(spoken)
        spoken.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", folder):
        application.installTranslator(translator)
