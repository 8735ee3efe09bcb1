"""What of a planned parcel goes and what stays, who consented, and sealing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.errors import CasebookError
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.sharing.parcels import hand_over
from casebook.services.sharing.parcels.hand_over import ClientConsent, HandOverState, ProtectedTitle
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder
from casebook.services.sharing.parcels.parcel_seal import SealedParcel, seal
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.going_list import GoingList
from casebook.ui.pages.sharing.going_note import WITHIN_LIMITS
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out, line

SavedReport = tuple[str, "Path | SaveTarget", Sequence[str], str]
"""Title, place, sentences and phrase of a file that was saved."""


class HandOverPane(Card):
    """Hidden until something was planned.

    Attributes:
        left: the person goes back to the choice.
        sealed: the parcel lies where it was to; `report` says what to tell.
        report: of the last one.
        sealed_id: its entry in the register where a phrase opens it, else "".
    """

    left = Signal()
    sealed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("What goes and what stays"))
        self._page, self._words, self._phrases = page, page.words, ParcelWords(page.words)
        self._order: ParcelOrder | None = None
        self._state: HandOverState | None = None
        self._planned_for: tuple[object, ...] = ()
        self.report: SavedReport = ("", Path(), (), "")
        self.sealed_id, self._is_sealing = "", False
        words = self._words
        self._clients = column(gap=6)
        self.within = TickBox(words(WITHIN_LIMITS))
        self.within.toggled.connect(lambda _: self._read_ticked())
        self._goes, self._stays, self._for = (label("", wraps=True) for _ in range(3))
        self.going = GoingList(words, words("What goes and what stays, by title"))
        self._protected_title = label(words("Protected: left out unless you tick it, one by one"), "strong")
        self.protected = TicksEntry(words("Protected content"), (), words("Filter"))
        self.protected.changed.connect(self._read_protected)
        self._none = label(words("Nothing in these cases is protected."), "quiet", wraps=True)
        groups: tuple[tuple[str, Sequence[QWidget | QVBoxLayout]], ...] = (
            (words("For whom"), (self._for,)),
            (words("Consent"), (self._clients, self.within)),
            (words("What goes"), (self._goes, self.going, self._stays)),
        )
        for title, parts in groups:
            self.body.addWidget(label(title, "strong"))
            for part in parts:
                _add(self.body, part)
        for widget in (self._protected_title, self.protected, self._none):
            self.body.addWidget(widget)
        self._problem = label("", "problem", wraps=True, selectable=True)
        self.body.addWidget(self._problem)
        self._strip = ProgressStrip(words("Parcel"), words("Cancel"))
        self._strip.hide()
        self.body.addWidget(self._strip)
        self._add_foot()
        self.hide()

    def _add_foot(self) -> None:
        words, foot = self._words, line(gap=8)
        foot.addStretch(1)
        self._back = button(words("Back"), self.leave)
        self._save = button(words("Save parcel…"), self._pick, role="primary", writes=True)
        foot.addWidget(self._back)
        foot.addWidget(self._save)
        self.body.addLayout(foot)
        StepKeys(self, (self._save,), self.leave)

    def show_state(self, order: ParcelOrder, state: HandOverState) -> None:
        """Show how a planned parcel stands; what was ticked for the same cases and readers stays so."""
        planned_for = (order.plan.records.case_ids, order.purpose, order.card_ids, order.recipient)
        if planned_for != self._planned_for:
            self.protected.set_raw([])
            self._state_nothing()
        self._planned_for = planned_for
        self.protected.clear_search()
        self._take(order, state)
        self.show()
        (self._save if self._save.isEnabled() else self._back).setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(self)

    def read_again(self) -> None:
        """Read how it stands after records changed, such as a consent that was added."""
        order = self._order
        if order is None or self.isHidden():
            return

        def refused(_: CasebookError) -> bool:
            self.leave()
            return True

        wanted = self._wanted(order)
        self._page.context.ask(
            lambda session: hand_over.state_of(session, wanted),
            lambda state: self._take(order, state),
            refused,
            asker=self,
        )

    def _ticked(self, order: ParcelOrder) -> tuple[str, ...]:
        offered = {one.key for one in order.plan.protected}
        return tuple(one for one in self.protected.read() if one in offered)

    def _wanted(self, order: ParcelOrder) -> ParcelOrder:
        """Return an order with what is ticked now."""
        return replace(order, include=self._ticked(order), within_limits=self.within.isChecked())

    def _state_nothing(self) -> None:
        """Take the tick away: what goes, or within which limits, is no longer what was stated."""
        with QSignalBlocker(self.within):
            self.within.setChecked(False)

    def close(self) -> bool:
        """Forget what was planned."""
        self._order = self._state = None
        self.hide()
        return True

    def is_for(self, card_id: str) -> bool:
        """Return whether a parcel is planned for a card, or for any where none is named."""
        return self._order is not None and (not card_id or card_id in self._order.card_ids)

    def leave(self) -> None:
        """Go back to the choice."""
        self.close()
        self.left.emit()

    def seal(self, out: Path | SaveTarget) -> None:
        """Seal the parcel into a file."""
        order, session = self._order, self._page.context.session
        if order is None:
            return
        order = replace(order, include=self.protected.read(), within_limits=self.within.isChecked())
        self._page.context.failure_outdated.emit()
        self._page.context.run(
            lambda task: seal(session, order, out, progress=task),
            while_there(self, partial(self._done, out)),
            before=self._begin,
        )

    def _begin(self, task: BackgroundTask) -> None:
        """Offer nothing to save while a parcel is sealed, whatever is read again meanwhile."""
        self._strip.follow(task, self._words)
        self._turn(is_sealing=True)
        task.ended.connect(self._end)

    def _end(self) -> None:
        self._turn(is_sealing=False)

    def _turn(self, *, is_sealing: bool) -> None:
        self._is_sealing = is_sealing
        self._offer()

    def _pick(self) -> None:
        out = pick_target(self, self._words, f"{self._words('parcel')}.casebook-parcel")
        if out is not None:
            self.seal(out)

    def _done(self, out: Path | SaveTarget, done: SealedParcel) -> None:
        state, words = self._state, self._words
        names = words.list_of(one.name for one in state.recipients) if state else ""
        sentences = [
            words(
                "In Casebook they choose Open a parcel on the page Parcels, see what it brings before "
                "anything is imported, and send you a receipt."
            ),
            words("The page Who holds what lists it from now on."),
        ]
        if names:
            sentences.insert(
                0, words("Send the file to {names}. It opens on their devices alone.", names=names)
            )
        else:
            sentences.insert(0, words("Send the file by one way and tell the words by another."))
        unchecked = [one.name for one in state.recipients if not one.is_compared] if state else []
        if unchecked:
            sentences.append(
                words("Not compared, as the register says: {names}.", names=words.list_of(unchecked))
            )
        self.report = (words("Parcel saved"), out, sentences, done.phrase)
        self.sealed_id = done.handover.id if done.phrase else ""
        self._planned_for = ()
        self.close()
        self._page.context.say(words("Parcel saved"))
        self.sealed.emit()

    def _take(self, order: ParcelOrder, state: HandOverState) -> None:
        if self._state is not None and _limits(state) != _limits(self._state):
            self._state_nothing()
        self._order, self._state = order, state
        words = self._words
        self._for.setText(self._recipients(order, state))
        empty_out(self._clients)
        for one in state.clients:
            self._clients.addLayout(self._client(one))
        if not state.clients:
            self._clients.addWidget(
                label(words("The cases name no client, so no consent is needed."), "quiet")
            )
        self.within.setVisible(any(_limits(state)))
        self._show_going(state)
        self._show_staying(state)
        self.protected.offer([(one.content.key, self._protected_text(one)) for one in state.protected])
        for part in (self._protected_title, self.protected):
            part.setVisible(bool(state.protected))
        self._none.setVisible(not state.protected)
        self._offer()

    def _read_protected(self) -> None:
        self._state_nothing()
        self._read_ticked()

    def _read_ticked(self) -> None:
        """Show what goes with what is ticked now, and whether it may; the list of what is protected stays."""
        order = self._order
        if order is None or self.isHidden():
            return
        wanted = self._wanted(order)

        def show(state: HandOverState) -> None:
            if self._order is order and self._wanted(order) == wanted:
                self._state = state
                self._show_going(state)
                self._offer()

        self._save.setEnabled(False)
        self._page.context.ask(
            lambda session: hand_over.state_of(session, wanted), show, lambda _: True, asker=self
        )

    def _show_going(self, state: HandOverState) -> None:
        words, preview = self._words, state.preview
        count, size = preview.files
        files = words.count("{number} file", "{number} files", count)
        records = words.count("{number} record", "{number} records", sum(preview.counts.values()))
        sized = words.bracketed(files, self._page.wording.size(size)) if count else words("No files")
        self._goes.setText(f"{records} · {sized}")
        self.going.show_records(preview.going, preview.staying)

    def _protected_text(self, one: ProtectedTitle) -> str:
        words = self._words
        title = words.day_or_text(one.title)
        if one.relative_of:
            title = words.bracketed(title, words("as a relative of {name}", name=one.relative_of))
        return words.labelled(self._phrases.protected(one.kind).capitalize(), title)

    def _show_staying(self, state: HandOverState) -> None:
        words, preview = self._words, state.preview
        texts = []
        if count := len(preview.named_elsewhere):
            texts.append(
                words.count(
                    "{number} value names another case and stays.",
                    "{number} values name another case and stay.",
                    count,
                )
            )
        if preview.cited:
            texts.append(
                words.count(
                    "{number} entry of the library does not go along: the recipient sees it if their library "
                    "has it.",
                    "{number} entries of the library do not go along: the recipient sees those that their "
                    "library has.",
                    preview.cited,
                )
            )
        self._stays.setText(" ".join(texts))
        self._stays.setVisible(bool(texts))

    def _offer(self) -> None:
        refusal = self._state.preview.refusal if self._state else None
        self._problem.setText(problem_text(self._words, refusal) if refusal else "")
        self._problem.setVisible(refusal is not None)
        may_seal = refusal is None and not self._page.context.session.is_read_only
        self._save.setEnabled(may_seal and not self._is_sealing)

    def _recipients(self, order: ParcelOrder, state: HandOverState) -> str:
        words = self._words
        purpose = words.labelled(words("Purpose"), self._page.wording.purpose[order.purpose])
        if order.by_phrase:
            who = words("Anyone with the phrase")
            who = words.bracketed(who, order.recipient) if order.recipient else who
        else:
            who = words.list_of(
                one.name if one.is_compared else words.bracketed(one.name, words("not compared"))
                for one in state.recipients
            )
        parts = [who, purpose]
        if order.recall_on:
            parts.append(words("to be recalled on {day}", day=words.format_date(order.recall_on)))
        return " · ".join(parts)

    def _client_name(self, one: ClientConsent) -> str:
        """Return a client, or who else goes along and has to consent, and why."""
        words = self._words
        if one.is_client:
            return one.name or words("Client without a name")
        why = words("goes along")
        if not one.is_given:
            why = words("goes along; has consents on record, but none to this purpose")
        if one.references:
            why = words("goes along, client of {cases}", cases=words.list_of(one.references))
        return words.bracketed(one.name or words("Person without a name"), why)

    def _client(self, one: ClientConsent) -> QVBoxLayout:
        words = self._words
        whole, row = column(gap=2), line(gap=8)
        name = label(self._client_name(one))
        row.addWidget(name)
        if one.is_given and one.limits:
            row.addWidget(Chip(words("consents within limits"), "amber", "warning"))
        elif one.is_given:
            row.addWidget(Chip(words("consents to this purpose"), "green", "done"))
        elif one.names_another:
            row.addWidget(Chip(words("consent names another recipient"), "red", "warning"))
        else:
            row.addWidget(Chip(words("no consent for this purpose"), "red", "error"))
        row.addStretch(1)
        if not one.is_given:
            place = Location(page="people", id=one.person_id, within="consents")
            go = button(words("Open record"), partial(self._page.context.go, place), role="link")
            go.setAccessibleName(words.labelled(words("Open record"), one.name))
            row.addWidget(go)
        whole.addLayout(row)
        if one.limits:
            limits = words.labelled(words("Limits"), words.series_of(one.limits))
            whole.addWidget(label(limits, wraps=True, selectable=True))
        return whole


def _limits(state: HandOverState) -> list[tuple[str, ...]]:
    """Return within which limits each consents."""
    return [one.limits for one in state.clients]


def _add(body: QVBoxLayout, part: QWidget | QVBoxLayout) -> None:
    if isinstance(part, QVBoxLayout):
        body.addLayout(part)
    else:
        body.addWidget(part)
