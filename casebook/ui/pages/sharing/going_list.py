"""What goes with cases and what of them stays, by title: groups that fold, and a filter above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from casebook.base.i18n import Translator
from casebook.services.sharing.going_records import StayingReason, StayingRecord, TitledRecord
from casebook.ui.kit import theme
from casebook.ui.models.filter import Filter
from casebook.ui.models.tree import Branch, Tree
from casebook.ui.pages.wording.nouns import NOUN_ICONS, noun_words
from casebook.ui.pages.wording.record_title import record_title
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column, frame
from casebook.ui.widgets.tables.cell import LINE_HEIGHT, Cell

_MAX_LINES = 9
_FIRST = ("document", "note", "person", "relation", "deadline", "fact")
"""Nouns that a person looks for first."""


class GoingList(QWidget):
    """A tree of titles: what goes by noun, then what stays by reason.

    Args:
        words: of the language.
        name: what a screen reader says.
    """

    def __init__(self, words: Translator, name: str) -> None:
        super().__init__()
        self._words, self._nouns = words, noun_words(words)
        self._groups: Sequence[Branch] = ()
        whole = column(self, gap=4)
        self.search = SearchField(words("Filter titles"))
        self.search.asked.connect(self.narrow)
        whole.addWidget(self.search)
        self.tree = Tree(name, self)
        self.view = QTreeView()
        self.view.setAccessibleName(name)
        self.view.setModel(self.tree)
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setMouseTracking(True)
        self.view.setItemDelegate(Cell(self.view, has_lines=False))
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.expanded.connect(lambda _: self._fit())
        self.view.collapsed.connect(lambda _: self._fit())
        pane = frame("pane")
        column(pane, gap=0, margins=(1,)).addWidget(self.view)
        whole.addWidget(pane)

    def show_records(self, going: Sequence[TitledRecord], staying: Sequence[StayingRecord]) -> None:
        """Show what goes and what stays, folded; a filter that was typed stays."""
        words = self._words
        reasons: Mapping[StayingReason, str] = {
            "privileged": words("Stays: privileged"),
            "party-elsewhere": words("Stays: party to a case that does not go"),
            "binned": words("Stays: in the bin"),
        }
        by_noun: dict[str, list[TitledRecord]] = {}
        for one in going:
            by_noun.setdefault(one.noun, []).append(one)
        groups = [
            self._group(noun, self._title(noun), NOUN_ICONS.get(noun, ""), by_noun[noun])
            for noun in sorted(by_noun, key=lambda one: (one not in _FIRST, self._title(one)))
        ]
        for reason, title in reasons.items():
            some = [one.record for one in staying if one.reason == reason]
            if some:
                groups.append(self._group(reason, title, "closed-eye", some, names_noun=True))
        self._groups = groups
        self.setVisible(bool(groups))
        self.search.setVisible(sum(len(one.branches) for one in groups) > _MAX_LINES)
        if self.search.isHidden():
            self.search.clear()
        self.narrow(self.search.text())

    @property
    def titles(self) -> list[str]:
        """Return the titles in all groups in view, folded or not."""
        tops = [self.tree.index(at, 0) for at in range(self.tree.rowCount())]
        return [
            str(self.tree.index(row, 0, top).data()) for top in tops for row in range(self.tree.rowCount(top))
        ]

    def _title(self, noun: str) -> str:
        return self._nouns.get(noun, self._words("of a newer version of Casebook")).capitalize()

    def _group(
        self, key: str, title: str, icon: str, records: Sequence[TitledRecord], *, names_noun: bool = False
    ) -> Branch:
        untitled = self._words("without title")
        lines = tuple(
            Branch(
                key=f"{one.noun}/{one.id}",
                text=record_title(self._words, one.noun, one.title) or untitled,
                beside=self._title(one.noun) if names_noun else "",
            )
            for one in records
        )
        return Branch(key=key, text=title, beside=str(len(lines)), icon=icon, branches=lines)

    def narrow(self, query: str) -> None:
        """Show the lines that a filter admits, and open their groups."""
        admits = Filter(query)
        shown = []
        for group in self._groups:
            lines = tuple(one for one in group.branches if admits.admits([one.text, group.text]))
            if lines:
                beside = str(len(lines))
                shown.append(
                    Branch(key=group.key, text=group.text, beside=beside, icon=group.icon, branches=lines)
                )
        opened = {self._key(at) for at in range(self.tree.rowCount()) if self._is_open(at)}
        self.tree.show_branches(shown)
        for at, group in enumerate(shown):
            self.view.setExpanded(self.tree.index(at, 0), bool(query) or group.key in opened)
        self._fit()

    def _key(self, at: int) -> str:
        branch = self.tree.branch_at(self.tree.index(at, 0))
        return branch.key if branch else ""

    def _is_open(self, at: int) -> bool:
        return self.view.isExpanded(self.tree.index(at, 0))

    def _fit(self) -> None:
        """Make the list as high as its open lines, within bounds."""
        tops = [self.tree.index(at, 0) for at in range(self.tree.rowCount())]
        lines = len(tops) + sum(self.tree.rowCount(one) for one in tops if self.view.isExpanded(one))
        px = theme.current().px
        self.view.setFixedHeight(px(LINE_HEIGHT) * max(1, min(lines, _MAX_LINES)) + px(2))
