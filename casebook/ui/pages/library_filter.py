"""The wishes above the findings: each a box that asks for nothing to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from casebook.base.i18n import Words
from casebook.services.library_query import Query
from casebook.services.library_view import Whole
from casebook.ui import theme
from casebook.ui.pages.library_wording import LibraryWording
from casebook.ui.widgets.drawn import ChoiceBox
from casebook.ui.widgets.flow import CardGrid
from casebook.ui.widgets.layout import column

_LEAST = 118


class LibraryFilter(QWidget):
    """Boxes for topic, person, reading level, strength, speaker, which way it points, age and collection.

    Attributes:
        changed: another wish was chosen.
    """

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = LibraryWording(words)
        self._topic = self._box(words("Topic"), words("Any topic"))
        self._person = self._box(words("For a person"), words("Anyone"))
        self._level = self._box(
            words("How it was read"),
            words("Any reading"),
            [(status[0], level) for level, status in told.levels().items()],
        )
        self._strength = self._box(
            words("Strength"),
            words("Any strength"),
            [(word, strength) for strength, word in told.strengths().items()],
        )
        self._speaker = self._box(
            words("Speaker"), words("Any speaker"), [(word, who) for who, word in told.speakers().items()]
        )
        ways = [(words("Adverse only"), True), (words("Not adverse"), False)]
        self._way = self._box(words("Which way it points"), words("Either way"), ways)
        ages = [(words("To check again"), True), (words("Checked lately"), False)]
        self._age = self._box(words("Age"), words("Any age"), ages)
        self._collection = self._box(words("Collection"), words("Collections"))
        whole = column(self, gap=0)
        whole.addWidget(CardGrid(self._boxes(), _LEAST))

    def offer(self, held: Whole) -> None:
        """Offer the topics, people and collections there are; what was chosen stays."""
        topics = sorted((topic.title, topic.id) for topic in held.shelves.topics.values())
        _refill(self._topic, topics)
        _refill(self._person, sorted((name, person_id) for person_id, (name, _) in held.people.items()))
        _refill(self._collection, [(each.title, each.id) for each in held.collections])

    def query(self, held: Whole) -> Query:
        """What is asked."""
        topics: tuple[str, ...] = _one(self._topic)
        person = self._person.currentData()
        if person in held.people and not topics:
            topics = held.people[person][1]
        return Query(
            topics=topics,
            levels=_one(self._level),
            strengths=_one(self._strength),
            speakers=_one(self._speaker),
            is_adverse=self._way.currentData(),
            is_stale=self._age.currentData(),
        )

    def chosen(self, held: Whole) -> frozenset[str] | None:
        """The findings of the collection asked for, or None."""
        wanted = self._collection.currentData()
        found = next((each for each in held.collections if each.id == wanted), None)
        return frozenset(found.finding_ids) if found else None

    def ask_topic(self, topic_id: str) -> None:
        """Ask for one topic and nothing else."""
        for box in self._boxes():
            box.setCurrentIndex(0)
        self._topic.setCurrentIndex(max(0, self._topic.findData(topic_id)))

    def _boxes(self) -> tuple[QComboBox, ...]:
        return (
            self._topic,
            self._person,
            self._level,
            self._strength,
            self._speaker,
            self._way,
            self._age,
            self._collection,
        )

    def _box(self, name: str, whatever: str, choices: Sequence[tuple[str, Any]] = ()) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(theme.current().px(80))
        box.addItem(whatever, None)
        for words, value in choices:
            box.addItem(words, value)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box


def _refill(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    held = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 - Qt's signature
    while box.count() > 1:
        box.removeItem(1)
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(held)))
    box.blockSignals(False)  # noqa: FBT003 - Qt's signature


def _one(box: QComboBox) -> tuple[Any, ...]:
    return (box.currentData(),) if box.currentData() else ()
