"""Rules: browse them, read their source, try them on a day, write own ones, take those of a colleague."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.rule_confirmation import ConfirmationState
from casebook.services.deadline import rule as rules
from casebook.services.deadline.own_rule import RULES
from casebook.services.deadline.rule import RuleRow
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.own_listing import OwnListing, OwnWords
from casebook.ui.pages.deadline.rule_closures import ClosurePane
from casebook.ui.pages.deadline.rule_pane import RulePane, confirmation_words, rule_states, state_of
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.parts import button

_CONFIRMATIONS: dict[ConfirmationState, tuple[Tone | None, str]] = {
    "current": ("green", "done"),
    "outdated": ("amber", "warning"),
    "none": (None, ""),
}
"""Colour and icon of a confirmation for the office."""


class RulesPage(OwnListing[RuleRow, RulePane, OwnRule, Rule]):
    """The list, and beside it the rule chosen, an editor, a colleague's pack, or closed days."""

    concerns = frozenset({"own-rule", "closure", "rule-confirmation"})
    kind = RULES

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _said(context), _columns(context))

    def pane_of_one(self) -> RulePane:
        """The rule chosen."""
        return RulePane(self.context)

    def more_beside(self) -> Sequence[QWidget]:
        """The days a registry is shut."""
        self.closures = ClosurePane(self.context)
        self.closures.left.connect(self.show_chosen)
        return (self.closures,)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The buttons that import and write."""
        return (
            button("", self.show_closures, meaning="calendar", name=self.words("Registry closures")),
            button("", self.pick, meaning="upload", name=self.words("Import a colleague's rules")),
            button(self.words("Custom rule"), self.start_new, role="primary", meaning="add"),
        )

    def read(self) -> None:
        """Read every rule."""
        self.ask(rules.rows, self.show_found)

    def filter_values(self, key: str, rows: Sequence[RuleRow]) -> Sequence[str]:
        """As in every list; a work list and confirmations can be asked for also while they are empty."""
        always = {"review": ("to-review",), "confirmation_state": ("current", "outdated", "none")}
        return always.get(key) or super().filter_values(key, rows)

    def ordered(self, rows: list[RuleRow]) -> list[RuleRow]:
        """As they were read; the work list begins with the rule that is due first.

        What is known by name only cannot be confirmed, and is on no list of confirmations.
        """
        if self.filters["confirmation_state"].currentData():
            rows = [row for row in rows if row.rule is not None]
        return rules.by_review(rows) if self.filters["review"].currentData() == "to-review" else rows

    def show_closures(self) -> None:
        """The days a registry is shut."""
        self.beside.setCurrentWidget(self.closures)
        self.closures.read()

    def show_one(self, row: RuleRow) -> None:
        """Show a rule."""
        self.detail.show_rule(row)

    def described(self, rule: Rule) -> tuple[str, str]:
        """Title, period and authority of a colleague's rule."""
        period = (
            DeadlineWords(self.words).period(rule.period) if rule.period else self.words("no fixed period")
        )
        return self.words(rule.title), f"{period} · {rule.citation}"

    def filter_word(self, key: str, value: str) -> str:
        """In the reader's language; triggers of custom rules as their author wrote them."""
        words, wording = self.words, Wording(self.words)
        if key == "jurisdiction":
            return wording.country(value)
        named = {
            "proceeding": {**wording.proceeding_kind, "detention": words("Detention")},
            "state": {state: status[0] for state, status in rule_states(words).items()},
            "review": {"to-review": words("to review")},
            "confirmation_state": confirmation_words(words),
        }
        return named.get(key, {}).get(value) or words(value.replace("-", " "))


def _said(context: PageContext) -> OwnWords:
    words = context.words
    return OwnWords(
        title=words("Rules"),
        about=words(
            "A [[rule]] with its source and at least one worked example. It is checked as you "
            "type, and you can save it once every check passes. It is used alongside the rules in "
            "the reference data and replaces none of them."
        ),
        theirs=words("A colleague's rules"),
        removed=words("Rule moved to bin. Dates calculated with it do not change."),
        filters={
            "jurisdiction": words("All jurisdictions"),
            "proceeding": words("All proceedings"),
            "trigger_event": words("All triggers"),
            "state": words("All statuses"),
            "review": words("All reviews"),
            "confirmation_state": words("All confirmations"),
        },
    )


def _columns(context: PageContext) -> tuple[Column[RuleRow], ...]:
    words, wording, period = context.words, Wording(context.words), DeadlineWords(context.words).period
    return (
        Column(
            title=words("Jurisdiction"),
            text=lambda row: wording.country(row.jurisdiction) if row.jurisdiction else "—",
            sought=lambda row: wording.country_words(row.jurisdiction),
            width=22,
        ),
        Column(
            title=words("Rule"),
            text=lambda row: words(row.title),
            beside=lambda row: words(row.rule.forum) if row.rule else "",
            look="two-lines",
            width=36,
            stretches=True,
        ),
        Column(
            title=words("Period"),
            text=lambda row: period(row.rule.period) if row.rule and row.rule.period else "—",
            look="quiet",
            width=9,
            gives_way=1,
        ),
        Column(
            title=words("Status"),
            text=lambda row: state_of(row, words)[0],
            tone=lambda row: state_of(row, words)[1],
            icon=lambda row: state_of(row, words)[2],
            width=14,
        ),
        Column(
            title=words("Confirmed"),
            text=lambda row: row.confirmation.initials if row.confirmation else "",
            tone=lambda row: _CONFIRMATIONS[row.confirmation_state][0],
            icon=lambda row: _CONFIRMATIONS[row.confirmation_state][1],
            width=10,
            is_optional=True,
        ),
    )
