"""Settings: office defaults, theme and language of the window, spelling, and automatic locking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from casebook.base.i18n import LANGUAGE_NAMES
from casebook.domain.base.change import Changes
from casebook.ui.kit.icons import icon
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.deadline.deadline_checks import DeadlineChecks
from casebook.ui.pages.vault.capture_card import CaptureCard
from casebook.ui.pages.vault.dates_card import DatesCard
from casebook.ui.pages.vault.lock_times import LockTimesCard
from casebook.ui.pages.vault.names_card import NamesCard
from casebook.ui.pages.vault.office_defaults import OfficeDefaults
from casebook.ui.pages.vault.spelling_card import SpellingCard
from casebook.ui.pages.vault.tags_card import TagsCard
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import CardGrid, Scrolled
from casebook.ui.widgets.layout.layout import column, mark_role


class SettingsPage(Page):
    """Each choice is saved at once."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._times = LockTimesCard(self)
        self._checks = DeadlineChecks(context)
        self._office = OfficeDefaults(context)
        whole = column(self, gap=12)
        whole.addWidget(label(self.words("Settings"), "heading"))
        scroll = Scrolled(self.words("Settings"))
        self._dates = DatesCard(self)
        self._names, self._spelling = NamesCard(self), SpellingCard(self)
        self._tags = TagsCard(self)
        self._captures = CaptureCard(self)
        looks = (self._look(), self._language(), self._names, self._captures)
        words = (self._tags, self._dates, self._spelling)
        cards = (self._office, *looks, *words, self._times, self._checks)
        scroll.body.addWidget(CardGrid(cards, least=400))
        scroll.body.addStretch(1)
        whole.addWidget(scroll, 1)

    def read(self) -> None:
        """Read the automatic locking settings."""
        settings = self.context.settings
        for choice, is_present in (
            *((made, name == settings.theme) for name, made in self._looks.items()),
            *((made, tag == settings.language) for tag, made in self._languages.items()),
        ):
            mark_role(choice, role="primary" if is_present else "")
            choice.setChecked(is_present)
            choice.setIcon(icon("done", "on-accent") if is_present else QIcon())
        self._names.read()
        self._captures.read()
        self._tags.read()
        self._dates.read()
        self._spelling.read()
        self._times.read()
        self._checks.read()
        self._office.read()

    def refresh_after(self, changes: Changes) -> None:
        """Count the tags again: what is typed in a field stays."""
        if changes.concerns("case", "person", "contact", "document", "event", "task"):
            self._tags.read()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the heading suffices."""
        return (Crumb(text=self.words("Settings")),)

    def _look(self) -> Card:
        card = Card(self.words("Appearance"))
        text = self.words(
            "Stored outside the casebook, together with text size and window size and nothing else."
        )
        card.body.addWidget(label(text, "quiet", wraps=True))
        titles = {
            "system": self.words("Same as system"),
            "light": self.words("Light"),
            "dark": self.words("Dark"),
            "contrast": self.words("High contrast"),
        }
        self._looks = _choice(card, titles, self.context.theme_changed.emit)
        return card

    def _language(self) -> Card:
        card = Card(self.words("Language"))
        text = self.words(
            "Changes the language of the window at once. Each dossier has its own language "
            "setting. Legal texts stay in their original language."
        )
        card.body.addWidget(label(text, "quiet", wraps=True))
        titles = {"": self.words("Same as system"), **LANGUAGE_NAMES}
        self._languages = _choice(card, titles, self.context.language_changed.emit)
        return card


def _choice(card: Card, titles: Mapping[str, str], pressed: Callable[[str], None]) -> dict[str, QPushButton]:
    """Return a button for each of several choices, one of them current."""
    buttons: dict[str, QPushButton] = {}
    for key, title in titles.items():
        buttons[key] = button(title, partial(pressed, key))
        buttons[key].setCheckable(True)
        card.body.addWidget(buttons[key])
    return buttons
