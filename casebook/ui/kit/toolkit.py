"""Setup of Qt for the application."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from casebook.base.i18n import WINDOW_LANGUAGES
from casebook.base.settings import Settings
from casebook.ui.kit import fonts, theme
from casebook.ui.kit.choices import language_of


def make_application(settings: Settings) -> QApplication:
    """Return the Qt application in Fusion, with fonts, palette and text direction."""
    instance = QApplication.instance()
    # Asked for as an argument no other style is loaded first, nor the hundred numbers Python has for styles.
    application = (
        instance if isinstance(instance, QApplication) else _made([*sys.argv[:1], "-style", "Fusion"])
    )
    application.setApplicationName("Casebook")
    fonts.set_first(application)
    fonts.set_zoom(application, settings.zoom)
    language = language_of(settings)
    if instance or language not in WINDOW_LANGUAGES:  # those run from left to right, as Qt does unasked
        application.setLayoutDirection(QLocale(language).textDirection())
    theme.apply_theme(application, settings.theme)
    return application


def _made(arguments: list[str]) -> QApplication:
    if sys.platform == "darwin":
        from casebook.ui.kit.opening_application import OpeningApplication

        return OpeningApplication(arguments)
    return QApplication(arguments)
