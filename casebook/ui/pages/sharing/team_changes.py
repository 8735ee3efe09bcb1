"""The forms that change what a member is, and take a case away from devices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base.session import Session
from casebook.services.sharing.members import member_changes
from casebook.services.sharing.team.status import MemberStatus, SpaceStatus, TeamStatus
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.exchange_card import is_owner
from casebook.ui.pages.sharing.team_words import role_words
from casebook.ui.pages.sharing.twin_notice import TwinNotice
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import ChoiceEntry, TextEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column

MEMBER, WITHDRAW = Message("Member of the team"), Message("Take a case away")


class _Pane(QWidget):
    """A form that changes the team; hidden at first.

    Attributes:
        changed: it was saved.
    """

    changed = Signal()

    def __init__(self, page: Page, form: Form, about: str) -> None:
        super().__init__()
        self._page, self._words, self.form = page, page.words, form
        whole = column(self, gap=8)
        self._about = label(about, "quiet", wraps=True)
        whole.addWidget(self._about)
        form.left.connect(self.hide)
        whole.addWidget(form)
        self.hide()

    def _do(self, work: Callable[[Session], None], title: str, more: str = "") -> None:
        def done(_: None) -> None:
            self._page.put_away(self.form, self)
            self._page.context.say(title, more)
            self.changed.emit()

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(problem)
            return True

        self._page.context.ask(work, done, refused, asker=self)


class MemberPane(_Pane):
    """Name, code name and role of a member."""

    def __init__(self, page: Page) -> None:
        words, roles = page.words, role_words(page.words)
        fields = (
            Field(key="name", title=words("Name of the member"), makes=TextEntry, is_required=True),
            Field(
                key="code_name",
                title=words("Code name"),
                makes=TextEntry,
                help=words("Shown while names are hidden, in this casebook only. Optional."),
            ),
            Field(
                key="role",
                title=words("Role"),
                makes=lambda name: ChoiceEntry(name, tuple(roles.items())),
                help=words(
                    "Members read and write, readers only read. Owners also say who belongs to the team."
                ),
            ),
        )
        form = Form(MEMBER, fields, words, keep=words("Save member"), is_card=True)
        about = words(
            "Name and role change for everyone in the team. A role holds for all devices of a member."
        )
        super().__init__(page, form, about)
        form.kept.connect(self._keep)
        self.twin = TwinNotice(page.context, form)
        self._member: MemberStatus | None = None

    def begin(self, member: MemberStatus, status: TeamStatus) -> None:
        """Show the form for a member."""
        self._member = member
        boxes = self.form.fields.boxes
        may_change = is_owner(status)
        boxes["role"].setVisible(may_change)
        boxes["name"].setVisible(may_change or any(one.is_own for one in member.devices))
        self.show()
        self.form.begin({"name": member.name, "code_name": member.code_name, "role": member.role})
        self.twin.begin(member.id)
        scroll_to(self)

    def _keep(self, values: dict[str, object]) -> None:
        was = self._member
        if was is None:
            return
        name, code_name = str(values["name"]).strip(), str(values["code_name"] or "").strip()
        role = MemberRole(str(values["role"] or was.role))

        def work(session: Session) -> None:
            if role is not was.role:
                member_changes.change_role(session, was.id, role)
            if name != was.name:
                member_changes.rename(session, was.id, name)
            if code_name != was.code_name:
                member_changes.keep_code_name(session, was.id, code_name)

        self._do(work, self._words("Member changed"))


class WithdrawPane(_Pane):
    """The devices from which a case is taken away."""

    def __init__(self, page: Page) -> None:
        words = page.words
        field = Field(
            key="devices",
            title=words("Take away from"),
            makes=lambda name: TicksEntry(name, (), words("Filter devices")),
            is_required=True,
        )
        form = Form(WITHDRAW, (field,), words, keep=words("Take away"), is_card=True)
        super().__init__(page, form, "")
        form.kept.connect(self._keep)
        self._case_id = ""

    def begin(self, space: SpaceStatus, status: TeamStatus) -> None:
        """Show the form for a shared case."""
        self._case_id = space.case_id
        self._about.setText(
            self._words(
                "Nothing that is saved in {case} from now on opens on these devices. They keep what they "
                "had; what they saved until now stays, what they save later waits for a decision.",
                case=space.reference,
            )
        )
        choices = [
            (device.id, f"{member.title} · {device.card_name}")
            for member in status.members
            for device in member.devices
            if device.id in space.devices and not device.is_own
        ]
        entry = self.form.entries["devices"]
        if isinstance(entry, TicksEntry):
            entry.offer(choices)
        self.show()
        self.form.begin({"devices": []})
        scroll_to(self)

    def _keep(self, values: dict[str, Sequence[str]]) -> None:
        case_id, devices = self._case_id, [bytes.fromhex(one) for one in values["devices"]]
        self._do(
            lambda session: member_changes.take_away(session, case_id, devices),
            self._words("Case taken away"),
            self._words("They keep what they had."),
        )
