"""File and folder dialogs for all pages.

Where there is a launcher, a process of its own shows them and hands back files that are open already: a
session may not look at any folder but its vault's. Otherwise the window shows them itself and the answers are
paths.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from casebook.base.errors import DiskProblem
from casebook.base.i18n import Translator
from casebook.host.ipc.channel import Channel, ChannelMessage, PeerClosed
from casebook.host.protocol.picker_protocol import (
    LookedFolder,
    NewFolder,
    OpenedFile,
    PickerMessage,
    PickKind,
    PrintJob,
    SaveTarget,
    in_parts,
)
from casebook.ui.dialogs.browser import Browser
from casebook.ui.kit.launcher_link import LauncherLink, place_of


def pick_files(
    parent: QWidget, words: Translator, dropped: Sequence[Path] = ()
) -> Sequence[Path | OpenedFile]:
    """Return the chosen files; none if cancelled.

    Args:
        parent: in front of whose window to ask.
        words: of the language.
        dropped: files dropped on the window. A session cannot open them itself; the person says so once more.
    """
    link = _link()
    if link is None:
        return list(dropped) or _browsed(parent, words, "files")
    waiting = Waiting(parent, link, ("files", "", *map(str, dropped)))
    picked = [OpenedFile(name, folder, file) for name, folder, file in waiting.chosen()]
    waiting.line.close()
    return picked


def pick_target(parent: QWidget, words: Translator, name: str) -> Path | SaveTarget | None:
    """Return the file chosen to save to; None if cancelled."""
    link = _link()
    if link is None:
        return next(iter(_browsed(parent, words, "target", name)), None)
    waiting = Waiting(parent, link, ("target", name))
    chosen = waiting.chosen()
    return next((SaveTarget(own, file, waiting.line, folder) for own, folder, file in chosen), None)


def pick_printer(parent: QWidget) -> PrintJob | Literal["pdf"] | None:
    """Return a job for the chosen printer, "pdf" for a file or without printers, or None if cancelled."""
    link = _link()
    if link is None:
        return "pdf"
    waiting = Waiting(parent, link, ("print", ""))
    chosen = waiting.chosen()
    if not chosen:
        return "pdf" if waiting.answers[-1].kind == PickerMessage.PDF else None
    ((name, _, file),) = chosen
    return PrintJob(name, file, waiting.line)


def pick_folder(parent: QWidget, words: Translator) -> Path | None:
    """Return the chosen folder; a session may not be able to use it before the next unlock."""
    link = _link()
    if link is None:
        return next(iter(_browsed(parent, words, "folder")), None)
    waiting = Waiting(parent, link, ("folder", ""))
    waiting.exec()
    waiting.line.close()
    return next((Path(path) for message in waiting.answers for path in message.words), None)


def pick_carried_folder(parent: QWidget, words: Translator) -> Path | LookedFolder | None:
    """Return the chosen folder to be looked through for casebooks; None if cancelled."""
    link = _link()
    if link is None:
        return next(iter(_browsed(parent, words, "folder")), None)
    waiting = Waiting(parent, link, ("carried folder", ""))
    if waiting.exec():
        return LookedFolder(Path(waiting.answers[-1].words[0]), waiting.line)
    waiting.line.close()
    return None


def pick_new_folder(
    parent: QWidget, words: Translator, name: str, apart: Path | None = None
) -> Path | NewFolder | None:
    """Return the chosen place of a new folder, which does not exist yet.

    Args:
        parent: in front of whose window to ask.
        words: of the language.
        name: that is proposed.
        apart: a folder in which none is proposed, since it may not lie there.
    """
    link = _link()
    if link is None:
        return next(iter(_browsed(parent, words, "new folder", name, apart)), None)
    waiting = Waiting(parent, link, ("new folder", name, *([str(apart)] if apart else [])))
    if waiting.exec():
        return NewFolder(Path(waiting.answers[-1].words[0]), waiting.line)
    waiting.line.close()
    return None


def pick_shared_folder(parent: QWidget, words: Translator, name: str) -> tuple[Path, bool] | None:
    """Return the chosen place of a new shared folder, and whether the picker made it; None if cancelled.

    A confined session could make none there, and reaches it from the next unlock on.

    Raises:
        DiskProblem: the disk refused.
    """
    link = _link()
    if link is None:
        chosen = next(iter(_browsed(parent, words, "shared folder", name)), None)
        return (chosen, False) if chosen else None
    waiting = Waiting(parent, link, ("shared folder", name))
    waiting.exec()
    waiting.line.close()
    answer = waiting.answers[-1]
    if answer.kind == PickerMessage.FAILED:
        raise DiskProblem("The shared folder could not be created.", remedy="Choose another place.")
    return (Path(answer.words[0]), True) if answer.kind == PickerMessage.FOLDER else None


def _browsed(
    parent: QWidget, words: Translator, kind: PickKind, name: str = "", apart: Path | None = None
) -> list[Path]:
    browser = Browser(parent, words, kind, name, apart=apart)
    return browser.chosen if browser.exec() else []


def _link() -> LauncherLink | None:
    application = QApplication.instance()
    return application.findChild(LauncherLink) if application else None


class Waiting(QDialog):
    """Invisible dialog that blocks the window while the picker process is open.

    Attributes:
        line: to the picker.
        answers: its messages, once it is done.
    """

    def __init__(self, parent: QWidget, link: LauncherLink, request: Sequence[str]) -> None:
        window = self._window = parent.window()
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._link = link
        self.answers: list[ChannelMessage] = []
        self.line: Channel = link.ask_for_picker()
        kind, name, *dropped = request
        *parts, last = in_parts(dropped)
        for part in parts:
            self.line.send(PickerMessage.MORE, *part)
        self.line.send(PickerMessage.ASK, kind, name, place_of(window), str(int(window.winId())), *last)
        self._notifier = QSocketNotifier(self.line.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_message)

    def chosen(self) -> list[tuple[str, str, int]]:
        """Wait for the choice: name, folder and descriptor of each file; none if cancelled."""
        if not self.exec():
            self.line.close()
            return []
        return [
            one
            for answer in self.answers
            for one in zip(answer.words[::2], answer.words[1::2], answer.files, strict=True)
        ]

    def done(self, result: int) -> None:
        """Give the keyboard back to the window: not every window manager does when the picker closes."""
        super().done(result)
        self._window.activateWindow()

    def _on_message(self) -> None:
        try:
            message = self.line.receive()
        except PeerClosed:
            message = ChannelMessage(PickerMessage.NOTHING)
        if message.kind == PickerMessage.STIRRED:
            self._link.stirred.emit()
        elif message.kind == PickerMessage.PANIC:
            self._link.panicked.emit()
        elif message.kind == PickerMessage.MORE:
            self.answers.append(message)
        else:
            self._notifier.setEnabled(False)
            self.answers.append(message)
            self.done(int(message.kind in {PickerMessage.CHOSEN, PickerMessage.FOLDER}))
