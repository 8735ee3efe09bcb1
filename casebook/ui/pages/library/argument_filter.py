"""The filters above the arguments: country, topic, proceeding and origin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.base.i18n import Translator
from casebook.services.library.argument import ArgumentIndex, ArgumentQuery
from casebook.ui.kit import theme
from casebook.ui.kit.collation import sort_key
from casebook.ui.kit.plain import set_tip
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import CardGrid
from casebook.ui.widgets.layout.layout import column

_MIN_WIDTH_PX = 118


class ArgumentFilter(QWidget):
    """Four boxes; none asks for anything to begin with.

    Attributes:
        changed: another filter was chosen.
        boxes: each box by what it asks for.
    """

    changed = Signal()

    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        kinds = [(title, kind) for kind, title in Wording(words).proceeding_kind.items()]
        whose = [(words("Your own"), True), (words("From reference data"), False)]
        self._country = self._box(words("Country"), words("All countries"))
        self._topic = self._box(words("Topic"), words("All topics"))
        self._proceeding = self._box(words("Type of proceeding"), words("All proceedings"), kinds)
        self._own = self._box(words("Origin"), words("Any origin"), whose)
        self.boxes = {
            "country": self._country,
            "topic": self._topic,
            "proceeding": self._proceeding,
            "own": self._own,
        }
        column(self, gap=8).addWidget(CardGrid([*self.boxes.values()], _MIN_WIDTH_PX))

    @property
    def country(self) -> str:
        """Code of the country chosen, or ""."""
        return self._country.currentData() or ""

    def offer(self, held: ArgumentIndex) -> None:
        """Offer the countries and topics there is something for; what was chosen stays."""
        names = self._words.territories()
        codes = {forum.country for argument in held.arguments.values() for forum in argument.forums}
        codes |= {forum for forum in held.routes if forum in names}
        order = sort_key(self._words.language)
        countries = sorted(((names.get(code, code), code) for code in codes), key=lambda pair: order(pair[0]))
        self._country.refill(countries)
        topics = {topic for argument in held.arguments.values() for topic in held.topics(argument)}
        titles = held.library_index.topics
        self._topic.refill(
            sorted((self._words(titles[topic].title), topic) for topic in topics if topic in titles)
        )

    def ask_country(self, code: str) -> None:
        """Ask for one country, where it is offered, and nothing else."""
        for box in self.boxes.values():
            box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            box.setCurrentIndex(max(0, box.findData(code)) if box is self._country else 0)
            box.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def query(self) -> ArgumentQuery:
        """What is asked."""
        return ArgumentQuery(
            country=self.country,
            topic=self._topic.currentData() or "",
            proceeding=self._proceeding.currentData(),
            is_own=self._own.currentData(),
        )

    def _box(self, name: str, whatever: str, choices: Sequence[tuple[str, object]] = ()) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        set_tip(box, name)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(theme.current().px(80))
        box.addItem(whatever, None)
        for title, value in choices:
            box.addItem(title, value)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box
