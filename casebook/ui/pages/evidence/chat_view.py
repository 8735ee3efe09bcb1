"""A chat in the window: its messages, a filter, what is stated about it, and excerpts as exhibits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from casebook.base.progress import Progress
from casebook.domain.case.case import Case
from casebook.domain.evidence.chat import Chat, ChatMessage
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import Flow, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import chat as chats
from casebook.services.evidence.chat import MessageFilter, OpenChat
from casebook.services.evidence.chat_excerpt import ExcerptRequest, make_excerpt
from casebook.services.evidence.chat_pages import clock
from casebook.services.person import person
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.evidence.chat_side import ChatSide
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.tables.table import DataTable

_CHARACTERS = 10
_SHOWN = 600
"""Characters of a message that are shown beneath the table; pages show all."""
_CONTEXT = (0, 1, 2, 3, 5, 10, 20)


@dataclass(frozen=True, slots=True, repr=False)
class MessageRow:
    """A message in the table; its ID is its number."""

    id: str
    message: ChatMessage
    sender: str


class ChatView(QFrame):
    """Reads its chat when it is shown; the selected messages become an exhibit."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._document: Document | None = None
        self._shown: OpenChat | None = None
        self._sought = ""
        whole = column(self, gap=8, margins=(8,))
        whole.addLayout(self._head())
        self.rows: Rows[MessageRow] = Rows(self._columns(), self)
        self.table = DataTable(self._words("Messages"), self.rows)
        self.table.chosen.connect(self._show_message)
        whole.addWidget(self.table, 1)
        self._full = label("", wraps=True, selectable=True)
        whole.addWidget(self._full)
        self.progress = ProgressStrip(self._words("Reading chat"), self._words("Cancel"))
        self.progress.hide()
        whole.addWidget(self.progress)
        whole.addLayout(self._foot())
        self.side = ChatSide(page)
        self.side.stating.connect(self._state)
        whole.addWidget(self.side)

    def show_document(self, document: Document) -> None:
        """Read and show a chat."""
        if self._document is not None and self._document.id == document.id and self._shown is not None:
            return
        self._document, self._shown = document, None
        self.rows.show_rows(())
        self._read()

    def seek(self, words: str) -> None:
        """Choose the message that a search for these words is about, now or once the chat is read."""
        self._sought = words
        if self._shown is not None:
            self._choose_sought(self._shown)

    def _choose_sought(self, shown: OpenChat) -> None:
        words, self._sought = self._sought, ""
        message = chats.message_found(shown.log, words) if words else None
        if message is not None:
            self.table.choose(str(message.number))

    def _read(self) -> None:
        document, context = self._document, self._page.context
        if document is None:
            return

        def read(task: BackgroundTask) -> Flow[tuple[OpenChat, list[Person]]]:
            return _with_people(context.session, document, task)

        context.run(read, self._show, before=lambda task: self.progress.follow(task, self._words))

    def _show(self, answer: tuple[OpenChat, list[Person]]) -> None:
        shown, people = answer
        if self._document is None or shown.document.id != self._document.id:
            return
        self._shown = shown
        sender = self._sender.currentData()
        self._sender.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._sender.clear()
        self._sender.addItem(self._words("All senders"), "")
        for name in shown.log.senders:
            self._sender.addItem(shown.name_of(name), name)
        self._sender.setCurrentIndex(max(0, self._sender.findData(sender)))
        self._sender.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.side.show_chat(shown, people)
        self._filter()
        self._choose_sought(shown)

    def _filter(self) -> None:
        """Show the messages of the chosen sender with the words that are sought."""
        if self._shown is None:
            return
        wanted = MessageFilter(sender=self._sender.currentData() or "", words=self._search.text())
        name = self._shown.name_of
        self.rows.show_rows(
            [
                MessageRow(str(one.number), one, name(one.sender) if one.sender else "")
                for one in chats.wanted(self._shown.log, wanted)
            ]
        )

    def _show_message(self, row_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(row_id))
        carried = map(self._words, (*row.message.carried, *row.message.remarks)) if row else ()
        text = "\n".join((row.message.text, *carried, *row.message.media)) if row else ""
        self._full.setText(f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text)

    def _state(self, now: Chat) -> None:
        """Keep what is stated, with a way back, and read the chat again."""
        shown, context = self._shown, self._page.context
        if shown is None:
            return
        seen = shown.chat

        def done(_: object) -> None:
            context.did(
                self._words("Details of the chat saved"),
                lambda session: chats.keep(session, seen, now),
                redo=lambda session: chats.keep(session, now, seen),
            )
            self._read()

        self._page.ask(lambda session: chats.keep(session, now, seen), done)

    def _make(self) -> None:
        """Make an exhibit of the selected messages, or of those in the table."""
        document, context = self._document, self._page.context
        places = [index.row() for index in self.table.selectionModel().selectedRows()]
        rows = [self.rows.row_at(self.rows.index(place, 0)) for place in sorted(places)]
        numbers = tuple(row.message.number for row in rows if row is not None)
        if document is None or not numbers:
            context.say(
                self._words("No messages selected"), self._words("Select messages first."), is_good=False
            )
            return
        request = ExcerptRequest(
            numbers=numbers,
            before=self._before.currentData(),
            after=self._after.currentData(),
            language=self._words.language if self._words.is_chinese else "en",
        )

        def done(excerpt: Document) -> None:
            context.did(
                self._words("Excerpt added to evidence"),
                lambda session: record.move_to_bin(session, Document, excerpt.id),
                redo=lambda session: record.restore(session, Document, excerpt.id),
            )
            self._page.read()

        context.run(
            lambda task: make_excerpt(context.session, document.id, request, progress=task),
            done,
            before=lambda task: self.progress.follow(task, self._words),
        )

    def _head(self) -> QHBoxLayout:
        head = line(gap=8)
        self._sender = self._choice(self._words("Sender"), ())
        self._sender.currentIndexChanged.connect(lambda _: self._filter())
        self._search = SearchField(self._words("Search messages"))
        self._search.asked.connect(lambda _: self._filter())
        self._search.left.connect(lambda _: self.table.setFocus())
        head.addWidget(self._sender)
        head.addWidget(self._search, 1)
        return head

    def _foot(self) -> QVBoxLayout:
        words, foot, context = self._words, column(gap=8), line(gap=8)
        before = [(words.count("{number} before", "{number} before", number), number) for number in _CONTEXT]
        after = [(words.count("{number} after", "{number} after", number), number) for number in _CONTEXT]
        self._before = self._choice(words("Messages of context before"), before)
        self._after = self._choice(words("Messages of context after"), after)
        make = button(
            words("Create exhibit from selection"),
            self._make,
            role="primary",
            meaning="file-pdf",
            writes=True,
        )
        action = QAction(words("Create exhibit from selection"), self)
        action.triggered.connect(lambda _=False: self._make())
        action.setEnabled(make.isEnabled())
        copying = QAction(words("Copy messages"), self)
        copying.triggered.connect(lambda _=False: self.table.copy())
        self.table.addActions([action, copying])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        context.addWidget(label(words("Context"), "quiet"))
        context.addWidget(self._before)
        context.addWidget(self._after)
        context.addStretch(1)
        foot.addLayout(context)
        foot.addWidget(make, 0, Qt.AlignmentFlag.AlignRight)  # beside them it would be cut in a narrow window
        return foot

    @staticmethod
    def _choice(name: str, choices: Sequence[tuple[str, int]]) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_CHARACTERS)
        for title, value in choices:
            box.addItem(title, value)
        return box

    def _columns(self) -> tuple[Column[MessageRow], ...]:
        words = self._words
        return (
            Column(title=words("No."), text=lambda row: row.id, sort=lambda row: row.message.number, width=6),
            Column(
                title=words("Time"),
                text=lambda row: f"{row.message.at[:10]} {clock(row.message)}".strip() or row.message.stamp,
                fits=True,
                sort=lambda row: row.message.number,
            ),
            Column(title=words("Sender"), text=lambda row: row.sender, look="strong", width=14),
            Column(
                title=words("Message"),
                text=lambda row: " ".join(
                    (
                        *row.message.text.split(),
                        *map(words, (*row.message.carried, *row.message.remarks)),
                        *row.message.media,
                    )
                ),
                width=30,
                stretches=True,
            ),
        )


async def _with_people(
    session: Session, document: Document, progress: Progress
) -> tuple[OpenChat, list[Person]]:
    """A chat, and the people of its case."""
    shown = await chats.open_chat(session, document.id, progress=progress)
    return shown, await on_vault(
        lambda: person.of_case(session, record.find(session, Case, document.case_id))
    )
