"""The card of this device, and the cards of others: added, compared, and welcomed into the team."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.sharing.peer_card import PeerCard
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.device import OwnCard
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.many_rows import RowAction, RowMenu
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.card_compare import CardCompare
from casebook.ui.pages.sharing.fitted_table import fit_rows
from casebook.ui.pages.sharing.team_words import card_state
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry import LongEntry, TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable

NAME_DEVICE, PASTE_CARD = Message("Name this device"), Message("Paste a card")


def device_name(words: Translator, key: str = "name") -> Field:
    """Return the field for the name of this device."""
    return Field(
        key=key,
        title=words("Name of this device"),
        makes=TextEntry,
        help=words("Such as your first name and the type of computer. Others see it."),
        is_required=True,
    )


class OwnCardPane(Card):
    """The card of this device: its name, and how it gets to others.

    Attributes:
        changed: it has a card, or another name.
    """

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Card of this device"))
        self._page, self._words = page, page.words
        words = self._words
        about = words(
            "A card tells others how to encrypt for this device. It is no secret: send it as a file or as "
            "text in an email. Everyone who gets it sees the name."
        )
        self.body.addWidget(label(about, "quiet", wraps=True))
        self._name = label("", "strong", wraps=True)
        self.body.addWidget(self._name)
        self._make = button(words("Name this device…"), self.begin, role="primary", writes=True)
        self._save = button(words("Save card as file…"), self._pick, meaning="save")
        self._copy = button(words("Copy card as text"), self._copy_text, meaning="copy")
        self._rename = button(words("Rename…"), self.begin, writes=True)
        self._renew = button(words("Make new card…"), self._ask_for_new, writes=True)
        self.body.addWidget(Wrapping(self._make, self._save, self._copy, self._rename, self._renew))
        self.asking = Asking(words)
        self.body.addWidget(self.asking)
        self.form = Form(NAME_DEVICE, (device_name(words),), words, is_card=True)
        self.form.kept.connect(self._keep)
        self.form.hide()
        self.body.addWidget(self.form)
        self._own: OwnCard | None = None

    def show_card(self, own: OwnCard | None, *, is_in_team: bool) -> None:
        """Show the card, or that there is none yet; a team knows this device by it."""
        self._own = own
        self._name.setText(own.name if own else self._words("This device has no card yet."))
        self._make.setVisible(own is None)
        for step in (self._save, self._copy, self._rename):
            step.setVisible(own is not None)
        self._renew.setVisible(own is not None and not is_in_team)

    def _ask_for_new(self) -> None:
        words = self._words
        facts = [
            words("A team that removed this device can welcome it again only with a new card."),
            words(
                "Others have to compare the new card. What was sealed to the present one still opens here. "
                "What you handed over with it can no longer be recalled."
            ),
        ]
        act = self._make_new
        self.asking.ask(
            words("Make a new card for this device?"), facts, words("Make new card"), act, self._back
        )

    def _make_new(self) -> None:
        def done(_: object) -> None:
            self._page.context.say(self._words("New card made"))
            self.changed.emit()

        self._page.context.ask(device.make_new, done, asker=self)

    def _back(self) -> None:
        self._renew.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Show the form for the name."""
        self.form.begin({"name": self._own.name if self._own else ""})

    def save(self, out: Path | SaveTarget) -> None:
        """Write the card to a file."""
        done = self._words("Card saved")
        self._page.context.ask(
            lambda session: device.write_card(session, out), lambda _: self._page.context.say(done)
        )

    def _keep(self, values: dict[str, str]) -> None:
        def done(_: object) -> None:
            self.form.hide()
            self._page.context.say(self._words("Device named"))
            self.changed.emit()

        self._page.context.ask(
            lambda session: device.make_own(session, values["name"]), done, _refusing(self.form)
        )

    def _pick(self) -> None:
        out = pick_target(self, self._words, f"{self._words('device')}.casebook-card", purpose="card")
        if out:
            self.save(out)

    def _copy_text(self) -> None:
        def take(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._page.context.say(self._words("Card copied"))

        self._page.context.ask(device.own_card_text, take, asker=self)


class OtherCardsPane(Card):
    """The cards of other devices.

    Attributes:
        changed: one was added, compared or deleted.
        welcoming: the device of a card is to be welcomed into the team.
    """

    changed = Signal()
    welcoming = Signal(PeerCard)

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Cards of others"))
        self._page, self._words = page, page.words
        self._may_welcome = self._has_own = False
        self._put_out: Mapping[str, bool] = {}
        self._added_id = ""
        self._lay_out_table()
        words = self._words
        field = Field(
            key="text", title=words("Text of the card"), makes=LongEntry, is_wide=True, is_required=True
        )
        self.form = Form(PASTE_CARD, (field,), words, keep=words("Add card"), is_card=True)
        self.form.kept.connect(self._paste)
        self.form.hide()
        self.body.addWidget(self.form)
        self.asking = Asking(words)
        self.body.addWidget(self.asking)
        self.comparing = CardCompare(page)
        self.comparing.compared.connect(self.changed)
        self.comparing.left.connect(self._take_focus)
        self.body.addWidget(self.comparing)

    def _lay_out_table(self) -> None:
        words = self._words
        add = button(words("Add card from file…"), self._pick, role="primary", meaning="add")
        paste = button(words("Paste card…"), self.begin_paste, writes=True)
        self.body.addWidget(Wrapping(add, paste))
        self._empty = label(
            words("No card was added yet. Ask your colleagues to send you the card of their device."),
            "quiet",
            wraps=True,
        )
        self.body.addWidget(self._empty)
        self.rows: Rows[PeerCard] = Rows(self._columns(), self)
        self.table = DataTable(words("Cards of others"), self.rows)
        self.table.chosen.connect(lambda _: self._offer())
        self.table.opened.connect(lambda _: self._compare_chosen())
        self.table.removing.connect(lambda _: self._ask_removal())
        self.menu = RowMenu(self.table, words("Actions for the selected card"), self._actions)
        self._listed = with_hidden_columns(self.table, words)
        self.body.addWidget(self._listed)
        self._compare = button(words("Compare words…"), self._compare_chosen, writes=True)
        self._welcome = button(words("Welcome into the team…"), self._welcome_chosen, writes=True)
        self._remove = button(words("Delete card…"), self._ask_removal, writes=True)
        self._give = button(words("Hand over…"), self._hand_over, writes=True)
        self._steps = Wrapping(self._compare, self._welcome, self._give, self._remove)
        self.body.addWidget(self._steps)
        out = words(
            "This device was reported as lost, or is no longer in the team: nothing can be sealed to it, and "
            "it cannot be welcomed again. Ask this person for the card of another device."
        )
        self._is_out = label(out, "problem", wraps=True)
        self.body.addWidget(self._is_out)

    def show_cards(
        self, cards: list[PeerCard], put_out: Mapping[str, bool], *, has_own: bool, may_welcome: bool
    ) -> None:
        """Show these cards.

        Args:
            cards: of others.
            put_out: devices in hex that were put out of the team, whether as lost.
            has_own: this device has a card, which comparing needs.
            may_welcome: this device may welcome others into its team.
        """
        self._may_welcome, self._has_own, self._put_out = may_welcome, has_own, put_out
        self.rows.show_rows(cards)
        fit_rows(self.table)
        added, self._added_id = self._added_id, ""
        self.table.choose(added or self.table.chosen_id or (cards[0].id if cards else ""))
        self._empty.setVisible(not cards)
        for part in (self._listed, self._steps):
            part.setVisible(bool(cards))
        self._offer()

    def begin_paste(self) -> None:
        """Show the form for the text of a card."""
        self.form.begin()

    def add(self, work: Callable[[Session], PeerCard], form: Form | None = None) -> None:
        """Add a card, and select it."""

        def done(added: PeerCard) -> None:
            if form is not None:
                form.hide()
            self._page.context.say(self._words("Card added"), self._words("Compare its words before use."))
            self._added_id = added.id
            self.changed.emit()

        self._page.context.ask(work, done, _refusing(form) if form else None, asker=self)

    @property
    def _chosen(self) -> PeerCard | None:
        return self.rows.row_at(self.table.currentIndex())

    def _offer(self) -> None:
        chosen, is_writable = self._chosen, not self._page.context.session.is_read_only
        is_whole = chosen is not None and bool(chosen.data)
        is_out = chosen is not None and chosen.device in self._put_out
        self._is_out.setVisible(is_out)
        self._compare.setEnabled(is_writable and is_whole and self._has_own)
        self._welcome.setVisible(self._may_welcome)
        self._welcome.setEnabled(is_writable and is_whole and not is_out)
        self._give.setEnabled(is_writable and is_whole and not is_out)
        self._remove.setEnabled(is_writable and chosen is not None)

    def _actions(self) -> list[RowAction]:
        words = self._words
        entries = (
            (
                self._compare,
                RowAction(title=words("Compare words…"), act=self._compare_chosen, keys="Return"),
            ),
            (self._welcome, RowAction(title=words("Welcome into the team…"), act=self._welcome_chosen)),
            (self._give, RowAction(title=words("Hand over…"), act=self._hand_over)),
            (self._remove, RowAction(title=words("Delete card…"), act=self._ask_removal, keys="Del")),
        )
        possible = [action for step, action in entries if step.isEnabled() and not step.isHidden()]
        copied = RowAction(title=words("Copy rows"), act=self.table.copy, keys="Ctrl+C", begins_group=True)
        return [*possible, copied]

    def _hand_over(self) -> None:
        chosen = self._chosen
        self._page.context.go(Location(page="parcels", tab="give", within=chosen.id if chosen else ""))

    def _pick(self) -> None:
        for chosen in pick_files(self, self._words, purpose="card")[:1]:
            self.add_file(chosen)

    def add_file(self, chosen: Path | OpenedFile) -> None:
        """Add the card in a file."""
        self.add(lambda session: card.add_file(session, chosen))

    def _paste(self, values: dict[str, str]) -> None:
        self.add(lambda session: card.add(session, values["text"].encode()), self.form)

    def _compare_chosen(self) -> None:
        chosen = self._chosen
        if chosen is None or not self._compare.isEnabled():
            return
        self.asking.hide()
        self.comparing.begin(lambda session: card.find(session, chosen.id))

    def _welcome_chosen(self) -> None:
        chosen = self._chosen
        if chosen is not None and self._welcome.isEnabled() and self._may_welcome:
            self.welcoming.emit(chosen)

    def _ask_removal(self) -> None:
        chosen = self._chosen
        if chosen is None or not self._remove.isEnabled():
            return
        words = self._words
        self.comparing.leave()
        self.asking.ask(
            words("Delete the card of {name}?", name=chosen.name),
            [words("Nothing more can be sealed to this device until its card is added and compared again.")],
            words("Delete card"),
            partial(self._delete, chosen.id),
            self._take_focus,
        )

    def _delete(self, card_id: str) -> None:
        def done(_: None) -> None:
            self._page.context.say(self._words("Card deleted"))
            self.changed.emit()

        self._page.context.ask(lambda session: card.remove(session, card_id), done, asker=self)

    def _take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column[PeerCard], ...]:
        words = self._words
        return (
            Column(title=words("Device"), text=lambda row: row.name, look="strong", width=24, stretches=True),
            Column(
                title=words("Added on"),
                text=lambda row: dates.format_datetime(words, row.added_at),
                sort=lambda row: row.added_at,
                look="quiet",
                fits=True,
                width=18,
            ),
            Column(
                title=words("Status"),
                text=lambda row: card_state(words, row, self._put_out)[0],
                tone=lambda row: card_state(words, row, self._put_out)[1],
                icon=lambda row: card_state(words, row, self._put_out)[2],
                width=18,
            ),
        )


def _refusing(form: Form) -> Callable[[CasebookError], bool]:
    """Return what shows a refusal in a form."""

    def refuse(problem: CasebookError) -> bool:
        form.refuse(problem)
        return True

    return refuse
