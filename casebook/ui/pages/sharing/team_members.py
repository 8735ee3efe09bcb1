"""The members of a team and their devices: when each was last heard, compared or not, removed or lost."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from casebook.base.errors import CasebookError, DiskProblem, NotFound
from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.session import Session
from casebook.services.sharing.members import giving, members
from casebook.services.sharing.members.member_changes import leave
from casebook.services.sharing.team.status import DeviceStatus, MemberStatus, TeamStatus
from casebook.services.sharing.team.team_anchor import team_anchor
from casebook.ui.dialogs.file import pick_target
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.many_rows import RowAction, RowMenu
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.anchor_compare import AnchorCompare
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.card_compare import CardCompare
from casebook.ui.pages.sharing.exchange_card import is_owner
from casebook.ui.pages.sharing.fitted_table import fit_rows
from casebook.ui.pages.sharing.team_words import device_state, heard, problem_text, role_words
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable


@entity
class DeviceRow:
    """A device in the table, with its member and when this was read."""

    id: str
    member: MemberStatus
    device: DeviceStatus
    now: datetime


class MembersCard(Card):
    """A row for each device, and what can be done with the selected one.

    Attributes:
        giving: cases are to be shared with a device, by its id in hex.
        editing: a member is to be changed.
        changed: a device was compared, removed or reported lost.
        left: this casebook left the team.
    """

    giving = Signal(str)
    editing = Signal(MemberStatus)
    changed = Signal()
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Members and devices"))
        self._page, self._words = page, page.words
        self._status: TeamStatus | None = None
        words = self._words
        self.rows: Rows[DeviceRow] = Rows(_columns(words), self)
        self.table = DataTable(words("Members and devices"), self.rows)
        self.table.chosen.connect(lambda _: self._offer())
        self.table.opened.connect(lambda _: self._compare_chosen())
        self.table.removing.connect(lambda _: self._ask(is_lost=False))
        self.menu = RowMenu(self.table, words("Actions for the selected device"), self._actions)
        self.body.addWidget(with_hidden_columns(self.table, words))
        self._add_steps()
        self._alone = label(
            words("You are alone in this team. Add the card of a colleague under Cards, then welcome them."),
            "quiet",
            wraps=True,
        )
        self.body.addWidget(self._alone)
        self.asking = Asking(words)
        self.body.addWidget(self.asking)
        self.comparing = CardCompare(page)
        self.comparing.compared.connect(self.changed)
        self.comparing.left.connect(self._take_focus)
        self.body.addWidget(self.comparing)
        self.anchoring = AnchorCompare(page)
        self.anchoring.left.connect(self._take_focus)
        self.body.addWidget(self.anchoring)

    def _add_steps(self) -> None:
        words = self._words
        self._compare = button(words("Compare words…"), self._compare_chosen)
        self._give = button(words("Share cases…"), self._give_chosen, writes=True)
        self._remove = button(words("Remove…"), lambda: self._ask(is_lost=False), writes=True)
        self._lost = button(words("Report as lost…"), lambda: self._ask(is_lost=True), writes=True)
        self._welcome = button(words("Save welcome again…"), self._pick_welcome, writes=True)
        self._edit = button(words("Edit member…"), self._edit_chosen, writes=True)
        self._anchor = button(words("Compare what both hold…"), self._anchor_chosen)
        self._leave = button(words("Leave the team…"), self._ask_to_leave, writes=True)
        steps = (
            self._compare,
            self._give,
            self._welcome,
            self._edit,
            self._anchor,
            self._remove,
            self._lost,
            self._leave,
        )
        self.body.addWidget(Wrapping(*steps))

    def show_status(self, status: TeamStatus) -> None:
        """Show the members of a team."""
        self._status = status
        rows = [
            DeviceRow(id=device.id, member=member, device=device, now=status.now)
            for member in status.members
            for device in member.devices
        ]
        self.rows.show_rows(rows)
        fit_rows(self.table)
        self.table.choose(self.table.chosen_id or (rows[0].id if rows else ""))
        self._alone.setVisible(all(row.device.is_own for row in rows))
        self._offer()

    @property
    def _chosen(self) -> DeviceRow | None:
        return self.rows.row_at(self.table.currentIndex())

    def _offer(self) -> None:
        """Enable what can be done with the selected device."""
        row, is_writable = self._chosen, not self._page.context.session.is_read_only
        is_other = row is not None and not row.device.is_own and _is_in(row.device)
        self._compare.setEnabled(is_other and is_writable)
        self._give.setEnabled(is_other and is_writable and is_owner(self._status))
        self._welcome.setVisible(is_other and is_owner(self._status) and _is_awaited(row))
        self._anchor.setEnabled(is_other)
        self._edit.setEnabled(is_writable and row is not None and _is_in(row.device))
        self._leave.setEnabled(is_writable)
        for step in (self._remove, self._lost):
            step.setEnabled(is_writable and self._may_remove(row))

    def _may_remove(self, row: DeviceRow | None) -> bool:
        """Return whether this device may put another out: an owner any, a member their own others."""
        if row is None or not _is_in(row.device) or row.device.is_own:
            return False
        is_mine = any(one.is_own for one in row.member.devices)
        return is_mine or is_owner(self._status)

    def _actions(self) -> list[RowAction]:
        words = self._words
        entries = (
            (
                self._compare,
                RowAction(title=words("Compare words…"), act=self._compare_chosen, keys="Return"),
            ),
            (self._give, RowAction(title=words("Share cases…"), act=self._give_chosen)),
            (self._welcome, RowAction(title=words("Save welcome again…"), act=self._pick_welcome)),
            (self._edit, RowAction(title=words("Edit member…"), act=self._edit_chosen)),
            (self._anchor, RowAction(title=words("Compare what both hold…"), act=self._anchor_chosen)),
            (
                self._remove,
                RowAction(title=words("Remove…"), act=lambda: self._ask(is_lost=False), keys="Del"),
            ),
            (self._lost, RowAction(title=words("Report as lost…"), act=lambda: self._ask(is_lost=True))),
        )
        possible = [action for step, action in entries if step.isEnabled() and not step.isHidden()]
        copied = RowAction(title=words("Copy rows"), act=self.table.copy, keys="Ctrl+C", begins_group=True)
        return [*possible, copied]

    def _compare_chosen(self) -> None:
        row = self._chosen
        if row is None or not self._compare.isEnabled():
            return
        self.asking.hide()
        self.comparing.begin(partial(giving.card_of_device, device_id=row.device.id))

    def _give_chosen(self) -> None:
        row = self._chosen
        if row is not None and self._give.isEnabled():
            self.giving.emit(row.device.id)

    def _pick_welcome(self) -> None:
        row = self._chosen
        name = f"{self._words('welcome')}.casebook-parcel"
        to = pick_target(self, self._words, name, purpose="welcome") if row else None
        if row is not None and to is not None:
            self.save_welcome(row.device.id, to)

    def save_welcome(self, device_id: str, to: Path | SaveTarget) -> None:
        """Write the welcome of a device again that has not joined yet."""

        def done(_: None) -> None:
            title = self._words("Welcome saved")
            self._page.context.say(title, self._words("Send it to the person whose device it is for."))

        def refused(_: CasebookError) -> bool:
            if isinstance(to, SaveTarget):
                to.drop()
            return False

        device = bytes.fromhex(device_id)
        self._page.context.ask(partial(_save_again, device, to), done, refused, asker=self)

    def _edit_chosen(self) -> None:
        row = self._chosen
        if row is not None and self._edit.isEnabled():
            self.editing.emit(row.member)

    def _anchor_chosen(self) -> None:
        row = self._chosen
        if row is None or not self._anchor.isEnabled():
            return
        device = bytes.fromhex(row.device.id)
        self.asking.hide()
        self._page.context.ask(partial(team_anchor, device=device), self.anchoring.begin, asker=self)

    def _ask_to_leave(self) -> None:
        words, status = self._words, self._status
        is_last = status is not None and status.is_last_owner
        facts = [
            words("All your devices leave. What you saved until now stays with the others."),
            words("All records stay in this casebook. Nothing more of the others comes in."),
        ]
        if is_last:
            facts.append(words("No owner is left then: no one can change this team any more."))
        self.comparing.leave()
        leave = partial(self._leave_team, is_last=is_last)
        self.asking.ask(words("Leave the team?"), facts, words("Leave"), leave, self._take_focus)

    def _leave_team(self, *, is_last: bool, allow_untold: bool = False) -> None:
        def done(_: None) -> None:
            self._page.context.say(self._words("You left the team"))
            self.left.emit()

        def refused(problem: CasebookError) -> bool:
            if allow_untold or not isinstance(problem, (NotFound, DiskProblem)):
                return False
            words = self._words
            facts = [
                problem_text(words, problem),
                words("The others do not hear of it then: they go on giving this device what they share."),
            ]
            act = partial(self._leave_team, is_last=is_last, allow_untold=True)
            title = words("Leave the team although the others do not hear of it?")
            self.asking.ask(title, facts, words("Leave"), act, self._take_focus)
            return True

        work = partial(leave, allow_ownerless=is_last, allow_untold=allow_untold)
        self._page.context.ask(work, done, refused, asker=self)

    def _ask(self, *, is_lost: bool) -> None:
        row = self._chosen
        if row is None or not self._remove.isEnabled():
            return
        words, name, device = self._words, row.member.title, row.device.card_name
        title = words("Report {device}, a device of {name}, as lost?", device=device, name=name)
        action = words("Report as lost")
        if not is_lost:
            title = words("Remove {device}, a device of {name}, from the team?", device=device, name=name)
            action = words("Remove")
        facts = [
            words(
                "From now on nothing that is saved opens on this device: new keys are made for every case it "
                "could read. It returns only as a new device."
            ),
            words(
                "It keeps what it had: nothing is deleted there. What it saved until now stays; what it "
                "saves later waits under After removal."
            ),
        ]
        if is_lost:
            facts.append(
                words("Everything on a lost device that was unlocked counts as known to those who have it.")
            )
        self.comparing.leave()
        self.asking.ask(
            title, facts, action, partial(self._put_out, row.device.id, is_lost=is_lost), self._take_focus
        )

    def _put_out(self, device_id: str, *, is_lost: bool) -> None:
        def work(session: Session) -> None:
            members.remove(session, bytes.fromhex(device_id), is_lost=is_lost)

        def done(_: None) -> None:
            title = self._words("Device reported as lost") if is_lost else self._words("Device removed")
            self._page.context.say(title, self._words("It keeps what it had."))
            self.changed.emit()

        self._page.context.ask(work, done, asker=self)

    def _take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _save_again(device: bytes, to: Path | SaveTarget, session: Session) -> None:
    members.welcome_again(session, device, to)


def _is_awaited(row: DeviceRow | None) -> bool:
    """Return whether nothing was ever heard of a device, so that its welcome may be lost."""
    return row is not None and row.device.heard_at is None


def _is_in(device: DeviceStatus) -> bool:
    return not (device.is_removed or device.is_lost)


def _columns(words: Translator) -> tuple[Column[DeviceRow], ...]:
    roles = role_words(words)
    return (
        Column(title=words("Member"), text=lambda row: row.member.title, look="strong", width=18, fits=True),
        Column(title=words("Role"), text=lambda row: roles[row.member.role], look="quiet", fits=True),
        Column(title=words("Device"), text=lambda row: row.device.card_name, width=20, stretches=True),
        Column(
            title=words("Last received"),
            text=lambda row: heard(words, row.device, row.now),
            sort=lambda row: row.device.heard_at.timestamp() if row.device.heard_at else 0.0,
            look="quiet",
            width=20,
        ),
        Column(
            title=words("Status"),
            text=lambda row: device_state(words, row.device, row.now)[0],
            tone=lambda row: device_state(words, row.device, row.now)[1],
            icon=lambda row: device_state(words, row.device, row.now)[2],
            width=16,
        ),
    )
