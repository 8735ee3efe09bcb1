"""The backup card: age of the last good backup, list, folder, creation, test and restore."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.zone import on_clock
from casebook.host.protocol.picker_protocol import NewFolder
from casebook.services.vault import backup
from casebook.services.vault.backup import (
    Backup,
    BackupOverview,
    BackupsGone,
    BackupState,
    DamagedBackup,
    Restored,
)
from casebook.services.vault.backup_restore import guardians_message
from casebook.ui.dialogs.file import pick_folder, pick_new_folder
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import current
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry import SecretEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable

OLD_DAYS = 7
_LISTED_HEIGHT = 220


@entity
class BackupRow:
    """A backup in the table."""

    id: str
    backup: Backup
    age: str


class Backups(WorkCard):
    """The card of the Security page."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "A backup only counts once it has been opened and verified. It is encrypted like the "
            "casebook. A backup is made automatically before you lock, if anything changed, and "
            "before the format changes. A casebook that travels makes none by itself."
        )
        super().__init__(page, page.words("Backups"), about)
        self._backups: dict[str, Backup] = {}
        words = self.words
        self.now = button(words("Back up now"), self._back_up, role="primary", meaning="save", writes=True)
        self.trial = button(words("Test restore"), self._test_restore, writes=True)
        self.again = button(words("Verify again"), self._check)
        self.back = button(words("Restore to a new folder…"), self._begin_restore)
        self.inside.addWidget(Wrapping(self.now, self.trial, self.again, self.back))
        self._form = self._restore_form()
        self.inside.addWidget(self._form)
        self.inside.addLayout(self._place_row())
        self.rows: Rows[BackupRow] = Rows(_columns(words), self)
        self.table = DataTable(words("Backups"), self.rows)
        self.table.setMinimumHeight(current().px(_LISTED_HEIGHT))
        self.inside.addWidget(with_hidden_columns(self.table, words), 1)
        self._damaged = label("", "problem", wraps=True, selectable=True)
        self._damaged.setObjectName("damaged-backups")
        self.inside.addWidget(self._damaged)

    def _restore_form(self) -> Form:
        words = self.words
        secret = Field(key="secret", title=words("Unlock method at that time"), makes=SecretEntry)
        restore, choose = Message("Restore to a new folder"), words("Choose location…")
        form = Form(restore, (secret,), words, keep=choose, is_card=True)
        form.kept.connect(self._choose_target)
        form.hide()
        return form

    def read(self) -> None:
        """Read the backups."""
        self.page.ask(backup.overview, self._show)

    def restore(self, target: Path | NewFolder, secret: str) -> None:
        """Restore the selected backup as a new vault."""
        chosen = self._chosen()
        if chosen is None:
            return

        def done(restored: Restored) -> None:
            self._form.hide()
            text = self.words.count("{number} file compared", "{number} files compared", restored.files)
            remedy = self._header_remedy(is_damaged=restored.is_header_damaged)
            title = self.words("Restored. Open it from the lock screen.")
            former = restored.guardians
            guardians = guardians_message(self.words, former) if former else ""
            self.page.context.say(title, " ".join(filter(None, (text, remedy, guardians))))
            tell_missing(self.page.context, restored.missing)
            if restored.damaged:
                self._tell_damaged(restored, Message(backup.RESTORED_WITHOUT))

        self.work(lambda task: backup.restore(chosen.path, secret, target, progress=task), done)

    def choose_folder(self, folder: Path | None) -> None:
        """Set the folder of future backups, or None for the folder of the vault."""
        self.page.context.ask(
            lambda session: backup.choose_folder(session, folder), lambda _: self._tell_all()
        )

    def _place_row(self) -> QVBoxLayout:
        words, row = self.words, column(gap=8)
        self._place = label("", "quiet", wraps=True, selectable=True)
        row.addWidget(self._place)
        another = button(words("Choose another folder…"), self._pick_folder, writes=True)
        self._beside = button(words("Next to the casebook"), lambda: self.choose_folder(None), writes=True)
        self._anew = button(words("Begin anew in this folder"), self._begin_anew, writes=True)
        self._anew.hide()
        row.addWidget(Wrapping(another, self._beside, self._anew))
        return row

    def _show(self, overview: BackupOverview) -> None:
        words, backups, place, now = self.words, overview.backups, overview.folder, overview.now
        self.page.context.backups_read.emit()
        self._backups = {str(backup_entry.path): backup_entry for backup_entry in backups}
        self._place.setText(
            words("Location: {folder}", folder=place)
            if place
            else words(
                "Next to the casebook: if the disk fails, both are lost. Choose a folder on another disk."
            )
        )
        self._beside.setVisible(place is not None)
        self._anew.setVisible(isinstance(overview.problem, BackupsGone))
        self._damaged.setText("\n".join(damaged_backup(words, damaged) for damaged in overview.damaged))
        self._damaged.setVisible(bool(overview.damaged))
        self.rows.show_rows(
            [
                BackupRow(
                    id=str(backup_entry.path), backup=backup_entry, age=backup_age(words, backup_entry, now)
                )
                for backup_entry in reversed(backups)
            ]
        )
        for step in (self.trial, self.again, self.back):
            step.setEnabled(bool(backups))
        if overview.problem is not None:
            self._damaged.setText(f"{words(overview.problem.title)} {words(overview.problem.remedy)}".strip())
            self._damaged.show()
            self.set_status(backup_age(words, None, now, is_at_hand=False), is_good=False)
            return
        if not backups:
            self.set_status(words("No backup found"), is_good=False)
            return
        self.table.choose(self.table.chosen_id or str(backups[-1].path))
        last = backups[-1]
        is_young = (now - last.made_at).days < OLD_DAYS
        made = words("Created {when}", when=dates.format_datetime(words, last.made_at))
        self.set_status(backup_age(words, last, now), is_good=is_young, more=made)

    def _chosen(self) -> Backup | None:
        return self._backups.get(self.table.chosen_id)

    def _tell_all(self) -> None:
        self.page.context.backed_up.emit()
        self.read()

    def _begin_anew(self) -> None:
        """Make the first backup in the folder whose backups are lost."""
        self.page.context.ask(backup.begin_anew, lambda _: self._back_up())

    def _back_up(self) -> None:
        session = self.page.context.session

        def done(made: Backup) -> None:
            if not tell_missing(self.page.context, made.missing):
                self.page.context.say(self.words("Backed up. The backup was opened and verified."))
            self._tell_all()

        self.work(lambda task: backup.back_up(session, progress=task), done)

    def _test_restore(self) -> None:
        session, chosen = self.page.context.session, self._chosen()
        if chosen is None:
            return

        def done(restored: Restored) -> None:
            text = self.words.count("{number} file compared", "{number} files compared", restored.files)
            if restored.damaged:
                self._tell_damaged(restored, Message(backup.UNSOUND_REMEDY))
            elif not tell_missing(self.page.context, restored.missing):
                remedy = self._header_remedy(is_damaged=restored.is_header_damaged)
                self.page.context.say(self.words("The backup can be restored."), f"{text} {remedy}".strip())

        self.work(lambda task: backup.restore_test(session, chosen.path, progress=task), done)

    def _header_remedy(self, *, is_damaged: bool) -> str:
        return self.words(Message(backup.ONE_HEADER_LEFT)) if is_damaged else ""

    def _tell_damaged(self, restored: Restored, remedy: Message) -> None:
        """Show which files of a backup are damaged."""
        title = self.words(backup.unsound_message(restored.damaged))
        self.page.context.say(title, self.words(remedy), is_good=False)

    def _check(self) -> None:
        session, chosen = self.page.context.session, self._chosen()
        if chosen is None:
            return

        def done(checked: Backup) -> None:
            if not tell_missing(self.page.context, checked.missing):
                remedy = self._header_remedy(is_damaged=checked.is_header_damaged)
                self.page.context.say(self.words("The backup is good: every file in it was opened."), remedy)

        self.work(lambda task: backup.check(session, chosen.path, progress=task), done)

    def _begin_restore(self) -> None:
        self._form.begin()

    def _choose_target(self, values: dict[str, str]) -> None:
        target = pick_new_folder(self, self.words, "restored.casebook")
        if target:
            self.restore(target, values["secret"])

    def _pick_folder(self) -> None:
        folder = pick_folder(self, self.words)
        if folder:
            self.choose_folder(folder)


def tell_missing(context: PageContext, missing: tuple[str, ...]) -> bool:
    """Show how many encrypted files a backup lacks; returns whether any."""
    if missing:
        title = context.words.count(
            "The backup is incomplete: {number} encrypted file is missing from it.",
            "The backup is incomplete: {number} encrypted files are missing from it.",
            len(missing),
        )
        remedy = context.words(
            "They were missing or damaged in the casebook when it was made. Look for them in an earlier "
            "backup. The integrity check names them: Security, Checks."
        )
        context.say(title, remedy, is_good=False)
    return bool(missing)


def damaged_backup(words: Translator, damaged: DamagedBackup) -> str:
    """Return which backup is damaged, and how."""
    return words(Message("Backup {name}: {fault}", name=damaged.path.name, fault=damaged.fault))


def backup_age(words: Translator, last: Backup | None, now: datetime, *, is_at_hand: bool = True) -> str:
    """Return the age of the last good backup as text, or that their folder cannot be read."""
    if not is_at_hand:
        return words("Backup folder not available")
    if last is None:
        return words("No backup")
    days = (on_clock(now).date() - on_clock(last.made_at).date()).days
    if days == 0:
        return words("Today's backup")
    if days < 0:
        return words("Last backup dated in the future")
    return words.count("Backup from {number} day ago", "Backup from {number} days ago", days)


def backup_state(words: Translator, state: BackupState) -> str:
    """Return the age of the last good backup as text, and whether anything changed since."""
    if state.is_travelling and state.last is None:
        return words("No backups on a journey")
    age = backup_age(words, state.last, state.now, is_at_hand=state.is_at_hand)
    is_outdated = state.is_at_hand and state.last is not None and state.has_changed
    return words("{age}, changes since", age=age) if is_outdated else age


def _columns(words: Translator) -> tuple[Column[BackupRow], ...]:
    return (
        Column(
            title=words("Created"),
            text=lambda row: dates.format_datetime(words, row.backup.made_at),
            sort=lambda row: row.backup.made_at,
            look="strong",
            fits=True,
            width=18,
        ),
        Column(title=words("Age"), text=lambda row: row.age, look="quiet", width=20, stretches=True),
        Column(
            title=words("Changes"),
            text=lambda row: str(row.backup.changes),
            sort=lambda row: row.backup.changes,
            width=9,
        ),
        Column(
            title=words("Files"),
            text=lambda row: str(row.backup.files),
            sort=lambda row: row.backup.files,
            width=8,
        ),
        Column(
            title=words("Status"),
            text=lambda row: words("file missing") if row.backup.missing else words("verified"),
            tone=lambda row: "amber" if row.backup.missing else "green",
            icon=lambda row: "missing" if row.backup.missing else "done",
            width=15,
        ),
    )
