"""Qt set up as the program wears it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from casebook.base.settings import Settings
from casebook.ui import fonts, theme
from casebook.ui.choices import language_of


def make_application(settings: Settings) -> QApplication:
    """The Qt application in Fusion, with the first fonts, the palette and the direction of the language."""
    found = QApplication.instance()
    # Asked for as an argument no other style is loaded first, nor the hundred numbers Python has for styles.
    application = (
        found if isinstance(found, QApplication) else QApplication([*sys.argv[:1], "-style", "Fusion"])
    )
    application.setApplicationName("Casebook")
    fonts.set_first(application)
    application.setLayoutDirection(QLocale(language_of(settings)).textDirection())
    theme.wear(application, settings.theme)
    return application
