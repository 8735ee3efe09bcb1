"""Rules: browse them, read their source, try them on a day, write own ones, take those of a colleague."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.deadline.rule import Rule
from casebook.services.deadline import rule as rules
from casebook.services.deadline.own_rule import RULES
from casebook.services.deadline.rule import RuleRow
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.own_listing import OwnListing, OwnWords
from casebook.ui.pages.deadline.rule_closures import ClosurePane
from casebook.ui.pages.deadline.rule_pane import RulePane, review_words, state_of
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.layout.parts import button


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

    def ordered(self, rows: list[RuleRow]) -> list[RuleRow]:
        """As they were read; the work list begins with the rule that is due first."""
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
        return rule.title, f"{period} · {rule.citation}"

    def filter_word(self, key: str, value: str) -> str:
        """Countries by name; the rest as the packs write it."""
        if key == "review":
            return review_words(self.words)[value]
        return Wording(self.words).country(value) if key == "jurisdiction" else value.replace("-", " ")


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
        },
    )


def _columns(context: PageContext) -> tuple[Column[RuleRow], ...]:
    words, wording = context.words, Wording(context.words)
    return (
        Column(
            title=words("Jurisdiction"),
            text=lambda row: wording.country(row.jurisdiction) if row.jurisdiction else "—",
            width=12,
        ),
        Column(title=words("Rule"), text=lambda row: row.title, look="strong", width=24, stretches=True),
        Column(
            title=words("Period"),
            text=lambda row: (
                DeadlineWords(words).period(row.rule.period) if row.rule and row.rule.period else "—"
            ),
            look="quiet",
            width=9,
        ),
        Column(
            title=words("Status"),
            text=lambda row: state_of(row, words)[0],
            tone=lambda row: state_of(row, words)[1],
            icon=lambda row: state_of(row, words)[2],
            width=16,
        ),
    )
