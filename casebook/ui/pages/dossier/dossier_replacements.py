"""The review of replacements in a pseudonymised copy, a screen at a time, to accept or reject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from casebook.domain.dossier.build import BuildRequest, CopyDecision
from casebook.services.dossier.exhibit_check import UnbuildableCopy, require_buildable
from casebook.services.dossier.hiding.replacement_row import Replacement
from casebook.services.dossier.replacement_review import NOTHING_FOUND, ReplacementReview, review
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.dossier.overlooked import overlooked, remedies
from casebook.ui.pages.dossier.replacement_decisions import Reached, ReplacementDecisions
from casebook.ui.widgets.controls.folded_lines import FoldedLines
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.flow import Scrolled, areas_around, bring_into_view
from casebook.ui.widgets.layout.layout import column, empty_out, mark_role
from casebook.ui.widgets.layout.wrapping import Wrapping

SCREEN = 25
"""Number of replacements shown at once."""
LeaveOut = Callable[[Iterable[str], Callable[[], None]], QPushButton | None]


class Replacements(QFrame):
    """The review of replacements: a tick box for each, with a line for the reason of a rejection.

    Attributes:
        changed: something was decided, or the review was finished.
        finished: the last screen was accepted.
        step: the button that begins the review, until it is finished, for whoever shows the next step.
        ticks: the boxes of the screen shown.
        rows: what stands at the end of each of its rows.
        is_finished: every screen of the present request was accepted.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, page: DossierPage, leave_out: LeaveOut) -> None:
        """Create it; `leave_out` returns the button that leaves exhibits out, then goes on."""
        super().__init__()
        self.setProperty("role", "note")
        self._page, self._words, self._leave_out = page, page.words, leave_out
        self._refusal: UnbuildableCopy | None = None
        self._request: BuildRequest | None = None
        self._decided = ReplacementDecisions()
        self._search: BackgroundTask | None = None
        self._is_painted = False
        self._start_anew()
        self._add_parts()
        self.hide()

    def _add_parts(self) -> None:
        words, whole = self._words, column(self, gap=6, margins=(10, 12))
        whole.addWidget(label(words("Replacements to review"), "strong"))
        self.summary = label("", "quiet", wraps=True)
        whole.addWidget(self.summary)
        self.progress = ProgressStrip(words("Searching"), words("Cancel"))
        self.progress.hide()
        whole.addWidget(self.progress)
        self.overlooked = FoldedLines(words)
        whole.addWidget(self.overlooked)
        self._remedies = label("", "quiet", wraps=True, selectable=True)
        whole.addWidget(self._remedies)
        self._list = column(gap=4)
        whole.addLayout(self._list)
        self.start = button(words("Review replacements"), self.begin)
        self.back = button(words("Back"), partial(self._turn, -SCREEN), role="quiet")
        self.accept = button(words("Accept and continue"), self._accept, role="primary")
        self.step = Wrapping(self.start)
        self._again = button(words("Review again"), self.begin, role="quiet")
        whole.addWidget(Wrapping(self.back, self.accept, self._again))
        self._show_state()

    def show_request(self, request: BuildRequest) -> None:
        """Match the review to a request; another dossier or other terms need another review."""
        terms = (request.dossier_id, request.births, request.decided("show-kind"))
        before, self._request = self._request, request
        if before and terms == (before.dossier_id, before.births, before.decided("show-kind")):
            if self._refusal is not None:  # what was open may be settled: the next search says so
                self._refusal = None
                self._show_state()
            return
        if before is not None:
            self._decided.reached = Reached()
        self._start_anew()
        self._show_state()

    def clear(self) -> None:
        """Forget all decisions: those of one dossier never apply to another."""
        self._request, self._decided = None, ReplacementDecisions()
        self._start_anew()
        self._show_state()

    @property
    def values(self) -> dict[str, object]:
        """Return the rejections and how far the review came, as a draft stores them."""
        return self._decided.values

    def set_values(self, values: object) -> None:
        """Restore a draft; the review goes on where it was if it finds the same as then."""
        if values == self.values:
            return
        self._decided.set_values(values)
        self._start_anew()
        self._show_state()
        if self._decided.reached.mark and not self.isHidden():
            self.begin()

    def carry_over(self, decisions: Iterable[CopyDecision]) -> None:
        """Reject what an earlier copy rejected, with its reason; the review starts again."""
        self._decided.carry_over(decisions)
        self._start_anew()
        self._show_state()

    def _start_anew(self) -> None:
        """Forget the review, and the search under way."""
        if self._search is not None:
            self._search.ended.disconnect(self._end)
            self._search.cancel()
            self.progress.hide()
        self._search, self._review, self._first, self.is_finished = None, NOTHING_FOUND, 0, False
        self._refusal = None

    @property
    def reviewed(self) -> ReplacementReview:
        """Return the review that is shown."""
        return self._review

    def update_review(self, reviewed: ReplacementReview) -> None:
        """Take a later review that shows the same, unless another is shown by now."""
        if self.is_finished and reviewed.mark == self._review.mark:
            self._review = reviewed

    @property
    def _found(self) -> tuple[Replacement, ...]:
        return self._review.replacements

    @property
    def decisions(self) -> Iterator[CopyDecision]:
        """Yield the rejected replacements."""
        yield from self._decided.of(self._found)

    def begin(self) -> None:
        """Find the replacements of the copy, and show the first screen; a search under way goes on."""
        session, request = self._page.context.session, self._request
        if request is None or self._search is not None:
            return
        was_finished = self.is_finished
        if was_finished:
            self._decided.reached = Reached()
        self._start_anew()

        def watch(task: BackgroundTask) -> None:
            self._search = task
            self.progress.follow(task, self._words)
            self._page.context.about_to_lock.connect(task.cancel)
            task.ended.connect(self._end)
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                self.setFocus()  # a button that goes hands the focus to whatever is next
            self._show_state()
            QTimer.singleShot(0, self, self._scroll_to_progress)

        async def search(task: BackgroundTask) -> tuple[BackgroundTask, ReplacementReview]:
            await require_buildable(session, request, progress=task)
            return task, await review(session, request, progress=task)

        if was_finished:
            self.changed.emit()
        self._page.context.run(search, self._take, self._refuse, before=watch)

    def _refuse(self, error: BaseException) -> None:
        """Keep in view why there is no copy to review; the message goes away."""
        if isinstance(error, UnbuildableCopy):
            self._refusal = error

    def _take(self, answer: tuple[BackgroundTask, ReplacementReview]) -> None:
        """Show the first screen, unless another search or other terms came in between."""
        task, reviewed = answer
        if task is not self._search:
            return
        before = self._decided.reached
        reached = before if before.mark == reviewed.mark else Reached()
        self._search, self._review = None, reviewed
        self._reach(reached.first, is_finished=reached.is_finished or not reviewed.wants_decision)
        self._enter_list()
        self._enter_top()
        self.changed.emit()

    def _reach(self, first: int, *, is_finished: bool) -> None:
        """Show the screen that begins with this replacement, or the end."""
        self._first, self.is_finished = first, is_finished
        self._decided.reached = Reached(self._review.mark, first, is_finished)
        self._show_state()

    def _end(self) -> None:
        """Allow another search after one that was cancelled or failed."""
        if self._search is not None:
            self._search = None
            self._show_state()

    def go_on(self) -> None:
        """Begin the review, or accept the screen in view."""
        if self.accept.isVisible():
            self._accept()
        elif self.start.isVisible() and self.start.isEnabled():
            self.begin()

    def _turn(self, by: int) -> None:
        self._reach(max(0, self._first + by), is_finished=False)
        self.changed.emit()

    def _accept(self) -> None:
        """Go on, once all that is not replaced was shown; a rejection without a reason prevents it.

        SECURITY: keys and clicks that waited while the window was busy must accept nothing that nobody saw.
        """
        if not self._is_painted and not self.visibleRegion().isEmpty():
            self.update()
            return
        reasons = self.findChildren(QLineEdit)
        waiting = next((one for one in reasons if not one.isHidden() and not one.text().strip()), None)
        if waiting is not None:
            waiting.setFocus()
            title = self._words("Enter a reason for each replacement that you refuse.")
            self._page.context.say(title, is_good=False, is_passing=True)
            return
        self._page.context.failure_outdated.emit()  # reasons are there, or none is needed
        self._is_painted = False
        self.update()
        if not self.overlooked.was_open:
            self.overlooked.unfold()
            self._enter_top()
            return
        if not self._is_seen():
            self._scroll_on()
            return
        if self._first + SCREEN < len(self._found):
            self._turn(SCREEN)
            self._enter_list()
            self._enter_top()
            return
        self._reach(self._first, is_finished=True)
        self.changed.emit()
        self.finished.emit()

    def _is_seen(self) -> bool:
        """Return whether the end of the screen is in view.

        SECURITY: clicks again and again in one place must accept nothing that nobody saw.
        """
        last = self._last
        return last.visibleRegion().boundingRect().bottom() >= last.height() - 1

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and note that what stands here can be seen."""
        super().paintEvent(event)
        self._is_painted = True

    def _scroll_on(self) -> None:
        """Scroll down, with some lines that were in view before.

        In a small window the page scrolls, too, so that less of the pane may be in view than it is high.
        """
        if not (areas := list(areas_around(self))):
            return
        own, *around = areas
        bring_into_view(own, around)
        bar, seen_px = own.verticalScrollBar(), own.viewport().visibleRegion().boundingRect().height()
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() + max(seen_px * 4 // 5, 1))
        else:
            bring_into_view(self._last, around)

    @property
    def _last(self) -> QWidget:
        """What stands at the end of the screen."""
        return self.rows[-1] if self.rows else self._remedies

    def _scroll_to_progress(self) -> None:
        self._finish_layout()
        if not self.progress.isHidden():
            bring_into_view(self.progress, areas_around(self))

    def _enter_top(self) -> None:
        QTimer.singleShot(0, self, self._scroll_to_top)

    def _scroll_to_top(self) -> None:
        """Scroll to the top of a new screen after layout."""
        self._finish_layout()
        if not (areas := list(areas_around(self))):
            return
        own, *around = areas
        bring_into_view(own, around)
        if content := own.widget():
            top = self.summary.mapTo(content, self.summary.rect().topLeft())
            own.verticalScrollBar().setValue(top.y())

    def _finish_layout(self) -> None:
        """Let each pane in turn find its size, so that what was just added can be scrolled to and stays."""
        for area in areas_around(self):
            if isinstance(area, Scrolled):
                area.let_go()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _enter_list(self) -> None:
        """Focus the top of a new screen, so that a repeated key accepts nothing unseen."""
        tick = next((tick for tick in self.ticks if tick.isEnabled()), None)
        if tick is not None:
            tick.show()
            tick.setFocus()

    def _show_state(self) -> None:
        words, total = self._words, len(self._found)
        self._is_painted = False
        self.update()
        refused = sum(one.id in self._decided.reasons for one in self._found)
        empty_out(self._list)
        self.ticks: list[TickBox] = []
        self.rows: list[QWidget] = []
        is_open = self._review.wants_decision and not self.is_finished
        if self.is_finished:
            state = words(
                "{number} replacements accepted, {refused} refused.",
                number=total - refused,
                refused=refused,
            )
        elif is_open and total:
            last = min(self._first + SCREEN, total)
            state = words("{first} to {last} of {number}", first=self._first + 1, last=last, number=total)
        else:
            state = words(
                "Review every replacement in its sentence before the copy is built. Not replaced: what "
                "the casebook does not contain, days in figures without a year, bare ages, and places under "
                "names it does not know. Words that may be misspelt names are listed, not replaced."
            )
        self.summary.setText(words(self._refusal.message) if self._refusal else state)
        mark_role(self.summary, role="problem" if self._refusal else "quiet")
        self.overlooked.show_lines(tuple(overlooked(words, self._review)))
        self._remedies.setText("\n\n".join(remedies(words, self._review, is_first=not self._first)))
        self._remedies.setVisible(bool(self._remedies.text()))
        is_begun = is_open or self.is_finished  # a click for the next step must begin nothing anew
        self.start.setVisible(not is_begun)
        self._again.setVisible(self.is_finished)
        self.start.setEnabled(self._search is None)
        self.back.setVisible(is_open and self._first > 0)
        self.accept.setVisible(is_open)
        for one in self._found[self._first : self._first + SCREEN] if is_open else ():
            self._add(one)
        if self._refusal and (offer := self._leave_out(self._refusal.exhibits, self.begin)):
            self._list.addWidget(offer)

    def _add(self, one: Replacement) -> None:
        words, kind = self._words, self._page.wording.fact_kind[one.kind]
        title = words("{text} → {label}", text=" ".join(one.text.split()), label=one.label)
        tick, reason = TickBox(title), QLineEdit(self._decided.reasons.get(one.id, ""))
        self.ticks.append(tick)
        tick.setChecked(one.id not in self._decided.reasons)
        tick.setEnabled(one.can_be_refused)
        reason.setPlaceholderText(words("Reason for refusing"))
        reason.setAccessibleName(words("Reason for refusing: {title}", title=title))
        tick.toggled.connect(partial(self._decide, one.id, reason))
        reason.textChanged.connect(partial(self._decided.refuse, one.id))
        count = [words("{number} places", number=len(one.sentences))] if one.others else []
        carried = [words("carried over")] if one.id in self._decided.carried else []
        always = [words("always replaced: no words beside it")] if not one.can_be_refused else []
        where = label(" · ".join((words(one.place), *count, kind, *always, *carried)), "small", wraps=True)
        for part in (
            tick,
            reason,
            label("\n".join(dict.fromkeys(one.sentences)), wraps=True, selectable=True),
            where,
        ):
            self._list.addWidget(part)
        reason.setVisible(one.id in self._decided.reasons)  # shown before it stands here, it is a window
        self.rows.append(where)

    def _decide(self, replacement_id: str, reason: QLineEdit, is_accepted: bool) -> None:  # noqa: FBT001 - Qt's signature
        reason.setVisible(not is_accepted)
        if is_accepted:
            self._decided.accept(replacement_id)
        else:
            self._decided.refuse(replacement_id, reason.text())
            reason.setFocus()
