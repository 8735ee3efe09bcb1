"""Exceptions to what a copy hides, each with a reason, and those of an earlier copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from casebook.base.i18n import Translator
from casebook.domain.dossier.build import CopyDecision, CopyKind, DecisionKind
from casebook.domain.dossier.filing_problem import ReviewedPassage
from casebook.services.dossier.copy_decision import carried, last_decided
from casebook.services.dossier.dossier_file import DossierFile
from casebook.services.dossier.gate.passage import LEAVE_OUT
from casebook.services.dossier.gate.recipient_gate import GATED
from casebook.services.dossier.precheck import Precheck
from casebook.services.dossier.sections.service_copy import ASYLUM_CLAIM
from casebook.ui.kit import dates
from casebook.ui.widgets.controls.folding import Folding
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, empty_out

_TITLE_SIGNS, _SAME_SIGNS = 60, 24
"""Signs of a passage beside its name, and of a title by which it is known again."""
NO_MARKS: Mapping[str, str] = MappingProxyType({})
_MANY = frozenset({"row", "entry"})
"""Passages that are offered only where something stands against them."""


class ReasonedTicks(Folding):
    """Tick boxes of one kind of decision, folded, each with a line for its reason.

    Attributes:
        changed: one was ticked, or a reason was entered.
    """

    changed = Signal()

    def __init__(self, words: Translator, kind: DecisionKind, title: str, about: str) -> None:
        super().__init__(title)
        self._words, self._kind = words, kind
        self._titles: dict[str, str] = {}
        self._text_marks: Mapping[str, str] = {}
        self._waiting: tuple[CopyDecision, ...] = ()
        self.ticks: dict[str, TickBox] = {}
        self.reasons: dict[str, QLineEdit] = {}
        self._marks: dict[str, QLabel] = {}
        self.content.addWidget(label(about, "quiet", wraps=True))
        self._list = column(gap=2)
        self.content.addLayout(self._list)
        self.changed.connect(self._count)
        self.hide()

    def offer(self, choices: Sequence[tuple[str, str]], text_marks: Mapping[str, str] = NO_MARKS) -> None:
        """Offer these subjects with their titles.

        What was ticked stays where its mark is what it was, or where it had none yet and its title begins as
        it did; else it is open again.

        Args:
            choices: subjects and titles.
            text_marks: of what the subjects name, by subject.
        """
        if list(choices) == list(self._titles.items()) and text_marks == self._text_marks:
            return
        begins = {subject: title[:_SAME_SIGNS] for subject, title in choices}
        ticked = list(self.decisions)
        kept = [
            one
            for one in ticked
            if (one.text_mark and text_marks.get(one.subject) == one.text_mark)
            or (not one.text_mark and begins.get(one.subject) == self._titles[one.subject][:_SAME_SIGNS])
        ]
        empty_out(self._list)
        self._titles, self.ticks, self.reasons, self._marks = dict(choices), {}, {}, {}
        self._text_marks = text_marks
        for subject, title in choices:
            tick, reason = TickBox(title), QLineEdit()
            reason.setPlaceholderText(self._words("Reason"))
            reason.setAccessibleName(self._words("Reason: {title}", title=title))
            reason.hide()
            tick.toggled.connect(partial(self._toggle, subject))
            reason.textEdited.connect(lambda _, subject=subject: self._mark_as_own(subject))
            reason.editingFinished.connect(self.changed)
            hold_back(tick)
            self.ticks[subject], self.reasons[subject] = tick, reason
            self._marks[subject] = label(self._words("carried over"), "small")
            self._marks[subject].hide()
            for part in (tick, reason, self._marks[subject]):
                self._list.addWidget(part)
        for one in kept:
            self._restore(one)
        has_more = self._restore_waiting()
        self._count()
        if has_more or len(kept) < len(ticked):
            self.changed.emit()

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return what is offered: subjects and titles."""
        return tuple(self._titles.items())

    def _count(self) -> None:
        """Say under the title how many are selected, open or folded."""
        number = sum(tick.isChecked() for tick in self.ticks.values())
        self.show_state(self._words("{number} selected", number=number) if number else "")

    def _restore(self, decision: CopyDecision) -> None:
        self.reasons[decision.subject].setText(decision.reason)
        with QSignalBlocker(self.ticks[decision.subject]):
            self.ticks[decision.subject].setChecked(True)
        self.reasons[decision.subject].show()

    @property
    def values(self) -> list[dict[str, object]]:
        """Return the decisions as a draft stores them, also those on what is not offered yet."""
        return [asdict(one) for one in (*self.decisions, *self._waiting)]

    def set_values(self, values: object) -> None:
        """Restore decisions of a draft, each once its subject is offered with its mark of then, if any."""
        stored = values if isinstance(values, list) else []
        self._waiting = tuple(CopyDecision(**one) for one in stored)
        if self._restore_waiting():
            self._count()
            self.changed.emit()

    def _restore_waiting(self) -> bool:
        """Tick what waits for its subject and can be ticked now; returns whether any could."""
        marks = self._text_marks
        there = [
            one
            for one in self._waiting
            if one.subject in self.ticks
            if not one.text_mark or marks.get(one.subject, "") == one.text_mark
        ]
        for one in there:
            if not self.ticks[one.subject].isChecked():
                self._restore(one)
                self.more.setChecked(True)
        self._waiting = tuple(one for one in self._waiting if one not in there)
        return bool(there)

    def clear(self) -> None:
        """Clear all decisions: those of one dossier never apply to another."""
        self._waiting = ()
        for subject, tick in self.ticks.items():
            self.reasons[subject].clear()
            with QSignalBlocker(tick):
                tick.setChecked(False)
            self.reasons[subject].hide()
            self._mark_as_own(subject)
        self._count()

    def carry_over(self, decisions: Iterable[CopyDecision]) -> None:
        """Tick the decisions of an earlier copy with their reasons; current ones stay."""
        for decision in decisions:
            tick = self.ticks.get(decision.subject)
            if decision.kind != self._kind or tick is None or tick.isChecked():
                continue
            self._restore(decision)
            self._marks[decision.subject].show()
            self.more.setChecked(True)
        self.changed.emit()

    @property
    def decisions(self) -> Iterator[CopyDecision]:
        """Yield the ticked subjects with their reasons."""
        for subject, tick in self.ticks.items():
            if tick.isChecked():
                reason = self.reasons[subject].text().strip()
                mark = self._text_marks.get(subject, "")
                yield CopyDecision(kind=self._kind, subject=subject, reason=reason, text_mark=mark)

    def _mark_as_own(self, subject: str) -> None:
        self._marks[subject].hide()

    def _toggle(self, subject: str, is_ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._mark_as_own(subject)
        self.reasons[subject].setVisible(is_ticked)
        if is_ticked:
            self.reasons[subject].setFocus()
        self.changed.emit()


class EarlierDecisions(QFrame):
    """The decisions of the last pseudonymised copy, offered as a starting point.

    Attributes:
        carried: they are to be carried over.
    """

    carried = Signal(tuple)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._words = words
        self._decisions: tuple[CopyDecision, ...] = ()
        whole = column(self, gap=6, margins=(10, 12))
        whole.addWidget(label(words("Decisions of an earlier copy"), "strong"))
        self._about = label("", "quiet", wraps=True)
        self.carry = button(words("Carry over decisions"), self._carry)
        whole.addWidget(self._about)
        whole.addWidget(self.carry)
        self.hide()

    def show_file(self, file: DossierFile) -> None:
        """Offer the decisions of a dossier."""
        words, build = self._words, last_decided(file.builds)
        self._decisions = carried(build, file.exhibits) if build else ()
        self.carry.show()
        if build is None:
            return
        copy = (dates.format_datetime(words, build.built_at), build.for_whom)
        self._about.setText(
            words(
                "Decisions with reasons in the copy of {build}: {number}. Once carried over, they are "
                "marked, and each can be changed.",
                build=" · ".join(part for part in copy if part),
                number=len(self._decisions),
            )
        )

    def show_copy(self, copy_kind: CopyKind) -> None:
        """Show this for a pseudonymised copy with decisions to carry over."""
        self.setVisible(copy_kind == "pseudonymised" and bool(self._decisions))

    def _carry(self) -> None:
        self.carry.hide()
        self.carried.emit(self._decisions)


def exhibits_not_redrawn(words: Translator) -> ReasonedTicks:
    """Return the decisions to leave exhibits of a pseudonymised copy as they were drawn."""
    return ReasonedTicks(
        words,
        "not-redrawn",
        words("Exhibits not redrawn"),
        words(
            "Exhibits of a pseudonymised copy are redrawn as images. Select one that must stay "
            "sharper, such as a large plan, and enter the reason. Its pages are rewritten without "
            "hidden content."
        ),
    )


def exhibits_disclosed(words: Translator) -> ReasonedTicks:
    """Return the choice of exhibits that are withheld and are included all the same."""
    return ReasonedTicks(
        words,
        "disclose",
        words("Privileged exhibits, asylum papers and exhibits that show people in China"),
        words(
            "Privileged exhibits are withheld from every copy, asylum papers from service copies: pages "
            "that state the ground replace them, unless you include one for this recipient. A filing "
            "copy is not built with an asylum paper, nor a service copy with an exhibit whose text names "
            "someone in China, a place of stay or the asylum claim, until you decide."
        ),
    )


def sections_kept(words: Translator, custody: str) -> ReasonedTicks:
    """Return the decisions to show what stays in the office.

    Args:
        words: of the window.
        custody: title of the section on the chain of custody.
    """
    kept = ReasonedTicks(
        words,
        "show-section",
        words("Sections that stay in the office"),
        words(
            "The chain of custody names who holds and sends the papers. It is left out of every copy "
            "but a draft unless you include it for this recipient. A service copy leaves out the facts "
            "of an asylum claim and cannot be built while its text mentions one, unless the recipient "
            "may know."
        ),
    )
    claim = words("Passages that mention a claim to protection")
    kept.offer([("exhibit-custody", custody), (ASYLUM_CLAIM, claim)])
    return kept


class PassageDecisions(QFrame):
    """What a copy leaves out of its text, what of it is confirmed, and whom a service copy names.

    Attributes:
        changed: a passage or a person was ticked, or a reason was entered.
    """

    changed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.left_out = ReasonedTicks(
            words,
            "leave-out",
            words("Passages left out of this copy"),
            words(
                "A line takes the place of each, and all numbers stay those of the filed copy. Those the "
                "check names come first."
            ),
        )
        self.confirmed = ReasonedTicks(
            words,
            "confirm",
            words("Passages confirmed"),
            words(
                "These rest on a source in China without consent for this recipient, or on withheld "
                "exhibits, or tell of a claim to protection. Confirm one only where the recipient knows it "
                "already or may know it, or where it tells of nobody's claim. Each confirms itself alone."
            ),
        )
        self.named = ReasonedTicks(
            words,
            "name-person",
            words("Clients of other cases"),
            words(
                "A service copy names such a client only with a reason where the consent is limited or an "
                "exhibit of that person is withheld."
            ),
        )
        whole = column(self, gap=8)
        for part in (self.left_out, self.confirmed, self.named):
            part.changed.connect(self.changed)
            whole.addWidget(part)

    def offer(self, checked: Precheck) -> None:
        """Offer the sections, paragraphs and rows of a checked copy; without any, what is offered stays."""
        words = self._words
        if not checked.passages:
            return
        flagged = [one for one in checked.passages if one.why]
        others = [one for one in checked.passages if not one.why and one.passage.kind not in _MANY]
        marks = {one.passage.name: one.passage.text_mark for one in checked.passages}
        self.left_out.offer([(one.passage.name, self._title(one)) for one in (*flagged, *others)], marks)
        marks = {one.passage.name: one.passage.full_mark for one in checked.passages}
        marks |= {one.name: one.text_mark for one in checked.held_back}
        held = ((one.name, f"{one.name}  {self._short(one.sentence)}") for one in checked.held_back)
        self.confirmed.offer([*((one.passage.name, self._title(one)) for one in flagged), *held], marks)
        self.named.offer(
            [(one.id, words("Name {person}", person=one.leading_name)) for one in checked.others],
            checked.marks,
        )

    def _title(self, one: ReviewedPassage) -> str:
        text = self._short(one.passage.text)
        return "  ".join((one.passage.name, text, *map(self._words, one.why), *one.of_claim))

    @staticmethod
    def _short(text: str) -> str:
        line = " ".join(text.split())
        return line if len(line) <= _TITLE_SIGNS else f"{line[: _TITLE_SIGNS - 1]}…"

    def show_copy(self, copy_kind: CopyKind) -> None:
        """Show this for a copy that may leave out passages."""
        self.left_out.setVisible(copy_kind in LEAVE_OUT)
        self.named.setVisible(copy_kind == "service" and bool(self.named.ticks))
        self.confirmed.setVisible(copy_kind in GATED and bool(self.confirmed.ticks))
        self.setVisible(copy_kind in LEAVE_OUT | GATED)

    def of_copy(self, copy_kind: CopyKind) -> Iterator[CopyDecision]:
        """Yield the decisions that apply to a type of copy."""
        if copy_kind in LEAVE_OUT:
            yield from self.left_out.decisions
        if copy_kind in GATED:
            yield from self.confirmed.decisions
        if copy_kind == "service":
            yield from self.named.decisions


def decided_elsewhere(copy_kind: CopyKind) -> frozenset[str]:
    """Return the lists of decisions that are none on a copy of this type, as drafts name them."""
    of_pseudonymised = frozenset({"shown_kinds", "not_redrawn", "replacements"})
    of_others = frozenset({"disclosures", "kept_sections"})
    return of_others if copy_kind == "pseudonymised" else of_pseudonymised
