"""Rules: browse them, read their source, try them on a day, write own ones, take those of a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QStackedWidget

from casebook.domain.own_rule import OwnRule
from casebook.services import own_rule, record
from casebook.services import rule as rules
from casebook.services.rule import RuleRow
from casebook.ui import theme
from casebook.ui.desk import Desk
from casebook.ui.dialogs.file import pick_files
from casebook.ui.models.rows import Column
from casebook.ui.pages.listing import Listing
from casebook.ui.pages.rule_closures import ClosurePane
from casebook.ui.pages.rule_editor import RuleEditor
from casebook.ui.pages.rule_import import RuleImport
from casebook.ui.pages.rule_pane import RulePane, state_of
from casebook.ui.pages.wording import Wording
from casebook.ui.widgets.drawn import ChoiceBox
from casebook.ui.widgets.layout import line
from casebook.ui.widgets.parts import button
from casebook.ui.widgets.split import Split

_FILTERS = ("jurisdiction", "proceeding", "trigger_event", "state")


class RulesPage(Listing):
    """The list, and beside it the rule chosen, an editor, or a colleague's pack."""

    concerns = frozenset({"own-rule", "closure"})

    def __init__(self, desk: Desk) -> None:
        self._found: list[RuleRow] = []
        super().__init__(desk, desk.words("Rules"), _columns(desk))
        self.table.chosen.connect(self._choose)
        self.above.addLayout(self._filters())

    def fill(self, whole: Any) -> None:  # noqa: ANN401 - a box layout
        """List and what stands beside it."""
        self.detail = RulePane(self.desk)
        self.detail.copying.connect(lambda rule_id: self._edit(own_rule.draft(rule_id)))
        self.detail.changing.connect(self._change)
        self.detail.removing.connect(self._remove)
        self.editor = RuleEditor(self.desk)
        self.editor.kept.connect(self._kept)
        self.editor.left.connect(self._back)
        self.importing = RuleImport(self.desk)
        self.importing.taken.connect(self._taken)
        self.importing.left.connect(self._back)
        self.beside = QStackedWidget()
        self.closures = ClosurePane(self.desk)
        self.closures.left.connect(self._back)
        for part in (self.detail, self.editor, self.importing, self.closures):
            self.beside.addWidget(part)
        whole.addWidget(Split(self.pane, self.beside, (1, 1)), 1)

    def steps(self) -> Sequence[QPushButton]:
        """Import and write."""
        return (
            button("", self.show_closures, meaning="calendar", name=self.words("Closed days")),
            button("", self._pick, meaning="upload", name=self.words("Import a colleague's pack")),
            button(self.words("Own rule"), self.start_new, role="primary", meaning="add"),
        )

    def start_new(self) -> None:
        """An empty rule to fill in."""
        self._edit(own_rule.draft())

    def read(self) -> None:
        """Read every rule."""
        self.ask(rules.rows, self._show)

    def show_closures(self) -> None:
        """The days a registry is shut."""
        self.beside.setCurrentWidget(self.closures)
        self.closures.read()

    def compare(self, path: Any) -> None:  # noqa: ANN401 - a Path
        """Show what a colleague's pack would change."""

        def show(comparison: own_rule.Comparison) -> None:
            self.importing.show_comparison(comparison)
            self.beside.setCurrentWidget(self.importing)

        self.desk.ask(lambda session: own_rule.compare(session, path), show)

    def _filters(self) -> Any:  # noqa: ANN401 - a box layout
        words, row = self.words, line(gap=8)
        titles = {
            "jurisdiction": words("Every jurisdiction"),
            "proceeding": words("Every proceeding"),
            "trigger_event": words("Every trigger"),
            "state": words("Every state"),
        }
        self.filters: dict[str, QComboBox] = {}
        for key in _FILTERS:
            box = self.filters[key] = ChoiceBox()
            box.setAccessibleName(titles[key])
            box.addItem(titles[key], "")
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(theme.current().px(64))
            box.activated.connect(lambda _: self._narrow())
            row.addWidget(box, 1)
        return row

    def _show(self, found: list[RuleRow]) -> None:
        self._found = found
        wording = Wording(self.words)
        for key, box in self.filters.items():
            if box.count() > 1:
                continue
            values = sorted({str(getattr(row, key)) for row in found} - {""})
            for value in values:
                title = wording.country(value) if key == "jurisdiction" else value.replace("-", " ")
                box.addItem(title, value)
        self._narrow()

    def _narrow(self) -> None:
        wanted = {key: str(box.currentData()) for key, box in self.filters.items()}
        rows = [
            row for row in self._found if all(wanted[key] in {"", str(getattr(row, key))} for key in _FILTERS)
        ]
        self.show_rows(rows)
        if rows:
            shown = {row.id for row in rows}
            chosen = self.place.id if self.place.id in shown else self.table.chosen_id
            self.table.choose(chosen if chosen in shown else rows[0].id)
            self._choose(self.table.chosen_id)

    def _choose(self, rule_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(rule_id)) if rule_id else None
        if row is not None:
            self.detail.show_rule(row)
            if self.table.hasFocus():  # the list is read anew also while an own rule is being written
                self._back()

    def _back(self) -> None:
        self.beside.setCurrentWidget(self.detail)

    def _edit(self, text: str, own_id: str = "") -> None:
        self.beside.setCurrentWidget(self.editor)
        self.editor.begin(text, own_id)

    def _change(self, own_id: str) -> None:
        self.desk.ask(
            lambda session: record.find(session, OwnRule, own_id).text, lambda text: self._edit(text, own_id)
        )

    def _remove(self, own_id: str) -> None:
        self.desk.ask(
            lambda session: record.put_in_bin(session, OwnRule, own_id),
            lambda _: self.desk.say(self.words("The rule is in the bin. Dates computed by it stand.")),
        )

    def _kept(self, rule_id: str) -> None:
        self.table.choose(rule_id)
        self._back()

    def _taken(self, count: int) -> None:
        self._back()
        self.desk.say(self.words.count("{number} rule was taken.", "{number} rules were taken.", count))

    def _pick(self) -> None:
        paths = pick_files(self, self.words)
        if paths:
            self.compare(paths[0])


def _columns(desk: Desk) -> tuple[Column[RuleRow], ...]:
    words, wording = desk.words, Wording(desk.words)
    return (
        Column(
            title=words("Jurisdiction"),
            text=lambda row: wording.country(row.jurisdiction) if row.jurisdiction else "—",
            width=12,
        ),
        Column(title=words("Rule"), text=lambda row: row.title, look="strong", width=24, stretches=True),
        Column(
            title=words("Period"),
            text=lambda row: str(row.rule.period) if row.rule and row.rule.period else "—",
            look="quiet",
            width=9,
        ),
        Column(
            title=words("State"),
            text=lambda row: state_of(row, words)[0],
            tone=lambda row: state_of(row, words)[1],
            icon=lambda row: state_of(row, words)[2],
            width=16,
        ),
    )
