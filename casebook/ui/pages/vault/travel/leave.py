"""Leaving the casebook at home to its guardians: what that takes away, typed confirmation, what remains."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.vault.guardian import GuardianSet
from casebook.services.base.flow import Flow, off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.travel import travel_leave
from casebook.services.sharing.travel.travel_leave import DRILLED_WITHIN, LeaveTerms
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault.guardian_change import Guardians, guardians
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.models.lines import Line, Status
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.pages.vault.credential_form import CredentialForm
from casebook.ui.pages.vault.guardians import asked
from casebook.ui.pages.vault.unlock_methods import called
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.cards.card_list import LineList
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.wrapping import Wrapping


@entity
class LeaveState:
    """Whether the casebook can be left to its guardians now.

    Attributes:
        terms: what leaving takes away; None where it is refused.
        refusal: why it is refused, or None.
        guardians: of the casebook, with its unlock methods.
        fresh: numbers of the guardians who showed their share in the last 30 days.
        is_left: nothing but the guardians opens it already.
    """

    terms: LeaveTerms | None
    refusal: CasebookError | None
    guardians: Guardians
    fresh: frozenset[int]
    is_left: bool


def leave_state(session: Session) -> LeaveState:
    """Return whether the casebook can be left to its guardians now."""
    known = guardian.current(session)
    since = session.clock().date() - DRILLED_WITHIN
    fresh = [
        one.number for one in (known.guardians if known else ()) if one.drilled_on and one.drilled_on >= since
    ]
    terms, refusal = None, None
    try:
        terms = travel_leave.terms(session)
    except Refused as error:
        refusal = error
    return LeaveState(
        terms=terms,
        refusal=refusal,
        guardians=guardians(session),
        fresh=frozenset(fresh),
        is_left=terms is not None and not terms.removed,
    )


class LeaveCard(Card):
    """What leaving is, whether it is possible now, and its form.

    Attributes:
        left: it was done.
    """

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Leave the casebook to its guardians"))
        self._page, self._words = page, page.words
        self._state: LeaveState | None = None
        words = self._words
        about = words(
            "For a journey on which you may be made to open what stays at home. Your own ways into this "
            "casebook are taken away; afterwards only enough of its guardians together open it, and “I "
            "cannot” is true."
        )
        self.body.addWidget(label(about, "quiet", wraps=True))
        self._condition = label("", "strong", wraps=True)
        self.body.addWidget(self._condition)
        self._lines = LineList(words("Guardians"))
        self.body.addWidget(self._lines)
        self._refusal = label("", "problem", wraps=True)
        self.body.addWidget(self._refusal)
        self._facts = column(gap=4)
        self.body.addLayout(self._facts)
        self._begin = button(words("Leave it to the guardians…"), self.begin, writes=True)
        self._guardians = button(words("Guardians and their drills"), self._go_to_guardians)
        self._lock = button(
            words("Lock now"), page.context.lock_requested.emit, role="primary", meaning="lock"
        )
        self.body.addWidget(Wrapping(self._begin, self._guardians, self._lock))
        self.form = LeaveForm(page)
        self.form.done.connect(self._done)
        self.body.addWidget(self.form)
        self._lock.hide()

    def read(self) -> None:
        """Read whether it is possible now."""
        self._page.ask(leave_state, self._show)

    def begin(self) -> None:
        """Ask for the confirmation."""
        if self._state and self._state.terms:
            self.form.begin(self._state.terms, has_keyfile=self._state.guardians.has_keyfile)
            scroll_to(self.form)

    def _show(self, state: LeaveState) -> None:
        words = self._words
        self._state = state
        known = state.guardians.known
        self._condition.setText(self._condition_words(state, known))
        self._condition.setVisible(bool(self._condition.text()))
        self._lines.show_lines(
            [
                Line(
                    title=f"{one.number} · {one.name}",
                    beneath=asked(words, one),
                    status=self._drill(is_fresh=one.number in state.fresh),
                )
                for one in (known.guardians if known else ())
            ]
        )
        self._refusal.setText(problem_text(words, state.refusal) if state.refusal else "")
        self._refusal.setVisible(state.refusal is not None)
        empty_out(self._facts)
        if state.terms and not state.is_left:
            for fact in self._consequences(state, state.terms):
                self._facts.addWidget(label(fact, wraps=True))
        may_begin = state.terms is not None and not state.is_left
        self._begin.setVisible(may_begin)
        self._begin.setEnabled(may_begin and not self._page.context.session.is_read_only)

    def _drill(self, *, is_fresh: bool) -> Status:
        words = self._words
        if is_fresh:
            return words("in the last 30 days"), "green", "done"
        return words("no drill in 30 days"), "amber", "time"

    def _condition_words(self, state: LeaveState, known: GuardianSet | None) -> str:
        words = self._words
        if known is None:  # the refusal says it
            return ""
        if state.is_left:
            return words(
                "It is left to the guardians: nothing but {threshold} of their shares opens it.",
                threshold=known.threshold,
            )
        return words(
            "Needed: {threshold} guardians who showed their share in the last 30 days. There are {count}.",
            threshold=known.threshold,
            count=len(state.fresh),
        )

    def _consequences(self, state: LeaveState, terms: LeaveTerms) -> list[str]:
        words, of = self._words, terms.guardians
        removed = [called(words, one, state.guardians) for one in terms.removed]
        facts = [
            words("Taken away: {ways}.", ways=words.series_of(removed)),
            words(
                "Afterwards {threshold} of {count} guardians can open the casebook; you cannot, neither here "
                "nor from a copy of the folder as it is then.",
                threshold=of.threshold,
                count=len(of.guardians),
            ),
            words(
                "After your return they unlock it with you, and you set a new passphrase: lock screen, "
                "shares."
            ),
            words(travel_leave.FLASH),
        ]
        if terms.backups:
            facts.append(
                words.count(
                    "{number} backup still opens with what is taken away. Leave it where nobody can ask "
                    "you for "
                    "it, or destroy it.",
                    "{number} backups still open with what is taken away. Leave them where nobody can ask "
                    "you "
                    "for them, or destroy them.",
                    terms.backups,
                )
            )
        return facts

    def _done(self) -> None:
        words = self._words
        self._lock.show()
        self._page.context.say(
            words("Your ways into the casebook are taken away."),
            words("It stays open until you lock it. Lock it now; then only the guardians open it."),
            is_lasting=True,
        )
        self.read()
        self.left.emit()
        self._lock.setFocus()

    def _go_to_guardians(self) -> None:
        self._page.context.go(Location(page="security", tab="ways", within="guardians"))


class LeaveForm(CredentialForm):
    """Asks for what opens the casebook now and for the fingerprint of the shares; cleared afterwards.

    Attributes:
        done: nothing but the guardians opens it any more.
    """

    done = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        words, whole = page.words, column(self, gap=6)
        self._lay_out_head(whole)
        asked_part = QWidget()
        self._lay_out_current(column(asked_part, gap=6))
        whole.addWidget(asked_part)
        self._fingerprint = self._field(whole, words("Fingerprint of the guardians' shares"))
        self._problem = label("", "problem", wraps=True)
        whole.addWidget(self._problem)
        action = words("Remove my unlock methods")
        self._lay_out_foot(whole, action, words("Taking the unlock methods away"))
        self.leave()

    def begin(self, terms: LeaveTerms, *, has_keyfile: bool) -> None:
        """Show the form.

        Args:
            terms: what is taken away.
            has_keyfile: whether some way into the vault needs a keyfile today.
        """
        words = self._words
        about = words(
            "This cannot be undone by you. Type the fingerprint that stands on the page of each guardian "
            "and in "
            "the list of guardians, made on {date}, to confirm.",
            date=words.format_date(terms.guardians.made_on),
        )
        self._entitle(words("Are you sure?"), about, words("Remove my unlock methods"))
        self._start(has_keyfile=has_keyfile)

    def _forget(self) -> None:
        super()._forget()
        self._fingerprint.clear()
        self._say("")

    def _send(self) -> None:
        session, typed, fingerprint = self._context.session, self._typed, self._fingerprint.text()
        if not typed[0] or not fingerprint.strip():
            self._say(self._words("Enter what unlocks the casebook now, and the fingerprint."))
            return
        self._say("")

        async def work(task: BackgroundTask) -> LeaveTerms:
            task(0, 0, Message("deriving the key"))
            authority = await off_thread(partial(unlock_method.credential, *typed))
            return await on_vault(partial(travel_leave.leave, session, authority, fingerprint))

        def finish(_: LeaveTerms) -> None:
            self.leave()
            self.done.emit()

        def refused(problem: CasebookError) -> bool:
            self._say(problem_text(self._words, problem))
            return True

        flow: Callable[[BackgroundTask], Flow[LeaveTerms]] = work
        self._context.run(flow, while_there(self, finish), before=self._watch, refused=refused)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
