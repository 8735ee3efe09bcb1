"""The forms that share cases with devices of the team, and welcome another device."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.sharing.peer_card import PeerCard
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.session import Session
from casebook.services.sharing import card
from casebook.services.sharing.members import giving
from casebook.services.sharing.team.status import TeamStatus
from casebook.ui.dialogs.file import pick_target
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.going_note import GoingNote, limits_field, terms_fields, terms_of
from casebook.ui.pages.sharing.team_words import role_words
from casebook.ui.pages.sharing.twin_notice import TwinNotice
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import ChoiceEntry, TextEntry, TickEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column

SHARE, WELCOME = Message("Share cases with the team"), Message("Welcome a device into the team")
Choices = Sequence[tuple[str, str]]
"""IDs with what a person reads."""


def _allowing(title: str, words: Translator) -> Field:
    """Return the tick by which somebody goes on though nobody compared a card."""
    return Field(
        key="allowed",
        title=title,
        makes=TickEntry,
        help=words("Another person may have written this card. The register records your choice."),
        is_wide=True,
    )


class SharingPane(QWidget):
    """The form that shares cases; hidden at first.

    Attributes:
        shared: cases were shared.
    """

    shared = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        words, whole = self._words, column(self, gap=8)
        about = words(
            "A shared case is exchanged with all its people, documents and deadlines. People and contacts "
            "who are in several cases go with each. Nothing of any other case goes along."
        )
        whole.addWidget(label(about, "quiet", wraps=True))
        fields = (
            Field(key="cases", title=words("Cases"), makes=self._cases_entry, is_required=True),
            Field(key="devices", title=words("Share with"), makes=self._devices_entry, is_required=True),
            *terms_fields(words),
            _allowing(words("Share although nobody compared a card"), words),
            limits_field(words),
        )
        self.form = Form(SHARE, fields, words, keep=words("Share cases"), is_card=True)
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.hide)
        self.note = GoingNote(page, self.form)
        whole.addWidget(self.form)
        self.hide()

    def offer(self, cases: Choices, status: TeamStatus) -> None:
        """Offer cases, and the devices of a team other than this one."""
        others = [
            (member, device)
            for member in status.members
            for device in member.devices
            if not (device.is_own or device.is_removed or device.is_lost)
        ]
        uncompared = self._words("not compared")
        devices = [
            (
                device.id,
                " · ".join((member.title, device.card_name, *(() if device.is_compared else (uncompared,)))),
            )
            for member, device in others
        ]
        is_allowing = any(not device.is_compared for _, device in others)
        self.form.fields.boxes["allowed"].setVisible(is_allowing)
        for key, choices in (("cases", cases), ("devices", devices)):
            entry = self.form.entries[key]
            if isinstance(entry, TicksEntry):
                entry.offer(choices)

    def begin(self, *, case_id: str = "", device_id: str = "") -> None:
        """Show the form with a case or a device ticked."""
        self.show()
        self.form.begin({"cases": [case_id] if case_id else [], "devices": [device_id] if device_id else []})
        self.note.read()
        scroll_to(self)

    def _keep(self, values: dict[str, object]) -> None:
        terms, allow = terms_of(values), bool(values["allowed"])
        devices = [bytes.fromhex(one) for one in _texts(values["devices"])]

        def done(_: None) -> None:
            self._page.put_away(self.form, self)
            count = len(terms.case_ids)
            self._page.context.say(self._words.count("Case shared", "{number} cases shared", count))
            self.shared.emit()

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(self.note.named(problem))
            return True

        self._page.context.ask(
            lambda session: giving.share(session, terms, devices, allow=allow), done, refused, asker=self
        )

    def _cases_entry(self, name: str) -> TicksEntry:
        return TicksEntry(name, (), self._words("Filter cases"))

    def _devices_entry(self, name: str) -> TicksEntry:
        return TicksEntry(name, (), self._words("Filter devices"))


class WelcomePane(QWidget):
    """The form that welcomes a device with cases; hidden at first.

    Attributes:
        welcomed: a welcome was written.
    """

    welcomed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._card: PeerCard | None = None
        words, whole = self._words, column(self, gap=8)
        self._about = label("", "quiet", wraps=True)
        whole.addWidget(self._about)
        roles = role_words(words)
        fields = (
            Field(key="name", title=words("Name of the member"), makes=TextEntry, is_required=True),
            Field(
                key="role",
                title=words("Role"),
                makes=lambda name: ChoiceEntry(name, tuple(roles.items())),
                help=words(
                    "Members read and write, readers only read. Owners also say who belongs to the team."
                ),
            ),
            Field(
                key="cases",
                title=words("Cases to share"),
                makes=lambda name: TicksEntry(name, (), words("Filter cases")),
                is_wide=True,
            ),
            *terms_fields(words),
            _allowing(words("Welcome it although nobody compared its card"), words),
            limits_field(words),
        )
        self.form = Form(WELCOME, fields, words, keep=words("Save welcome…"), is_card=True)
        self.form.kept.connect(self._pick)
        self.form.left.connect(self.hide)
        self.twin = TwinNotice(page.context, self.form)
        self.note = GoingNote(page, self.form)
        whole.addWidget(self.form)
        self.hide()

    def offer(self, cases: Choices) -> None:
        """Offer cases to share."""
        entry = self.form.entries["cases"]
        if isinstance(entry, TicksEntry):
            entry.offer(cases)

    def begin(self, welcomed: PeerCard) -> None:
        """Show the form for the device of a card."""
        self._card = welcomed
        about = self._words(
            "The welcome for {name} is a file that this device alone can open. Send it, and tell them where "
            "the shared folder is.",
            name=welcomed.name,
        )
        self._about.setText(about)
        self.form.fields.boxes["allowed"].setVisible(not welcomed.is_compared)
        self.show()
        self.form.begin({"role": MemberRole.MEMBER})
        self.twin.begin()
        self.note.read()
        scroll_to(self)

    def welcome(self, values: dict[str, object], to: Path | SaveTarget) -> None:
        """Welcome the device, and write its welcome to a file."""
        card = self._card
        if card is None:
            return

        def work(session: Session) -> None:
            giving.welcome_card(
                session,
                card.id,
                member_name=str(values["name"]),
                role=MemberRole(str(values["role"])),
                terms=terms_of(values),
                to=to,
                allow=bool(values["allowed"]),
            )

        def done(_: None) -> None:
            self._page.put_away(self.form, self)
            title = self._words("Welcome saved")
            self._page.context.say(title, self._words("Send it to the person whose device it is for."))
            self.welcomed.emit()

        def refused(problem: CasebookError) -> bool:
            if isinstance(to, SaveTarget):
                to.drop()
            self.form.refuse(self.note.named(problem))
            return True

        self._page.context.ask(work, done, refused, asker=self)

    def _pick(self, values: dict[str, object]) -> None:
        if self._card is not None and not self._card.is_compared and not values["allowed"]:
            self.form.refuse(card.not_compared())
            return
        welcomed = self._card
        if welcomed is None:
            return

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(self.note.named(problem))
            return True

        self._page.context.ask(
            lambda session: giving.check_welcome(
                session, welcomed.id, str(values["name"]), terms_of(values), allow=bool(values["allowed"])
            ),
            lambda _: self._pick_target(values),
            refused,
            asker=self,
        )

    def _pick_target(self, values: dict[str, object]) -> None:
        name = f"{self._words('welcome')}.casebook-parcel"
        to = pick_target(self, self._words, name, purpose="welcome")
        if to is not None:
            self.welcome(values, to)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()
