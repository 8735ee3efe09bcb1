"""Creation of a vault: location and passphrase, creation, recovery code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from casebook.base.errors import Cancelled, CasebookError, InvalidInput
from casebook.base.i18n import Translator
from casebook.base.progress import Progress
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import as_flow, off_thread, on_vault
from casebook.services.vault import unlock_method, vault
from casebook.ui.dialogs.file import pick_folder, pick_target
from casebook.ui.kit import theme
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.tasks import BackgroundTask, Runner
from casebook.ui.lock.found_vaults import SUFFIX
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.forms.passphrase import NewPassphrase
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, frame, line

if TYPE_CHECKING:  # loaded when the vault is made
    from casebook.services.base.session import Session

_WIDTH = 560


class Assistant(QFrame):
    """A wizard of three steps on one card.

    Args:
        at: the folder of the vault where that is settled.
        before: the folder that was chosen before the person went back.

    Attributes:
        placed: name and folder are settled, where that is all that is asked; making goes on elsewhere.
        made: the vault is there, and `session` holds it open.
        finished: the recovery code was typed again; the vault may be shown.
        left: the person gave up before there was a vault.
        bug_raised: an error nobody expected.
    """

    placed = Signal(Path)
    made = Signal()
    session: Session
    finished = Signal()
    left = Signal()
    bug_raised = Signal(BaseException)

    def __init__(
        self,
        words: Translator,
        runner: Runner,
        at: Path | None = None,
        *,
        asks_where_only: bool = False,
        before: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._runner, self._code = words, runner, ""
        self._at, self._asks_where_only, self._before = at, asks_where_only, before
        self.setProperty("role", "ground")
        whole = column(self, gap=0, margins=(24,))
        scroll = Scrolled(words("Create casebook"))
        whole.addWidget(scroll)
        box = frame("card")
        box.setMaximumWidth(theme.current().px(_WIDTH))
        row = line(gap=0)
        row.addStretch(1)
        row.addWidget(box, 100)
        row.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(row)
        scroll.body.addStretch(2)
        self._lay_out(column(box, gap=10, margins=(24, 28)))

    def _lay_out(self, inside: QVBoxLayout) -> None:
        inside.addWidget(label(self._words("Create casebook"), "heading"))
        self._steps = (self._choices(), self._work(), self._recovery())
        for step in self._steps:
            inside.addWidget(step)
        self._problem = label("", "problem", wraps=True)
        inside.addWidget(self._problem)
        self._show_step(0)

    def take_focus(self) -> None:
        """Focus the first field."""
        if self._at:
            self._phrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, number: int, problem: CasebookError | None = None) -> None:
        for at, step in enumerate(self._steps):
            step.setVisible(at == number)
        text = f"{self._words(problem.title)} {self._words(problem.remedy)}".strip() if problem else ""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _choices(self) -> QWidget:
        words, step = self._words, QWidget()
        whole = column(step, gap=8)
        where = QWidget()
        whole.addWidget(where)
        self._fill_where(column(where, gap=8))
        where.setVisible(self._at is None)
        if self._at:
            whole.addWidget(label(self._at.name, "quiet", wraps=True))
        secret = QWidget()
        whole.addWidget(secret)
        self._fill_secret(column(secret, gap=8))
        secret.setVisible(not self._asks_where_only)
        title = words("Continue") if self._asks_where_only else words("Create casebook")
        self._go = button(title, self._make, role="primary")
        back = button(words("Back"), self.left.emit)
        whole.addLayout(_foot(back, self._go))
        step.setTabOrder(self._go, back)
        self._phrase.suggest_after(back)
        self._phrase.changed.connect(self._settle)
        # What is said is about what stood there before.
        self._phrase.changed.connect(lambda: self._problem.setVisible(False))
        self._phrase.sent.connect(self._make)
        self._settle()
        return step

    def _fill_where(self, whole: QVBoxLayout) -> None:
        words = self._words
        self._name = self._field(whole, words("Casebook name"), words("office"))
        self._name.returnPressed.connect(self._place)
        whole.addWidget(
            label(words("Anyone can read this name. Do not use a client's name."), "small", wraps=True)
        )
        self._fill_folder(whole)
        if self._before is not None:
            self._name.setText(self._before.stem)
            self._folder.setText(str(self._before.parent))

    def _fill_secret(self, whole: QVBoxLayout) -> None:
        words = self._words
        self._phrase = NewPassphrase(words, self._judge, unlock_method.random_phrase)
        whole.addWidget(self._phrase)
        whole.addWidget(
            label(
                words(
                    "No one can unlock the casebook without the passphrase or the recovery code. There "
                    "are no exceptions."
                ),
                "small",
                wraps=True,
            )
        )

    def _judge(self, typed: str, then: Callable[[unlock_method.Strength], None]) -> None:
        names = [self._path.stem] if self._path else []
        work = partial(unlock_method.passphrase_strength, typed, names)
        flow, shown = partial(as_flow, off_thread(work)), while_there(self, then)
        self._runner.run(BackgroundTask(), flow, shown, self.bug_raised.emit)

    def _is_name_good(self) -> bool:
        """Return whether a file system accepts the name, else show why; a slash would name another folder."""
        try:
            vault.require_name(self._name.text().strip())
        except InvalidInput as error:
            self._show_step(0, error)
            return False
        return True

    def _place(self) -> None:
        if not self._is_name_good():
            return
        if self._asks_where_only and self._path is not None:
            self.placed.emit(self._path.absolute())

    def _fill_folder(self, whole: QVBoxLayout) -> None:
        words = self._words
        documents = Path.home() / "Documents"
        home = documents if documents.is_dir() else Path.home()
        row = line(gap=8)
        self._folder = QLineEdit(str(home))
        self._folder.setAccessibleName(words("Folder"))
        self._folder.textChanged.connect(lambda _: self._settle())
        row.addWidget(self._folder, 1)
        row.addWidget(button(words("Choose…"), self._pick, name=words("Choose folder")))
        whole.addWidget(label(words("Folder"), "strong"))
        whole.addLayout(row)
        self._synced = label("", "problem", wraps=True)
        whole.addWidget(self._synced)

    def _work(self) -> QWidget:
        step = QWidget()
        whole = column(step, gap=8)
        text = self._words(
            "The key is being strengthened against guessing, adjusted to this computer. This takes a "
            "few seconds."
        )
        whole.addWidget(label(text, "quiet", wraps=True))
        self._progress = ProgressStrip(self._words("Creating casebook"), self._words("Cancel"))
        whole.addWidget(self._progress)
        return step

    def _recovery(self) -> QWidget:
        words, step = self._words, QWidget()
        whole = column(step, gap=8)
        whole.addWidget(label(words("Casebook created. Write this recovery code on paper."), "title"))
        text = words(
            "It unlocks the casebook if the passphrase is lost. It is shown only now and never "
            "again. Keep the paper away from the computer. Do not photograph it."
        )
        whole.addWidget(label(text, "quiet", wraps=True))
        self._shown = label("", "to-copy", wraps=True, selectable=True)
        whole.addWidget(self._shown)
        sheet = button(words("Save as a printable page…"), self._save_sheet, role="link")
        whole.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeading)
        self._saved = label("", "quiet", wraps=True)
        self._saved.hide()
        whole.addWidget(self._saved)
        self._retyped = self._field(whole, words("Enter the recovery code you wrote down"), "")
        self._retyped.returnPressed.connect(self._confirm)
        self._open = button(words("Open casebook"), self._confirm, role="primary")
        whole.addLayout(_foot(self._open))
        return step

    def _field(self, whole: QVBoxLayout, title: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(title)
        field.setPlaceholderText(hint)
        field.textChanged.connect(lambda _: self._settle())
        whole.addWidget(label(title, "strong"))
        whole.addWidget(field)
        return field

    def _pick(self) -> None:
        chosen = pick_folder(self, self._words)
        if chosen:
            self._folder.setText(str(chosen))

    @property
    def _path(self) -> Path | None:
        if self._at:
            return self._at
        name = self._name.text().strip().removesuffix(SUFFIX)
        return Path(self._folder.text()).expanduser() / f"{name}{SUFFIX}" if name else None

    def _settle(self) -> None:
        if not hasattr(self, "_go"):
            return
        service = vault.synced_by(Path(self._folder.text()).expanduser())
        warning = self._words(
            "{service} copies this folder to another place. Choose another folder.", service=service
        )
        self._synced.setText(warning if service else "")
        self._synced.setVisible(bool(service))
        has_secret = self._asks_where_only or self._phrase.is_begun
        self._go.setEnabled(self._path is not None and has_secret)

    def _make(self) -> None:
        if self._asks_where_only:
            self._place()
            return
        path, phrase = self._path, self._phrase.passphrase
        if path is None or not self._is_name_good():
            return
        if not phrase:
            self._show_step(0, InvalidInput("The two entries do not match yet.", field="passphrase"))
            return
        task = BackgroundTask()
        self._progress.follow(task, self._words)
        self._show_step(1)
        flow = partial(_making, path, phrase, task)
        self._runner.run(task, flow, self._take, partial(self._refuse, 0))

    def _take(self, answer: tuple[Session, str]) -> None:
        self.session, self._code = answer
        self._phrase.clear()
        self._shown.setText(self._code)
        self._show_step(2)
        self._retyped.setFocus(Qt.FocusReason.OtherFocusReason)
        self.made.emit()

    def _refuse(self, step: int, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._show_step(step)
        elif isinstance(error, CasebookError):
            self._show_step(step, error)
        else:
            self.bug_raised.emit(error)

    def _save_sheet(self) -> None:
        target = pick_target(self, self._words, "recovery-code.pdf")
        if target:
            self.save_sheet(target)

    def save_sheet(self, target: Path | SaveTarget) -> None:
        """Write the recovery code as a PDF for printing."""
        from casebook.services.vault.recovery_sheet import save_sheet

        words, work = self._words, partial(save_sheet, self._code, target, language=self._words.language)

        def done(_: None) -> None:
            self._show_step(2)
            text = words("Page saved. Print it, then delete the file.")
            self._saved.setText(f"{text} {words('Anyone who has the file can unlock the casebook.')}")
            self._saved.show()

        flow = partial(as_flow, off_thread(work))
        self._runner.run(BackgroundTask(), flow, done, partial(self._refuse, 2))

    def _confirm(self) -> None:
        try:
            unlock_method.confirm_code(self._code, self._retyped.text())
        except CasebookError as error:
            self._show_step(2, error)
            return
        self._code = ""
        self.finished.emit()


def _foot(*buttons: QPushButton) -> QHBoxLayout:
    foot = line(gap=8)
    foot.addStretch(1)
    for each in buttons:
        foot.addWidget(each)
    return foot


async def _making(path: Path, passphrase: str, progress: Progress) -> tuple[Session, str]:
    await off_thread(partial(unlock_method.require_strong, passphrase, [path.stem]))
    cost = await off_thread(partial(vault.calibrated, progress))
    return await on_vault(partial(vault.create, path, passphrase, cost=cost, progress=progress))
