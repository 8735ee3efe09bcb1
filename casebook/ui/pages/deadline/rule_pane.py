"""One rule: its text and source, how well it is known, and what it gives on any date."""

from __future__ import annotations

from datetime import date
from functools import cache

from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.base.i18n import Translator
from casebook.domain.deadline.calculation_record import CalculationRecord
from casebook.domain.deadline.nature import CONSEQUENCE, RuleNature
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.rule_confirmation import confirmation_warnings
from casebook.services.base.session import Session
from casebook.services.deadline import rule as rules
from casebook.services.deadline.rule import RuleRow
from casebook.ui.kit import dates, theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.own_listing import OwnPane
from casebook.ui.pages.deadline.deadline_forms import typed_clock, typed_day
from casebook.ui.pages.deadline.deadline_working import show_working
from casebook.ui.pages.deadline.rule_confirming import ConfirmationLine
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.pages.wording.values import Status, Wording
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.wrapping import Wrapping


def state_of(row: RuleRow, words: Translator) -> Status:
    """Return the status of a rule as a word; only a text that was read and is recent is green."""
    if row.state != "active" or not row.text_age:
        return rule_states(words)[row.state]
    if row.text_age == "old":
        return words("text of {year}", year=row.text_year), "amber", "warning"
    doubts = {"undated": words("text undated"), "unread": words("text not read")}
    return doubts[row.text_age], "amber", "warning"


@cache
def rule_states(words: Translator) -> dict[str, Status]:
    """Return the status texts of rules."""
    return {
        "active": (words("in force"), "green", "done"),
        "disputed": (words("disputed"), "amber", "warning"),
        "superseded": (words("superseded"), "grey", "cancel"),
        "stale": (words("overdue for review"), "red", "warning"),
        "unread": (words("period not read"), "grey", "closed-eye"),
        "broken": (words("fails a check"), "red", "error"),
    }


def confirmation_words(words: Translator) -> dict[str, str]:
    """Whether a rule is confirmed for the office, in words."""
    return {
        "current": words("confirmed for the office"),
        "outdated": words("changed since it was confirmed"),
        "none": words("not confirmed"),
    }


class RulePane(OwnPane):
    """What is known of a rule, a day to try it on, and its confirmation for the office."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.words("Rule"))
        self._context, self._words, self._wording = context, context.words, Wording(context.words)
        self._say = DeadlineWords(context.words)
        self._row: RuleRow | None = None
        self.on = self.claimed_on = ""
        self._claimed_on: QLineEdit | None = None

    def show_rule(
        self, row: RuleRow, working: CalculationRecord | None = None, today_on: date | None = None
    ) -> None:
        """Show this one; with what it gives, where it was tried."""
        words = self._words
        self._row = row
        chips = [Chip(*state_of(row, words))]
        if row.own_id:
            chips.append(Chip(words("Custom rule"), "violet", "account"))
        if row.review == "to-review":
            chips.append(Chip(words("to review"), "amber", "read"))
        if row.confirmation_state == "current":
            chips.append(Chip(confirmation_words(words)["current"], "green", "done"))
        self.begin(words(row.title), row.id, chips)
        if row.gap is not None:
            self.words(words(row.gap.note))
            self.pairs([(words("Legal basis"), row.gap.citation), (words("Source"), row.gap.url)])
            self.words(
                words("No date is calculated from it, because no period was found in the text read."), "quiet"
            )
        self.steps_of(words, row.id, row.own_id, self._words("Copy as custom rule") if row.rule else "")
        if row.rule is not None:
            self.add(ConfirmationLine(self._context, row))
            self._try()
            if working is not None and today_on is not None:
                show_working(self, working, words, today_on)
            self._rule(row.rule, row)
        self.end()

    def _period(self, rule: Rule) -> str:
        words = self._words
        return self._say.period(rule.period) if rule.period else words("no fixed period: urgent task")

    def _try(self) -> None:
        words = self._words
        self._on = QLineEdit(self.on)
        self._on.setAccessibleName(words("Date of the event"))
        period = self._row.rule.period if self._row and self._row.rule else None
        self._on.setPlaceholderText("2026-03-02 14:30" if period and period.is_in_hours else "2026-03-02")
        self._on.setFixedWidth(theme.current().px(140))
        self._on.returnPressed.connect(self.try_it)
        parts: list[QWidget] = [self._on]
        self._claimed_on = None
        if self._row and self._row.rule and self._row.rule.turns_on_claim:
            self._claimed_on = QLineEdit(self.claimed_on)
            self._claimed_on.setAccessibleName(words("Claim lodged on"))
            self._claimed_on.setPlaceholderText(words("Claim lodged on"))
            self._claimed_on.setFixedWidth(theme.current().px(140))
            self._claimed_on.returnPressed.connect(self.try_it)
            parts.append(self._claimed_on)
        self.add(Wrapping(*parts, button(words("Calculate from this date"), self.try_it, meaning="time")))

    def try_it(self) -> None:
        """Show what the rule gives for the day typed."""
        row, typed = self._row, self._on.text()
        if row is None:
            return
        claimed = self._claimed_on.text() if self._claimed_on else ""
        self.on, self.claimed_on = typed, claimed

        def work(session: Session) -> tuple[CalculationRecord, date]:
            now = session.clock()
            on, clock = typed_clock(typed, "on")
            if on is None:
                on, clock = now.date(), now
            claimed_on = typed_day(claimed, "claimed-on")
            return rules.try_on(session, row.id, on, clock, claimed_on), now.date()

        self._context.ask(work, lambda answer: self.show_rule(row, *answer))

    def _rule(self, rule: Rule, row: RuleRow) -> None:
        words = self._words
        self.heading(words("Rule"))
        self.pairs(
            [
                (words("Court or body"), words(rule.forum)),
                (words("Starting event"), words(rule.trigger)),
                (words("Period"), self._period(rule)),
                (words("Direction of calculation"), self._direction(rule)),
                (words("Calculation method"), words(row.method)),
                (words("Calendar"), words(row.calendar)),
                (words("Service"), words(rule.service)),
                (words("In time if"), words(rule.in_time)),
                (words("Within the period"), words.series_of(map(words, rule.steps))),
                (words("To be asked for together"), words(rule.together)),
                (words("Alternative figures"), words(rule.alternatives)),
                (words("Shorter time not read"), words(rule.shorter_unread)),
                (
                    words("Extension possible"),
                    {"yes": words("yes"), "no": words("no")}.get(rule.extendable, words(rule.extendable)),
                ),
                (words("Type of rule"), self._nature(rule)),
                (words(CONSEQUENCE[rule.nature]), words(rule.consequence)),
            ]
        )
        self.heading(words("Source"))
        self._source(rule, row)
        if rule.notes:
            self.words(words(rule.notes), "quiet")

    def _source(self, rule: Rule, row: RuleRow) -> None:
        words = self._words
        read = words("its text was read") if rule.is_seen else words("its text was not read")
        read_on = rule.read_on if rule.is_seen else None
        compilers = words("the author of the rule") if row.own_id else words("the compilers of the rules")
        self.pairs(
            [
                (words("Legal basis"), rule.citation),
                (words("Source"), rule.url),
                (words("Last read by"), (rule.read_by or compilers) if rule.is_seen else ""),
                (words("Last read on"), dates.format_date(words, read_on) if read_on else ""),
                (words("How it was read"), read),
                (words("Date of text read"), words(rule.as_of)),
                (words("Confidence"), self._say.confidence(rule.confidence)),
                (words("Confirmed by"), self._confirmed(rule, row)),
                (words("Review by"), dates.format_date(words, rule.review_by_on)),
                (words("Copied from"), row.taken_from),
                (words("Rules version"), rule.pack),
            ]
        )

    def _confirmed(self, rule: Rule, row: RuleRow) -> str:
        words, confirmation = self._words, row.confirmation
        if confirmation is None:
            return rule.confirmed_by or words("not yet confirmed by a lawyer")
        digest = confirmation.digest if row.confirmation_state == "current" else ""
        return " ".join(warning.format(words) for warning in confirmation_warnings(confirmation, digest))

    def _nature(self, rule: Rule) -> str:
        words = self._words
        natures: dict[RuleNature, str] = {
            "": words("time limit of the person"),
            "authority": words("limit on the authority: the person acts once it has run"),
            "earliest": words("first day on which the person may act"),
        }
        return natures[rule.nature]

    def _direction(self, rule: Rule) -> str:
        words = self._words
        if rule.direction == "before":
            return words("backwards from the event")
        return words("from the day itself") if rule.counts_trigger else words("from the day after")
