"""The card of the exchange with a team: its folder, when it last worked, what waits, and what helps."""

from __future__ import annotations

from pathlib import Path

from casebook.base.message import Message
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.sharing.team import missing_files
from casebook.services.sharing.team.exchange import is_gone, is_laying_again_offered
from casebook.services.sharing.team.status import TeamStatus
from casebook.services.sharing.team.team_folder import choose_team_folder
from casebook.ui.dialogs.file import pick_folder
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.sharing.team_words import ago, problem_text, role_words
from casebook.ui.widgets.controls.parts import button, label, lead_with
from casebook.ui.widgets.layout.wrapping import Wrapping

_NAMED = 5
"""Entries of the shared folder that are named; of more their number."""


class ExchangeCard(WorkCard):
    """What of the team is on its way, and the buttons that help where it is stuck."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "Changes are put into the shared folder and taken from it when you unlock, every minute, and "
            "when you lock. Another program, such as Syncthing or Nextcloud, or a USB stick carries the "
            "folder between computers: connect the stick, then unlock. Every file in it is encrypted."
        )
        super().__init__(page, page.words("Exchange"), about)
        words = self.words
        self._exchange = TeamExchange.of(page.context)
        self._lines = [label("", wraps=True, selectable=True) for _ in range(4)]
        self._place, self._role, self._waits, self._missing = self._lines
        self._problem = label("", "problem", wraps=True, selectable=True)
        for line in self._lines:
            self.inside.addWidget(line)
        self.now = button(words("Exchange now"), self._run, role="primary", meaning="refresh", writes=True)
        self.again = button(words("Save my files there again"), self._lay_again, writes=True)
        self.folder = button(words("Choose the shared folder…"), self._pick, writes=True)
        self.lock = button(words("Lock now"), page.context.lock_requested.emit, meaning="lock")
        # Those that come and go stand last, so that none steps under a click on another.
        self.inside.insertWidget(0, Wrapping(self.now, self.folder, self.again, self.lock))
        self.inside.addWidget(self._problem)

    def show_status(self, status: TeamStatus, *, is_walled_off: bool) -> None:
        """Show the state of the team and of the last exchange.

        Args:
            status: of the team.
            is_walled_off: the folder is there, and this session may not open it.
        """
        words = self.words
        self._place.setText(words("Shared folder: {folder}", folder=status.folder or words("not chosen yet")))
        role = role_words(words)[status.role] if status.role else words("no longer a member")
        self._role.setText(words("Your role: {role}", role=role))
        self._show_waiting(status)
        self._show_exchange(status, is_walled_off=is_walled_off)

    def _show_waiting(self, status: TeamStatus) -> None:
        words, report = self.words, self._exchange.report
        parts: list[str] = []
        if status.role is not None and (count := status.queued + status.unsaved):
            parts.append(
                words.count("{number} change not sent yet.", "{number} changes not sent yet.", count)
            )
        if report and (waiting := report.taking.waiting):
            parts.append(
                words.count(
                    "{number} file waits for one that has not arrived yet.",
                    "{number} files wait for others that have not arrived yet.",
                    waiting,
                )
            )
        if report and (after := report.taking.after_removal):
            parts.append(
                words.count(
                    "{number} file was saved after access ended, and waits under After removal.",
                    "{number} files were saved after access ended, and wait under After removal.",
                    after,
                )
            )
        parts += [*self._refused(), *self._kept_back(status)]
        if status.is_ownerless:
            parts.append(
                words("No owner is left: no one can change this team. Leave it, and create another one.")
            )
        self._waits.setText(" ".join(parts))
        self._waits.setVisible(bool(parts))

    def _kept_back(self, status: TeamStatus) -> list[str]:
        """Return a sentence about what stays here alone, and how it reaches others, if anything does."""
        if status.role is None or not status.unsent:
            return []
        return [
            self.words.count(
                "{number} record that you changed is not sent, since you may not write in its case now. "
                "It can be handed over in a parcel: Parcels, Hand over.",
                "{number} records that you changed are not sent, since you may not write in their cases "
                "now. They can be handed over in a parcel: Parcels, Hand over.",
                status.unsent,
            )
        ]

    def _refused(self) -> list[str]:
        """Return what was not taken and why, one sentence each; files of other teams are not named."""
        words, report = self.words, self._exchange.report
        refused = {str(why): count for why, count in report.taking.refused.items()} if report else {}
        sentences = {
            "newer": words("Some files are of a newer version: update Casebook first."),
            "unknown-signer": words("Some files wait for the card of their author."),
            "forged": words("Some files are not by the device that they name, and were not taken."),
            "without-key": words(
                "Some files were written by a removed device with a key it never got, and were not taken."
            ),
            "damaged": words("Some files are damaged or have not arrived whole, and were not taken."),
            "unreadable": words("Some files could not be read."),
        }
        held = [sentence for why, sentence in sentences.items() if refused.get(why)]
        return held + self._obstacles()

    def _obstacles(self) -> list[str]:
        """Return a sentence that names what stands where files belong in the shared folder, if anything."""
        report = self._exchange.report
        names = report.taking.obstacles if report else ()
        if not names:
            return []
        text = Message.plural(
            "{number} entry of the shared folder stands where a file belongs, and is not read: {names}",
            "{number} entries of the shared folder stand where files belong, and are not read: {names}",
            len(names),
            names=names[:_NAMED],
        )
        return [self.words(text)]

    def _show_exchange(self, status: TeamStatus, *, is_walled_off: bool) -> None:
        words, exchange = self.words, self._exchange
        missing = exchange.report.taking.missing if exchange.report else ()
        text = words.count(
            "{number} file is no longer in the shared folder. Nothing was removed here.",
            "{number} files are no longer in the shared folder. Nothing was removed here.",
            len(missing),
        )
        self._missing.setText(text)
        problem = exchange.problem
        self._missing.setVisible(bool(missing) and problem is None)
        is_walled_off = is_walled_off and problem is not None
        self.again.setVisible(bool(missing) or (problem is not None and is_laying_again_offered(problem)))
        self.lock.setVisible(is_walled_off or (problem is not None and is_gone(problem)))
        lead_with(*((self.lock, self.now) if is_walled_off else (self.now, self.lock)))
        self.now.setEnabled(not self.page.context.session.is_read_only and not exchange.is_under_way)
        self._problem.setVisible(problem is not None)
        if status.role is None:
            self._show_removed()
        elif problem is not None:
            self._problem.setText(self._walled_off() if is_walled_off else problem_text(words, problem))
            self.set_status(words("Exchange not possible"), is_good=False)
        elif exchange.exchanged_at is not None:
            when = ago(words, exchange.exchanged_at, status.now)
            text = words("Last exchange: {when}", when=when)
            if exchange.is_under_way:
                text = words("Exchange under way. Last exchange: {when}", when=when)
            self.set_status(text, is_good=not missing)
        elif exchange.is_under_way:
            self.set_status(words("The first exchange since unlocking is under way"), is_good=True)
        else:
            self.set_status(words("No exchange since unlocking"), is_good=False)

    def _show_removed(self) -> None:
        """Say that this device was removed: nothing can be exchanged any more."""
        for part in (self.again, self.lock, self._missing):
            part.hide()
        self.now.setEnabled(False)
        text = self.words(
            "This device was removed from the team. Nothing goes out or comes in any more. All records stay: "
            "leave the team, then create or join another. What you saved and the others lack can be handed "
            "over to a member in a parcel: Parcels, Hand over."
        )
        self._problem.setText(text)
        self._problem.show()
        self.set_status(self.words("Removed from the team"), is_good=False)

    def _walled_off(self) -> str:
        return self.words(
            "This session cannot open the shared folder, because it was chosen or connected after "
            "unlocking. Lock and unlock the casebook once."
        )

    def _run(self) -> None:
        self.page.context.failure_outdated.emit()
        self._exchange.run(before=lambda task: self._strip.follow(task, self.words))

    def _lay_again(self) -> None:
        session = self.page.context.session

        def done(count: int) -> None:
            text = self.words.count("{number} file saved again", "{number} files saved again", count)
            self.page.context.say(text)
            self._run()

        self.work(lambda task: missing_files.lay_missing(session, progress=task), done)

    def _pick(self) -> None:
        folder = pick_folder(self, self.words, purpose="team")
        if folder:
            self.choose(folder)

    def choose(self, folder: Path) -> None:
        """Use another place for the shared folder."""
        self.page.context.ask(lambda session: choose_team_folder(session, folder), lambda _: self._run())


def is_owner(status: TeamStatus | None) -> bool:
    """Return whether this device may change the team."""
    return status is not None and status.role is MemberRole.OWNER
