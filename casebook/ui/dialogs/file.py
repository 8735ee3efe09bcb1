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
    NO_PRINTER,
    LookedFolder,
    NewFolder,
    OpenedFile,
    PickerMessage,
    PickKind,
    PickPurpose,
    PrintJob,
    SaveTarget,
    in_parts,
)
from casebook.ui.dialogs.browser import Browser
from casebook.ui.dialogs.last_folders import last_folder, note_folder
from casebook.ui.kit.launcher_link import LauncherLink, place_of


def pick_files(
    parent: QWidget, words: Translator, dropped: Sequence[Path] = (), *, purpose: PickPurpose = ""
) -> Sequence[Path | OpenedFile]:
    """Return the chosen files; none if cancelled.

    Args:
        parent: in front of whose window to ask.
        words: of the language.
        dropped: files dropped on the window. A session cannot open them itself; the person says so once more.
        purpose: what they are chosen for.
    """
    link = _link()
    if link is None:
        return list(dropped) or _browsed(parent, words, "files", purpose=purpose)
    waiting = Waiting(parent, link, "files", dropped=dropped, purpose=purpose)
    picked = [OpenedFile(name, folder, file) for name, folder, file in waiting.chosen()]
    waiting.line.close()
    return picked


def pick_target(
    parent: QWidget, words: Translator, name: str, *, purpose: PickPurpose = ""
) -> Path | SaveTarget | None:
    """Return the file chosen to save to; None if cancelled."""
    link = _link()
    if link is None:
        return next(iter(_browsed(parent, words, "target", name, purpose=purpose)), None)
    waiting = Waiting(parent, link, "target", name, purpose=purpose)
    chosen = waiting.chosen()
    note_folder("target", purpose, chosen[0][1] if chosen else "")
    return next((SaveTarget(own, file, waiting.line, folder) for own, folder, file in chosen), None)


def pick_printer(parent: QWidget) -> PrintJob | Literal["pdf", "no printer"] | None:
    """Return a job for the chosen printer, "pdf" for a file, "no printer" without any; None if cancelled."""
    link = _link()
    if link is None:
        return "pdf"
    waiting = Waiting(parent, link, "print")
    chosen = waiting.chosen()
    if not chosen:
        answer = waiting.answers[-1]
        if answer.kind != PickerMessage.PDF:
            return None
        return "no printer" if NO_PRINTER in answer.words else "pdf"
    ((name, _, file),) = chosen
    return PrintJob(name, file, waiting.line)


def pick_folder(parent: QWidget, words: Translator, *, purpose: PickPurpose = "") -> Path | None:
    """Return the chosen folder; a session may not be able to use it before the next unlock."""
    link = _link()
    if link is None:
        return next(iter(_browsed(parent, words, "folder", purpose=purpose)), None)
    waiting = Waiting(parent, link, "folder", purpose=purpose)
    waiting.exec()
    waiting.line.close()
    chosen = next((Path(path) for message in waiting.answers for path in message.words), None)
    note_folder("folder", purpose, chosen.parent if chosen else "")
    return chosen


def pick_carried_folder(parent: QWidget, words: Translator) -> Path | LookedFolder | None:
    """Return the chosen folder to be looked through for casebooks; None if cancelled."""
    link = _link()
    if link is None:
        return next(iter(_browsed(parent, words, "folder")), None)
    waiting = Waiting(parent, link, "carried folder")
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
        return next(iter(_browsed(parent, words, "new folder", name, apart=apart)), None)
    waiting = Waiting(parent, link, "new folder", name, dropped=[apart] if apart else [])
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
        chosen = next(iter(_browsed(parent, words, "shared folder", name, purpose="team")), None)
        return (chosen, False) if chosen else None
    waiting = Waiting(parent, link, "shared folder", name, purpose="team")
    waiting.exec()
    waiting.line.close()
    answer = waiting.answers[-1]
    if answer.kind == PickerMessage.FAILED:
        raise DiskProblem("The shared folder could not be created.", remedy="Choose another place.")
    if answer.kind != PickerMessage.FOLDER:
        return None
    folder = Path(answer.words[0])
    note_folder("shared folder", "team", folder.parent)
    return folder, True


def _browsed(
    parent: QWidget,
    words: Translator,
    kind: PickKind,
    name: str = "",
    *,
    purpose: PickPurpose = "",
    apart: Path | None = None,
) -> list[Path]:
    begins_in = last_folder(kind, purpose)
    browser = Browser(parent, words, kind, name, purpose=purpose, begins_in=begins_in, apart=apart)
    if not browser.exec():
        return []
    note_folder(kind, purpose, browser.chosen[0].parent)
    return browser.chosen


def _link() -> LauncherLink | None:
    application = QApplication.instance()
    return application.findChild(LauncherLink) if application else None


class Waiting(QDialog):
    """Invisible dialog that blocks the window while the picker process is open.

    Attributes:
        line: to the picker.
        answers: its messages, once it is done.
    """

    def __init__(
        self,
        parent: QWidget,
        link: LauncherLink,
        kind: PickKind,
        name: str = "",
        *,
        purpose: PickPurpose = "",
        dropped: Sequence[Path] = (),
    ) -> None:
        window = self._window = parent.window()
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._link = link
        self.answers: list[ChannelMessage] = []
        self.line: Channel = link.ask_for_picker()
        self._kind, self._purpose = kind, purpose
        *parts, last = in_parts(map(str, dropped))
        for part in parts:
            self.line.send(PickerMessage.MORE, *part)
        begins_in, number = last_folder(kind, purpose), str(int(window.winId()))
        self.line.send(PickerMessage.ASK, kind, purpose, name, begins_in, place_of(window), number, *last)
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
        elif message.kind == PickerMessage.CHOSE_IN:
            note_folder(self._kind, self._purpose, message.words[0])
        elif message.kind == PickerMessage.MORE:
            self.answers.append(message)
        else:
            self._notifier.setEnabled(False)
            self.answers.append(message)
            self.done(int(message.kind in {PickerMessage.CHOSEN, PickerMessage.FOLDER}))
