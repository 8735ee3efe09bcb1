"""What a casebook without a team shows: what a team is, and how one is founded or joined."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.device import OwnCard
from casebook.services.sharing.members import members, opening
from casebook.services.sharing.members.welcoming import Inviter, inviter
from casebook.services.sharing.team.team_folder import NothingOfTeam, is_bare
from casebook.ui.dialogs.file import pick_files, pick_folder, pick_shared_folder
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.device_cards import device_name
from casebook.ui.pages.sharing.inviter_note import InviterNote
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import beginning, button, label
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.flow import keep_in_view, show_together
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.layout.wrapping import Wrapping

FOUND = Message("Create a team")
_FOLDER = "team.casebook-share"


class TeamStart(Card):
    """What a team is, and the two ways into one.

    Attributes:
        entered: this casebook belongs to a team now.
        card_wanted: this device has no card yet, which joining needs.
    """

    entered = Signal()
    card_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Work together"))
        self._page, self._words = page, page.words
        self._own: OwnCard | None = None
        words = self._words
        for sentence in (
            words(
                "A team is several casebooks that exchange the cases they share, each on its own computer "
                "and each complete without the others."
            ),
            words(
                "The exchange goes through a shared folder, which another program or a USB stick carries; "
                "Casebook itself never uses the network."
            ),
            words(
                "Only devices you welcome can read what is in it, and each only the cases you share with it."
            ),
            words(
                "If a USB stick carries the folder, connect it, then unlock this casebook. A session opens "
                "only folders that were chosen before it began: if the page says so, lock and unlock once."
            ),
        ):
            self.body.addWidget(label(sentence, wraps=True))
        self._found = button(
            words("Create a team…"), self.begin, role="primary", meaning="people", writes=True
        )
        self._join = button(words("Join a team…"), self._begin_joining, writes=True)
        self.body.addWidget(Wrapping(self._found, self._join))
        self.form = self._founding_form()
        self.body.addWidget(self.form)
        self.joining = JoiningPane(page)
        self.joining.joined.connect(self._enter)
        self.joining.left.connect(self.take_focus)
        self.body.addWidget(self.joining)

    def show_card(self, own: OwnCard | None) -> None:
        """Take the card of this device, whose name is offered."""
        self._own = own

    def take_focus(self) -> None:
        """Focus the first step."""
        self._found.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Show the form that founds a team."""
        self.joining.leave()
        self.form.begin({"device": self._own.name if self._own else ""})

    def found(self, values: dict[str, str], folder: Path, *, is_made: bool) -> None:
        """Found a team with its shared folder at a place.

        Args:
            values: of the form.
            folder: ``NAME.casebook-share``.
            is_made: the picker made it already.
        """

        def work(session: Session) -> None:
            device.make_own(session, values["device"])
            members.found(session, values["team"], values["member"], folder, is_made=is_made)
            opening.open_office(session)

        def done(_: None) -> None:
            self.form.hide()
            self._page.context.say(self._words("Team created"))
            self._enter()

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(problem)
            return True

        self._page.context.ask(work, done, refused, asker=self)

    def _founding_form(self) -> Form:
        words = self._words
        fields = (
            Field(key="team", title=words("Name of the team"), makes=TextEntry, is_required=True),
            Field(
                key="member",
                title=words("Your name, as the others see it"),
                makes=TextEntry,
                is_required=True,
            ),
            device_name(words, "device"),
        )
        form = Form(FOUND, fields, words, keep=words("Choose the shared folder…"), is_card=True)
        form.kept.connect(self._pick)
        form.hide()
        return form

    def _pick(self, values: dict[str, str]) -> None:
        try:
            picked = pick_shared_folder(self, self._words, _FOLDER)
        except CasebookError as problem:
            self.form.refuse(problem)
            return
        if picked is not None:
            self.found(values, picked[0], is_made=picked[1])

    def _begin_joining(self) -> None:
        self.form.hide()
        if self._own is None:
            title = self._words("This device has no card yet.")
            remedy = self._words(
                "Name it here, and send its card to an owner of the team, who then welcomes it. With the "
                "welcome, join on the tab Team."
            )
            self.card_wanted.emit()
            self._page.context.say(title, remedy, is_neutral=True)  # there: going on takes a message away
        else:
            self.joining.begin()

    def _enter(self) -> None:
        self.entered.emit()


class JoiningPane(QWidget):
    """The welcome and the shared folder by which a team is joined; hidden at first.

    Attributes:
        joined: this casebook belongs to the team now.
        left: it was closed.
    """

    joined = Signal()
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._welcome: Path | OpenedFile | None = None
        self._folder: Path | None = None
        words = self._words
        box = frame("note")
        column(self, gap=0).addWidget(box)
        whole = column(box, gap=8, margins=(10, 12))
        whole.addWidget(label(words("Join a team"), "strong"))
        about = words(
            "You need the welcome that an owner of the team sent you, and the shared folder of the team on "
            "this computer, as your program for synchronising or the USB stick brought it. "
            "Connect the stick before you unlock."
        )
        whole.addWidget(label(about, wraps=True))
        self._welcome_words, self._folder_words = (label("", "quiet", wraps=True) for _ in range(2))
        self._first = button(words("Choose welcome…"), self._pick_welcome)
        second = button(words("Choose shared folder…"), self._pick_folder)
        for step, text in ((self._first, self._welcome_words), (second, self._folder_words)):
            row = line(gap=8)
            row.addWidget(step)
            text.setAlignment(Qt.AlignmentFlag.AlignVCenter | beginning())  # in the middle of its button
            row.addWidget(text, 1)
            whole.addLayout(row)
        self.inviter = InviterNote(page)
        self.inviter.compared.connect(self._join)
        whole.addWidget(self.inviter)
        self._problem = label("", "problem", wraps=True)
        whole.addWidget(self._problem)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), self.leave))
        self._go = button(words("Join"), self._join, role="primary", writes=True)
        foot.addWidget(self._go)
        whole.addLayout(foot)
        StepKeys(self, (self._go,), self.leave)
        self.hide()

    def begin(self) -> None:
        """Show it with nothing chosen."""
        self._take(None, None)
        self.show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, partial(keep_in_view, self))  # once it is laid out

    def leave(self) -> None:
        """Close it."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def choose(self, welcome: Path | OpenedFile | None = None, folder: Path | None = None) -> None:
        """Take the welcome, or the shared folder, that was chosen."""
        self._take(welcome or self._welcome, folder or self._folder)

    def _take(self, welcome: Path | OpenedFile | None, folder: Path | None) -> None:
        if welcome is not self._welcome:
            self.inviter.leave()
        self._welcome, self._folder = welcome, folder
        nothing = self._words("not chosen yet")
        self._welcome_words.setText(welcome.name if welcome else nothing)
        self._folder_words.setText(str(folder) if folder else nothing)
        self._say("")
        self._go.setEnabled(bool(welcome) and bool(folder) and not self._page.context.session.is_read_only)

    def _pick_welcome(self) -> None:
        for chosen in pick_files(self, self._words, purpose="welcome")[:1]:
            self.choose(welcome=chosen)

    def _pick_folder(self) -> None:
        self.choose(folder=pick_folder(self, self._words, purpose="team"))

    def _join(self) -> None:
        welcome, folder = self._welcome, self._folder
        if welcome is None or folder is None:
            return

        allow = self.inviter.is_allowed

        def work(session: Session) -> Inviter | NothingOfTeam | None:
            by = inviter(session, welcome)
            if not (by.card.is_compared or allow):
                return by
            view = members.join(session, welcome, folder, allow=allow)
            return NothingOfTeam() if is_bare(view.folder) else None

        def done(lacking: Inviter | NothingOfTeam | None) -> None:
            if isinstance(lacking, Inviter):
                self.inviter.begin(lacking)
                show_together(self._go, self.inviter)
                return
            self._page.put_away(self)
            remedy = problem_text(self._words, lacking) if lacking else ""
            title = self._words("This casebook belongs to the team now.")
            self._page.context.say(title, remedy, is_neutral=bool(lacking))
            self.joined.emit()

        def refused(problem: CasebookError) -> bool:
            self._say(problem_text(self._words, problem))
            return True

        self._page.context.ask(work, done, refused, asker=self)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
