"""The filters above the findings: each a box that filters nothing to begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casebook.base.i18n import Translator
from casebook.services.library.library_query import Query
from casebook.services.library.library_view import Whole
from casebook.ui.kit import theme
from casebook.ui.kit.plain import set_tip
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import CardGrid
from casebook.ui.widgets.layout.layout import column

_MIN_WIDTH_PX = 150
_PLACES = re.compile(r"[;:,]| and ")
"""What parts the places of a scope: "China; abroad: Sweden and Egypt"."""

V = TypeVar("V", bound=str)
Choices = Sequence[tuple[str, object]]


class LibraryFilter(QWidget):
    """Eight boxes, and seven more on a second line, which stays open while one of them asks for something.

    Attributes:
        changed: another filter was chosen.
        more: shows the second line.
        boxes: each box by what it asks for.
    """

    changed = Signal()

    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.boxes: dict[str, ChoiceBox] = {}
        first, second = self._first(), self._second()
        whole = column(self, gap=8)
        self._first_line = CardGrid(first, _MIN_WIDTH_PX)
        whole.addWidget(self._first_line)
        clear = button(words("Clear"), self.clear, meaning="close")
        clear.setAccessibleName(words("Clear all filters"))
        self._second_line = CardGrid([*second, clear], _MIN_WIDTH_PX)
        self._ahead, self._beyond = first, second
        self._second_line.hide()
        whole.addWidget(self._second_line)
        self.more = self._toggle()

    def offer(self, held: Whole) -> None:
        """Offer what the library holds; what was chosen stays."""
        cited, sources = held.cited, held.library_index.sources.values()
        scopes = (part.strip() for citation in cited for part in _PLACES.split(citation.finding.scope))
        years = {source.issued.earliest_on.year for source in sources if source.issued} - {1}
        offered: dict[str, Choices] = {
            "topic": sorted(
                (self._words(topic.title), topic.id) for topic in held.library_index.topics.values()
            ),
            "person": sorted((name, person_id) for person_id, (name, *_) in held.people.items()),
            "collection": [(each.title, each.id) for each in held.collections],
            "body": _same(source.body for source in sources),
            "group": _same(group for citation in cited for group in citation.finding.groups),
            "place": _same(place for place in scopes if place not in {"", "abroad"}),
            "from": [(self._words("From {year}", year=year), year) for year in sorted(years, reverse=True)],
            "to": [(self._words("Until {year}", year=year), year) for year in sorted(years, reverse=True)],
        }
        for key, choices in offered.items():
            self.boxes[key].refill(choices)

    def query(self, held: Whole) -> Query:
        """What is asked."""
        topics, person = self._one("topic"), self.boxes["person"].currentData()
        wording = LibraryWording(self._words)
        profile = held.people[person][2] if person in held.people else None
        if profile is not None and not topics:
            topics = held.people[person][1]
        return Query(
            topics=topics,
            bodies=self._one("body"),
            types=self._one_of("type", wording.types()),
            groups=self._one("group"),
            places=self._one("place"),
            levels=self._one_of("level", wording.levels()),
            strengths=self._one_of("strength", wording.strengths()),
            speakers=self._one_of("speaker", wording.speakers()),
            from_year=self.boxes["from"].currentData() or 0,
            to_year=self.boxes["to"].currentData() or 0,
            is_adverse=self.boxes["way"].currentData(),
            is_stale=self.boxes["age"].currentData(),
            is_own=self.boxes["own"].currentData(),
            profile=profile,
        )

    def chosen(self, held: Whole) -> frozenset[str] | None:
        """The findings of the collection asked for, or None."""
        wanted = self.boxes["collection"].currentData()
        found = next((each for each in held.collections if each.id == wanted), None)
        return frozenset(found.finding_ids) if found else None

    def clear(self) -> None:
        """Ask for nothing."""
        self._forget()
        self.changed.emit()

    def ask_topic(self, topic_id: str) -> None:
        """Ask for one topic and nothing else."""
        self._forget()
        box = self.boxes["topic"]
        box.setCurrentIndex(max(0, box.findData(topic_id)))

    def _forget(self) -> None:
        for box in self.boxes.values():
            box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            box.setCurrentIndex(0)
            box.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _toggle(self) -> QPushButton:
        more_button = button(self._words("More filters"), meaning="down")
        more_button.setCheckable(True)
        more_button.toggled.connect(self._unfold)
        return more_button

    def _unfold(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's signature
        """A filter is never out of sight while it narrows; where text is large, one line gives way."""
        asks = any(box.currentIndex() for box in self._beyond)
        is_narrow = self.width() < theme.current().px(len(self._ahead) * _MIN_WIDTH_PX)
        self._second_line.setVisible(is_open or asks)
        gives_way = is_narrow and is_open and not any(box.currentIndex() for box in self._ahead)
        self._first_line.setVisible(not gives_way)
        if asks and not is_open:
            self.more.setChecked(True)

    def _first(self) -> list[ChoiceBox]:
        words, wording = self._words, LibraryWording(self._words)
        ways = [(words("Adverse only"), True), (words("Not adverse"), False)]
        levels = [(status[0], level) for level, status in wording.levels().items()]
        return [
            self._box("topic", words("Topic"), words("All topics")),
            self._box("person", words("Relevant to a person"), words("All people")),
            self._box("level", words("How it was read"), words("How it was read"), levels),
            self._box("strength", words("Strength"), words("All strengths"), _turned(wording.strengths())),
            self._box("way", words("Adverse or not"), words("Adverse or not"), ways),
            self._box("collection", words("Collection"), words("Collections")),
        ]

    def _second(self) -> list[ChoiceBox]:
        words = self._words
        whose = [(words("Your own"), True), (words("From reference data"), False)]
        ages = [(words("To be rechecked"), True), (words("Recently checked"), False)]
        wording = LibraryWording(words)
        types, speakers = _turned(wording.types()), _turned(wording.speakers())
        return [
            self._box("speaker", words("Speaker"), words("All speakers"), speakers),
            self._box("age", words("Last checked"), words("Any time"), ages),
            self._box("body", words("Body"), words("All bodies")),
            self._box("type", words("Type"), words("All types"), types),
            self._box("group", words("Group"), words("All groups")),
            self._box("place", words("Place"), words("All places")),
            self._box("from", words("Issued from"), words("From year")),
            self._box("to", words("Issued until"), words("Until year")),
            self._box("own", words("Origin"), words("Any origin"), whose),
        ]

    def _box(self, key: str, name: str, whatever: str, choices: Choices = ()) -> ChoiceBox:
        box = self.boxes[key] = ChoiceBox()
        box.setAccessibleName(name)
        set_tip(box, name)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(theme.current().px(80))
        box.addItem(whatever, None)
        for words, value in choices:
            box.addItem(words, value)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box

    def _one(self, key: str) -> tuple[str, ...]:
        """The word asked for, or nothing."""
        word = self.boxes[key].currentData()
        return (word,) if word else ()

    def _one_of(self, key: str, values: Iterable[V]) -> tuple[V, ...]:
        """The one of these values that is asked for, or nothing."""
        return tuple(value for value in values if value == self.boxes[key].currentData())


def _turned(choices: Mapping[V, str]) -> Choices:
    return [(word, value) for value, word in choices.items()]


def _same(values: Iterable[str]) -> Choices:
    """Return texts that are their own titles, each once, in order."""
    return [(value, value) for value in sorted(set(values) - {""}, key=str.casefold)]
