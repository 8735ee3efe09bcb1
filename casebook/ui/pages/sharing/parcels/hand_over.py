"""Handing cases over: what, to whom and for what use is chosen, looked at, and sealed in one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.base.change import Changes
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.parcels import hand_over, phrase_notes
from casebook.services.sharing.parcels.hand_over import HandOverChoices, HandOverState
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder, plan_cases
from casebook.services.sharing.parcels.parcel_refusals import is_put_out
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.device_cards import NAME_DEVICE, device_name
from casebook.ui.pages.sharing.parcels.hand_over_state import HandOverPane
from casebook.ui.pages.sharing.parcels.parcel_phrase import SavedParcel
from casebook.ui.pages.sharing.team_words import card_state, problem_text
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry import TextEntry, TickEntry, Value
from casebook.ui.widgets.forms.entry_date import DayEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column

HAND_OVER = Message("Hand cases over")
_RECALL_DAYS = 90
"""Until the day that is shown as an example."""


class HandOverTab(Page):
    """The form of a parcel, then what goes and what stays, then where it lies."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        self._choices = HandOverChoices(own=None, cards=(), cases=(), put_out={})
        self._wanted, self._wanted_card = "", ""
        scroll = Scrolled(words("Hand over"))
        column(self, gap=0).addWidget(scroll)
        self.saved = SavedParcel(words)
        self.saved.left.connect(self._note_words)
        self._nameless = self._without_card()
        self._empty = self._without_cases()
        self.choosing = ChoosingCard(self)
        self.choosing.form.kept.connect(self._plan)
        self.choosing.form.left.connect(self.read)
        self.pane = HandOverPane(self)
        self.pane.left.connect(self._choose_again)
        self.pane.sealed.connect(self._tell)
        for part in (self.saved, self._nameless, self._empty, self.choosing, self.pane):
            scroll.body.addWidget(part)
        scroll.body.addStretch(1)
        for part in (self._nameless, self._empty, self.choosing, self.pane):
            part.hide()

    def show_place(self, place: Location) -> None:
        """Show the form with case or card of the place ticked; what was planned for the same place stays."""
        is_planned = place == self.place and not self.pane.isHidden() and self.pane.is_for(place.within)
        self.place = place
        self._wanted, self._wanted_card = ("", "") if is_planned else (place.id, place.within)
        if self._wanted or self._wanted_card:
            self.pane.close()
        self.read()
        self.pane.read_again()

    def read(self) -> None:
        """Read what can be chosen."""
        self.ask(hand_over.choices, self._show)

    def refresh_after(self, changes: Changes) -> None:
        """Read again after a change of cards, cases and people."""
        if changes.concerns("case", "peer-card", "person", "document", "note"):
            self.read()
            self.pane.read_again()

    def resume(self, form: str) -> None:
        """Open the form again."""
        if form == str(self.choosing.form.property("draft")):
            self.choosing.begin("")

    def take_focus(self) -> None:
        """Focus where work begins."""
        for form in (self.naming, self.choosing.form):
            if form.isVisible():
                form.take_focus()
                return
        steps = [step for step in self.findChildren(QPushButton) if step.isVisible() and step.isEnabled()]
        (steps[0] if steps else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, choices: HandOverChoices) -> None:
        self._choices = choices
        is_ready = choices.own is not None and bool(choices.cases)
        self._nameless.setVisible(choices.own is None)
        self._empty.setVisible(choices.own is not None and not choices.cases)
        self.choosing.offer(choices)
        is_open = is_ready and self.pane.isHidden()
        was_open = not self.choosing.isHidden()
        self.choosing.setVisible(is_open)
        wanted, self._wanted = self._wanted, ""
        wanted_card, self._wanted_card = self._wanted_card, ""
        if is_open and (wanted or wanted_card or not was_open):
            self.choosing.begin(wanted, wanted_card)

    def _plan(self, values: Mapping[str, Value]) -> None:
        unchecked = tuple(one.id for one in self._choices.cards if not one.is_compared)
        by_phrase = bool(values["by_phrase"])
        if values["recall_on"] and values["recall_on"] <= self.context.session.clock().date():
            self.choosing.form.fields.boxes["recall_on"].show_problem(self.words("Choose a day after today."))
            return
        cards = () if by_phrase else tuple(values["cards"])
        if not cards and not by_phrase:
            problem = "Choose at least one card, or a phrase."
            self.choosing.form.fields.boxes["cards"].show_problem(self.words(problem))
            return
        if self.choosing.out & {*cards}:
            self.choosing.form.fields.boxes["cards"].show_problem(problem_text(self.words, is_put_out()))
            return

        def work(session: Session) -> tuple[ParcelOrder, HandOverState]:
            order = ParcelOrder(
                plan=plan_cases(session, values["cases"]),
                purpose=values["purpose"],
                card_ids=cards,
                recipient=str(values["recipient"]) if by_phrase else "",
                unchecked=unchecked if values["allowed"] else (),
                recall_on=values["recall_on"],
            )
            return order, hand_over.state_of(session, order)

        def show(planned: tuple[ParcelOrder, HandOverState]) -> None:
            self.choosing.hide()
            self.pane.show_state(*planned)

        def refused(problem: CasebookError) -> bool:
            self.choosing.form.refuse(problem)
            return True

        self.context.ask(work, show, refused, asker=self)

    def _choose_again(self) -> None:
        self.choosing.show()
        self.choosing.form.take_focus()

    def _tell(self) -> None:
        self.saved.tell(*self.pane.report)
        self.choosing.begin("", takes_focus=False)

    def _note_words(self) -> None:
        sealed_id, self.pane.sealed_id = self.pane.sealed_id, ""
        if sealed_id:
            self.context.ask(
                lambda session: phrase_notes.note_words(session, sealed_id), lambda _: None, asker=self
            )
        self.take_focus()

    def _without_card(self) -> Card:
        words = self.words
        without = Card(words("This device has no card yet."))
        about = words(
            "A parcel is signed by the device that seals it. Name this device once, and it has a card, by "
            "which others know it."
        )
        without.body.addWidget(label(about, wraps=True))
        self.naming = Form(
            NAME_DEVICE,
            (device_name(words),),
            words,
            keep=words("Name this device"),
            is_card=True,
            draft="hand over: name this device",
        )
        self.naming.kept.connect(self._name_device)
        self.naming.left.connect(self._name_again)
        without.body.addWidget(self.naming)
        return without

    def _name_again(self) -> None:
        """Stay at the name: nothing can be handed over without one."""
        self.naming.fill({"name": ""})

    def _name_device(self, values: Mapping[str, Value]) -> None:
        def refused(problem: CasebookError) -> bool:
            self.naming.refuse(problem)
            return True

        self.context.ask(
            lambda session: device.make_own(session, str(values["name"])),
            lambda _: self.read(),
            refused,
            asker=self,
        )

    def _without_cases(self) -> QWidget:
        words = self.words
        return Empty(
            "case",
            words("No case to hand over yet"),
            words("A parcel holds whole cases with their people, documents and deadlines."),
            button(words("Cases"), lambda: self.context.go(Location(page="cases")), role="primary"),
        )


class ChoosingCard(QWidget):
    """The form of a parcel with a sentence on what it is.

    Attributes:
        begun: the form was filled anew.
        out: cards of devices that were put out of the team.
    """

    begun = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._compared: set[str] = set()
        self.out: set[str] = set()
        self._has_cards = False
        whole = column(self, gap=8)
        about = page.words(
            "A parcel is one encrypted file with whole cases. It opens on the devices you choose, or for "
            "anyone who has its phrase. Nothing of any other case goes along, and nothing leaves before you "
            "have seen what goes."
        )
        whole.addWidget(label(about, "quiet", wraps=True))
        self.form = Form(
            HAND_OVER, self._fields(page), page.words, keep=page.words("Show what goes"), is_card=True
        )
        self.form.changed.connect(self._offer)
        soon = page.context.session.clock().date() + timedelta(days=_RECALL_DAYS)
        recall_on = self.form.entries["recall_on"]
        if isinstance(recall_on, DayEntry):
            recall_on.hints = (soon.isoformat(),)
        whole.addWidget(self.form)

    def offer(self, choices: HandOverChoices) -> None:
        """Offer cases and cards."""
        words = self._words
        cards = [
            (one.id, f"{one.name} · {card_state(words, one, choices.put_out)[0]}") for one in choices.cards
        ]
        self.out = {one.id for one in choices.cards if one.device in choices.put_out}
        self._compared = {one.id for one in choices.cards if one.is_compared}
        for key, offered in (("cases", choices.cases), ("cards", cards)):
            entry = self.form.entries[key]
            if isinstance(entry, TicksEntry):
                entry.offer(offered)
        self._has_cards = bool(cards)
        self._offer()

    def begin(self, case_id: str, card_id: str = "", *, takes_focus: bool = True) -> None:
        """Fill the form anew.

        Args:
            case_id: of the case that is ticked, or "".
            card_id: of the card that is ticked, or "".
            takes_focus: whether the keyboard goes there.
        """
        cards = [card_id] if card_id and card_id not in self.out else []
        self.form.fill(
            {"cases": [case_id] if case_id else [], "cards": cards, "by_phrase": not self._has_cards}
        )
        self._offer()
        self.show()
        if takes_focus:
            self.form.enter()

    def _offer(self) -> None:
        """Show the fields that the choice between cards and a phrase asks for."""
        values, boxes = self.form.values, self.form.fields.boxes
        by_phrase, ticked = bool(values["by_phrase"]), set(values["cards"])
        boxes["cards"].setVisible(not by_phrase)
        boxes["recipient"].setVisible(by_phrase)
        boxes["allowed"].setVisible(not by_phrase and bool(ticked - self._compared))

    def _fields(self, page: Page) -> Sequence[Field]:
        words, makers = page.words, FieldFactory(page.context)
        return (
            Field(
                key="cases",
                title=words("Cases"),
                makes=lambda name: TicksEntry(name, (), words("Filter cases")),
                is_required=True,
                is_wide=True,
            ),
            Field(
                key="purpose",
                title=words("Purpose"),
                makes=makers.stated(page.wording.purpose),
                help=words("Every client must have consented to it, and to each recipient."),
                is_required=True,
            ),
            Field(
                key="recall_on",
                title=words("Recall on"),
                makes=makers.day("future"),
                help=words("The day on which you will ask for it to be deleted. May stay empty."),
            ),
            *self._readers(),
        )

    def _readers(self) -> Sequence[Field]:
        words = self._words
        return (
            Field(
                key="by_phrase",
                title=words("Open it with a phrase of six words instead of a card"),
                makes=TickEntry,
                help=words(
                    "Casebook makes the phrase and shows it once. Anyone who has it can open the file."
                ),
                is_wide=True,
            ),
            Field(
                key="cards",
                title=words("Recipients"),
                makes=lambda name: TicksEntry(name, (), words("Filter cards")),
                help=words("Cards are added and compared on the page Team, under Cards."),
                is_wide=True,
            ),
            Field(
                key="recipient",
                title=words("Who gets the phrase"),
                makes=TextEntry,
                help=words("Write the name as the consent does where one is given for this recipient alone."),
                is_wide=True,
            ),
            Field(
                key="allowed",
                title=words("Seal it although nobody compared the card"),
                makes=TickEntry,
                help=words(
                    "Someone else may have written this card and could then read everything. The register "
                    "records your choice."
                ),
                is_wide=True,
            ),
        )
