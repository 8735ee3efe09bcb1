"""The cases that a team shares, and with whom; and what its members purged."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import close_case
from casebook.services.sharing.team import purges
from casebook.services.sharing.team.purges import PurgeRequest
from casebook.services.sharing.team.status import SpaceStatus, TeamStatus
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.many_rows import RowAction, RowMenu
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.exchange_card import is_owner
from casebook.ui.pages.sharing.fitted_table import fit_rows
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.sealed_codes import SealedCodes, sealed_facts
from casebook.ui.widgets.layout.layout import column, empty_out, line
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable


@entity
class SharedRow:
    """A shared case, or what the office shares beside its cases."""

    id: str
    space: SpaceStatus


class SharedCasesCard(Card):
    """A row for each case that is shared.

    Attributes:
        giving: cases are to be shared, this one to begin with, or "".
        withdrawing: a shared case is to be taken away from devices.
        changed: a case was closed.
    """

    giving = Signal(str)
    withdrawing = Signal(SpaceStatus)
    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Shared cases"))
        self._page, self._words = page, page.words
        words = self._words
        self._exchange = TeamExchange.of(page.context)
        self._none = label("", "quiet", wraps=True)
        self.body.addWidget(self._none)
        self.rows: Rows[SharedRow] = Rows(_columns(words), self)
        self.table = DataTable(words("Shared cases"), self.rows)
        self.table.opened.connect(lambda _: self._open())
        self.menu = RowMenu(self.table, words("Actions for the selected case"), self._actions)
        self._listed = with_hidden_columns(self.table, words)
        self.body.addWidget(self._listed)
        self._share = button(words("Share cases…"), self._begin, meaning="add")
        self._go = button(words("Open case"), self._open)
        self._withdraw = button(words("Take away…"), self._begin_withdrawing, writes=True)
        self._close = button(words("Close for the team…"), self._ask, writes=True)
        self.body.addWidget(Wrapping(self._share, self._go, self._withdraw, self._close))
        self.asking = Asking(words)
        self.body.addWidget(self.asking)
        self._may_change, self._had_none = False, True
        self.table.chosen.connect(lambda _: self._offer())

    def show_status(self, status: TeamStatus) -> None:
        """Show what is shared."""
        words = self._words
        rows = [SharedRow(id=one.id, space=one) for one in sorted(status.spaces, key=_order)]
        before = "" if self._had_none else self.table.chosen_id  # else what the office shares stays chosen
        self.rows.show_rows(rows)
        fit_rows(self.table)
        self.table.choose(before or (rows[0].id if rows else ""))
        self._had_none = all(one.space.kind is not SpaceKind.CASE for one in rows)
        for part in (self._listed, self._go):
            part.setVisible(bool(rows))
        none = words("No case is shared yet. Nothing of your cases is in the shared folder.")
        if self._exchange.exchanged_at is None:
            none = words("No shared case is known here yet. What others share is listed after an exchange.")
        self._none.setText(none)
        self._none.setVisible(self._had_none)
        self._may_change = is_owner(status) and not self._page.context.session.is_read_only
        self._share.setEnabled(self._may_change)
        self._offer()

    def _offer(self) -> None:
        """Enable what can be done with the selected case."""
        space = self._open_space
        self._go.setEnabled(bool(self._case_id))
        self._close.setEnabled(self._may_change and space is not None)
        self._withdraw.setEnabled(self._may_change and space is not None and bool(space.members))

    @property
    def _open_space(self) -> SpaceStatus | None:
        """Return the selected case if it is here and not closed."""
        row = self.rows.row_at(self.table.currentIndex())
        return row.space if row is not None and row.space.reference and not row.space.is_closed else None

    def _begin_withdrawing(self) -> None:
        if (space := self._open_space) is not None:
            self.withdrawing.emit(space)

    def _ask(self) -> None:
        words, space = self._words, self._open_space
        if space is None:
            return
        facts = [
            words("Nothing new is exchanged in it, for good. All keep what they have."),
            words("What others saved without knowing of it waits under After removal."),
        ]
        close = partial(self._close_case, space.case_id)
        title = words("Close {case} for the team?", case=space.reference)
        self.asking.ask(title, facts, words("Close for the team"), close, self._page.take_focus)

    def _close_case(self, case_id: str) -> None:
        def done(_: None) -> None:
            self._page.context.say(self._words("Case closed for the team"))
            self.changed.emit()

        self._page.context.ask(lambda session: close_case(session, case_id), done, asker=self)

    def _actions(self) -> list[RowAction]:
        words = self._words
        opening = RowAction(title=words("Open case"), act=self._open, keys="Return")
        return [
            *([opening] if self._case_id else []),
            *(
                RowAction(title=step.text(), act=act)
                for step, act in (
                    (self._share, self._begin),
                    (self._withdraw, self._begin_withdrawing),
                    (self._close, self._ask),
                )
                if step.isEnabled()
            ),
            RowAction(title=words("Copy rows"), act=self.table.copy, keys="Ctrl+C", begins_group=True),
        ]

    @property
    def _case_id(self) -> str:
        """Return the case of the selected row that is here, or ""."""
        row = self.rows.row_at(self.table.currentIndex())
        return row.space.case_id if row is not None and row.space.reference else ""

    def _open(self) -> None:
        if self._case_id:
            self._page.context.go(Location(page="case", id=self._case_id))

    def _begin(self) -> None:
        self.giving.emit(self._case_id)


class PurgesCard(Card):
    """What other members deleted permanently, out of sight here until a person decides; hidden without any.

    Attributes:
        decided: one was kept or deleted.
    """

    decided = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Deleted permanently by others"))
        self._page, self._words = page, page.words
        about = self._words(
            "Other members deleted these records permanently. Here they are out of sight and not deleted "
            "until you decide, so that no one can be forced to empty the computers of all."
        )
        self.body.addWidget(label(about, "quiet", wraps=True))
        self._shown: list[str] = []
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        self._keep_all = button(self._words("Keep all"), self._keep_each, writes=True)
        self.body.addWidget(Wrapping(self._keep_all))
        self.asking = Asking(self._words)
        self.body.addWidget(self.asking)
        self.hide()

    def show_requests(self, requests: list[PurgeRequest]) -> None:
        """Show what waits."""
        shown = [one.id for one in requests]
        if shown != self._shown:
            self.asking.hide()
        self._shown = shown
        empty_out(self._lines)
        self.setVisible(bool(requests))
        self._keep_all.setVisible(len(requests) > 1)
        nouns = noun_words(self._words)
        for one in requests:
            noun = nouns.get(one.noun, one.noun).capitalize()
            title = self._words.labelled(noun, one.title or self._words("not here"))
            if one.is_late:
                title = self._words(
                    "Records written into what was deleted here ({noun}): {count}",
                    noun=noun,
                    count=one.count,
                )
            self._add_line(one, title)

    def _add_line(self, one: PurgeRequest, title: str) -> None:
        words, row, texts = self._words, line(gap=8), column(gap=2)
        texts.addWidget(label(title, "strong", wraps=True))
        by = words(
            "by {name}, {when}",
            name=one.by or words("a former member"),
            when=dates.format_datetime(words, one.at),
        )
        texts.addWidget(label(by, "small", wraps=True))
        if one.is_late:
            texts.addWidget(label(one.title, "small", wraps=True))
            without = words(
                "Keep: they stay without it, in lists and search. Delete: they leave all casebooks."
            )
            texts.addWidget(label(without, "small", wraps=True))
            if one.deleted_since:
                since = words(
                    "Their author has deleted {count} of them permanently since.",
                    count=one.deleted_since,
                )
                texts.addWidget(label(since, "small", wraps=True))
        row.addLayout(texts, 1)
        keep = button(
            words("Keep"),
            partial(self._decide, one, is_kept=True),
            name=words.labelled(words("Keep"), title),
            writes=True,
        )
        purge = button(
            words("Delete here…"),
            partial(self._ask, one, title),
            name=words.labelled(words("Delete here…"), title),
            writes=True,
        )
        for step in (keep, purge):
            row.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(row)

    def _ask(self, one: PurgeRequest, title: str) -> None:
        words = self._words
        facts = [
            words("It is deleted from this casebook with its history. This cannot be undone."),
            words("Backups made before keep it."),
            *_counted_facts(words, one),
            *sealed_facts(words, one.sealed),
        ]
        codes = SealedCodes(words)
        self.asking.ask(
            words("Delete here, too: {title}?", title=title),
            facts,
            words("Delete permanently"),
            lambda: self._decide(one, is_kept=False, codes=codes),
            self._take_focus,
            (codes,) if one.sealed else (),
        )

    def _decide(self, one: PurgeRequest, *, is_kept: bool, codes: SealedCodes | None = None) -> None:
        entered = codes.codes if codes else ()

        def work(session: Session) -> None:
            if is_kept:
                purges.refuse_purge(session, one.id)
            else:
                purges.confirm_purge(session, one.id, codes=entered)

        def done(_: None) -> None:
            text = self._words("Record kept") if is_kept else self._words("Record deleted permanently")
            self._page.context.say(text)
            self.decided.emit()

        self._page.context.ask(work, done, asker=self)

    def _keep_each(self) -> None:
        def done(_: int) -> None:
            self._page.context.say(self._words("Records kept"))
            self.decided.emit()

        self._page.context.ask(purges.keep_all, done, asker=self)

    def _take_focus(self) -> None:
        self._page.take_focus()


def _counted_facts(words: Translator, one: PurgeRequest) -> list[str]:
    """Return how many records go, and how many of them nobody else deleted."""
    if one.count <= 1 and not one.later:
        return []
    facts = [words("Records that go: {count}.", count=one.count)]
    if one.later:
        facts.append(
            words(
                "Of these, {count} were written later or by you: deleting them here deletes them everywhere.",
                count=one.later,
            )
        )
    return facts


def _columns(words: Translator) -> tuple[Column[SharedRow], ...]:
    def state(row: SharedRow) -> Status:
        if row.space.is_closed:
            return words("closed"), "grey", "closed-eye"
        if not row.space.members:
            return words("not shared"), "grey", "info"
        if row.space.has_lost:
            return words("files were lost"), "amber", "warning"
        if row.space.is_large:
            return words("old files stay"), "amber", "warning"
        return words("shared"), "green", "done"

    return (
        Column(
            title=words("Case"), text=lambda row: _title(row.space, words), look="strong", width=22, fits=True
        ),
        Column(
            title=words("Shared with"),
            text=lambda row: words.list_of(row.space.members) if row.space.members else words("no one"),
            width=36,
            stretches=True,
        ),
        Column(
            title=words("Status"),
            text=lambda row: state(row)[0],
            tone=lambda row: state(row)[1],
            icon=lambda row: state(row)[2],
            width=12,
        ),
    )


def _order(space: SpaceStatus) -> tuple[bool, str]:
    return space.kind is SpaceKind.OFFICE, space.reference


def _title(space: SpaceStatus, words: Translator) -> str:
    if space.kind is SpaceKind.OFFICE:
        return words("Office: own rules, closures, findings")
    return space.reference or words("not received yet")
