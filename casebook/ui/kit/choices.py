"""The theme, language, text size and size of the window, saved in the settings file and applied at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, QObject, QSize, Signal
from PySide6.QtWidgets import QApplication

from casebook.base.i18n import Translator, window_language
from casebook.base.settings import ZOOMS, Settings, Theme, settings_file
from casebook.ui.kit import fonts, theme


def language_of(settings: Settings) -> str:
    """Return the window's language: the chosen one, or the first supported one of the system."""
    return settings.language or window_language(QLocale.system().uiLanguages())


class Choices(QObject):
    """The current settings.

    Args:
        application: of Qt.
        settings: as they were found.

    Attributes:
        changed: theme or language changed; everything shown must be drawn again.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._application, self.settings = application, settings
        self.words = Translator(language_of(settings))
        application.styleHints().colorSchemeChanged.connect(lambda _: self._follow())

    def set_theme(self, name: Theme) -> None:
        """Apply and save a theme."""
        if name != self.settings.theme:
            self._keep(replace(self.settings, theme=name))
        theme.apply_theme(self._application, name)
        self.changed.emit()

    def set_language(self, language: str) -> None:
        """Apply and save a language, "" for the system's."""
        self._keep(replace(self.settings, language=language))
        self._turn()

    def next_zoom(self, step: int) -> int:
        """Return the next larger or smaller text size in percent, or the usual one for 0."""
        at = ZOOMS.index(self.settings.zoom) + step
        return ZOOMS[min(max(at, 0), len(ZOOMS) - 1)] if step else Settings().zoom

    def set_zoom(self, zoom: int) -> None:
        """Apply and save a text size in percent."""
        self._keep(replace(self.settings, zoom=zoom))
        fonts.set_zoom(self._application, zoom)
        theme.apply_theme(self._application, self.settings.theme)
        self.changed.emit()

    def look_again(self) -> None:
        """Apply settings that another Casebook window changed since they were read."""
        settings = Settings.load(settings_file())
        if replace(settings, window_size=self.settings.window_size) == self.settings:
            return
        self.settings = settings
        fonts.set_zoom(self._application, settings.zoom)
        theme.apply_theme(self._application, settings.theme)
        self._turn()

    def remember(self, size: QSize) -> None:
        """Save the size of the window."""
        self._keep(replace(self.settings, window_size=(size.width(), size.height())))

    def _turn(self) -> None:
        self.words = Translator(language_of(self.settings))
        self._application.setLayoutDirection(QLocale(self.words.language).textDirection())
        fonts.order(self._application, self.words.language)
        self.changed.emit()

    def _follow(self) -> None:
        if self.settings.theme == "system":
            self.set_theme("system")

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        settings.save(settings_file())
