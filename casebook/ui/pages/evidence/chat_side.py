"""What is stated about a chat: who a sender is, the time zone, who holds the phone, the order of dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from casebook.domain.evidence.chat import DATE_ORDERS, Chat
from casebook.domain.person.person import Person
from casebook.services.evidence.chat import OpenChat
from casebook.ui.kit.hidden_names import stated_choice
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import column, line

_CHARACTERS = 12


class ChatSide(QFrame):
    """Fields for what a chat leaves open.

    Attributes:
        stating: a `Chat` as it is to be kept.
    """

    stating = Signal(Chat)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._words = page.words
        self._chat: Chat | None = None
        whole = column(self, gap=6, margins=(0,))
        self._sender = self._choice(self._words("Sender of the chat"))
        self._person = self._choice(self._words("Person"))
        self._sender.currentIndexChanged.connect(lambda _: self._show_tie())
        tie = button(self._words("Tie sender"), self._tie, meaning="person", writes=True)
        ties = line(gap=6)
        ties.addWidget(self._sender)
        ties.addWidget(self._person)
        ties.addWidget(tie)
        whole.addLayout(ties)
        self._zone = self._field(self._words("Time zone of the phone"), "Asia/Urumqi")
        self._holder = self._field(self._words("Phone held by"), "")
        self._order = self._choice(self._words("Order of the dates"))
        orders = (
            self._words("Dates as in the file"),
            self._words("Day, month, year"),
            self._words("Month, day, year"),
            self._words("Year, month, day"),
        )
        for title, order in zip(orders, DATE_ORDERS, strict=True):
            self._order.addItem(title, order)
        save = button(self._words("Save details"), self._save, meaning="done", writes=True)
        stated = line(gap=6)
        stated.addWidget(self._zone)
        stated.addWidget(self._holder)
        stated.addWidget(self._order)
        stated.addWidget(save)
        whole.addLayout(stated)
        self._remark = label("", "quiet", wraps=True)
        whole.addWidget(self._remark)
        hold_back(self._zone, self._holder, self._order, self._person)

    def show_chat(self, shown: OpenChat, people: Sequence[Person]) -> None:
        """Show what is stated about a chat, and whom its senders may be."""
        self._chat = shown.chat
        sender = stated_choice(self._sender)
        self._refill(self._sender, [(name, name) for name in shown.log.senders])
        self._sender.setCurrentIndex(max(0, self._sender.findData(sender)))
        self._refill(
            self._person,
            [(self._words("No one"), ""), *((person.leading_name, person.id) for person in people)],
        )
        self._show_tie()
        self._zone.setText(shown.chat.zone)
        self._holder.setText(shown.chat.holder)
        self._order.setCurrentIndex(self._order.findData(shown.chat.date_order))
        self._remark.setText(self._remarks(shown))
        self._remark.setVisible(bool(self._remark.text()))

    def _remarks(self, shown: OpenChat) -> str:
        words, log = self._words, shown.log
        remarks = (
            (
                log.order_doubt == "month",
                words("The order of day and month is not certain. Choose it."),
            ),
            (
                log.order_doubt == "year",
                words("Whether the year comes first in its dates is not certain. Choose their order."),
            ),
            (log.is_long, words("Only the first messages are shown; the chat is too long.")),
            (log.is_incomplete, words("The exported file ends in the middle.")),
        )
        return " ".join(text for is_so, text in remarks if is_so)

    def _show_tie(self) -> None:
        """Show the person that the chosen sender is tied to."""
        ties = {tie.sender: tie.person_id for tie in self._chat.ties} if self._chat else {}
        person_id = ties.get(str(self._sender.currentData() or ""), "")
        self._person.setCurrentIndex(max(0, self._person.findData(person_id)))

    def _tie(self) -> None:
        if self._chat and self._sender.currentData():
            self.stating.emit(self._chat.tied(self._sender.currentData(), self._person.currentData() or ""))

    def _save(self) -> None:
        if self._chat:
            zone, holder = self._zone.text().strip(), self._holder.text().strip()
            now = replace(self._chat, zone=zone, holder=holder, date_order=self._order.currentData())
            self.stating.emit(now)

    def _choice(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_CHARACTERS)
        return box

    def _field(self, name: str, example: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(f"{name} ({example})" if example else name)
        return field

    @staticmethod
    def _refill(box: ChoiceBox, choices: Sequence[tuple[str, str]]) -> None:
        box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        box.clear()
        for title, value in choices:
            box.addItem(title, value)
        box.blockSignals(False)  # noqa: FBT003 - Qt's signature
