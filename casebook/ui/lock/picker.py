"""The picker: shows files, opens the chosen ones, and passes the open files to the session.

It may look at all files and holds no key and no record; it ends when the session has what it asked for.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, cast

from PySide6.QtCore import QObject, QRect, QSocketNotifier
from PySide6.QtGui import QGuiApplication, QWindow

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.base.log import note_bugs
from casebook.base.message import Message
from casebook.base.settings import Settings, settings_file
from casebook.base.stopwatch import seconds
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.process.picked_place import GrowingFile, make_shared_folder, put_vault
from casebook.host.process.printer import print_pdf, printers
from casebook.host.protocol.picker_protocol import NO_PRINTER, PickerMessage, PickKind, PickPurpose, in_parts
from casebook.ui.dialogs.browser import Browser
from casebook.ui.dialogs.dropped import Dropped
from casebook.ui.dialogs.printer import PrinterChoice
from casebook.ui.kit import fonts
from casebook.ui.kit.choices import language_of
from casebook.ui.kit.launcher_link import end
from casebook.ui.kit.toolkit import make_application
from casebook.ui.lock.idle import Input

Asking = Browser | Dropped | PrinterChoice
_AT_ONCE = 8
"""Maximum number of files whose names fit one message."""


def serve(channel: Channel) -> int:
    """Show the requested dialog, send the choice, and name written files."""
    settings = Settings.load(settings_file())
    application = make_application(settings)
    application.setQuitOnLastWindowClosed(False)  # a file may take long to be whole after it was named
    fonts.set_behind(application, language_of(settings))
    before, message = list[str](), channel.receive()
    while message.kind == PickerMessage.MORE:
        before += message.words
        message = channel.receive()
    kind, purpose, name, begins_in, place, window, *last = message.words
    dropped = [*before, *last]
    words = Translator(language_of(settings))
    browser = _special(words, kind, [Path(path) for path in dropped]) or Browser(
        None,
        words,
        cast("PickKind", "folder" if kind == "carried folder" else kind),
        name,
        purpose=cast("PickPurpose", purpose),
        begins_in=begins_in,
        apart=next(map(Path, dropped), None),
    )
    _put_before(browser, place, int(window))
    picker = Picker(application, channel, browser, looks=kind == "carried folder")
    note_bugs(lambda _: picker.break_off())
    picker.begin()
    return application.exec()


def _special(words: Translator, kind: str, dropped: list[Path]) -> Dropped | PrinterChoice | None:
    """Return the dialog that shows no folders, where it is that which was asked for."""
    if kind == "print":
        return PrinterChoice(words, printers())
    return Dropped(words, dropped) if dropped and kind == "files" else None


class Picker(QObject):
    """Connects the browser and the session.

    Args:
        looks: the chosen folder is looked through here, since the session may not.
    """

    def __init__(
        self, application: QGuiApplication, channel: Channel, browser: Asking, *, looks: bool = False
    ) -> None:
        super().__init__()
        self._channel, self._browser, self._looks = channel, browser, looks
        self._target, self._printed = Path(), -1
        self._growing: GrowingFile | None = None
        self._named: GrowingFile | None = None
        self._notifier = QSocketNotifier(channel.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_message)
        self._reported_at = 0.0
        self._input = Input(application, self)
        self._input.stirred.connect(self._stir)
        self._input.panicking.connect(self._panic)
        browser.accepted.connect(self._chosen)
        browser.rejected.connect(self._give_up)

    def begin(self) -> None:
        """Show the browser; without printers, nothing is asked."""
        if isinstance(self._browser, PrinterChoice) and not self._browser.has_printers:
            self._print_on("")
            return
        self._browser.show()
        self._browser.raise_()
        self._browser.activateWindow()

    def break_off(self) -> NoReturn:
        """End the picker after a bug: the session waits for an answer and would hang without one."""
        self._give_up()

    def _chosen(self) -> None:
        chosen = self._browser.chosen
        if isinstance(self._browser, PrinterChoice):
            self._print_on(self._browser.printer)
        elif self._browser.kind == "files":
            self._send_files(chosen)
        elif self._browser.kind == "shared folder":
            self._make_shared(chosen[0])
        elif self._browser.kind in {"folder", "new folder"}:
            self._target = chosen[0]
            self._tell(PickerMessage.FOLDER, str(chosen[0]))
        else:
            self._grow(chosen[0])

    def _make_shared(self, folder: Path) -> None:
        """Make an empty shared folder, which a confined session cannot do itself."""
        try:
            make_shared_folder(folder)
        except OSError as error:
            self._tell(PickerMessage.FAILED, str(error.errno or errno.EIO))
            self._leave()
        self._tell(PickerMessage.FOLDER, str(folder))

    def _send_files(self, paths: list[Path]) -> None:
        from casebook.services.evidence.intake_source import from_paths

        try:
            offers = from_paths(paths)
        except CasebookError as error:
            self._browser.refuse(error.title, error.remedy)
            return
        if paths and isinstance(self._browser, Browser):
            self._tell(PickerMessage.CHOSE_IN, str(paths[0].parent))
        for start in range(0, len(offers), _AT_ONCE):
            part = offers[start : start + _AT_ONCE]
            kind = PickerMessage.MORE if start + _AT_ONCE < len(offers) else PickerMessage.CHOSEN
            files = [open_chosen(offer.field) for offer in part]
            words = (word for offer in part for word in (offer.name, offer.folder))
            self._tell(kind, *words, files=files)
            for file in files:
                os.close(file)
        if not offers:
            self._give_up()

    def _grow(self, target: Path) -> None:
        from casebook.services.base.export import refuse_no_file, refuse_vaults

        try:
            refuse_no_file(target)
            refuse_vaults(target.resolve())
            growing = GrowingFile.beside(target.resolve())
        except CasebookError as error:
            self._browser.refuse(error.title, error.remedy)
        except OSError:
            self._browser.refuse(
                Message("A file cannot be written there."), Message("Choose a file in another folder.")
            )
        else:
            self._growing = growing
            self._tell(PickerMessage.CHOSEN, target.name, str(target.parent), files=[growing.descriptor])

    def _print_on(self, printer: str) -> None:
        """Receive the document to print in memory; "" asks for a PDF file instead."""
        if not printer:
            has_printers = isinstance(self._browser, PrinterChoice) and self._browser.has_printers
            self._tell(PickerMessage.PDF, *([] if has_printers else [NO_PRINTER]))
            self._leave()
        self._printed = os.memfd_create("print")
        self._tell(PickerMessage.CHOSEN, printer, "", files=[self._printed])

    def _on_message(self) -> None:
        try:
            message = self._channel.receive()
        except PeerClosed:
            self._leave()
        if message.kind == PickerMessage.KEEP and message.words:
            self._put(Path(message.words[0]))
        elif message.kind == PickerMessage.KEEP and self._looks:
            self._look()
        elif message.kind == PickerMessage.KEEP:
            self._keep()
        elif message.kind == PickerMessage.DROP and self._named:
            self._named.drop()
            self._leave()

    def _keep(self) -> None:
        """Complete the file: give it its name durably, or send it to the print service.

        A file that has its name is the session's to drop until it lets go of the line.
        """
        try:
            if isinstance(self._browser, PrinterChoice):
                print_pdf(self._browser.printer, self._printed)
            elif self._growing:
                self._growing.take_name()
        except OSError as error:
            self._tell(PickerMessage.FAILED, str(error.errno or 0))
            self._leave()
        self._named, self._growing = self._growing, None
        self._tell(PickerMessage.KEPT)

    def _stir(self) -> None:
        """Report activity, which counts as use of the program, once a second."""
        if seconds() - self._reported_at > 1:
            self._reported_at = seconds()
            self._tell(PickerMessage.STIRRED)

    def _put(self, restored: Path) -> NoReturn:
        try:
            put_vault(restored, self._target)
        except OSError as error:
            self._tell(PickerMessage.FAILED, str(error.errno or errno.EIO))
        else:
            self._tell(PickerMessage.KEPT)
        self._leave()

    def _look(self) -> NoReturn:
        with suppress(PeerClosed):
            tell_what_is_carried(self._channel, self._target)
        self._leave()

    def _panic(self) -> NoReturn:
        self._browser.hide()
        self._tell(PickerMessage.PANIC)
        self._leave()

    def _give_up(self) -> NoReturn:
        self._tell(PickerMessage.NOTHING)
        self._leave()

    def _tell(self, kind: PickerMessage, *words: str, files: list[int] | None = None) -> None:
        try:
            self._channel.send(kind, *words, files=files or ())
        except PeerClosed:
            self._leave()

    def _leave(self) -> NoReturn:
        """End; incomplete files are deleted."""
        if self._growing:
            self._growing.drop()
        end()


def tell_what_is_carried(channel: Channel, folder: Path) -> None:
    """Say what of casebooks is in a folder that a person chose.

    Raises:
        PeerClosed: the session wants to know no more.
    """
    from casebook.services.sharing.travel.travel_check import check

    def looked(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - as `Progress` is
        channel.send(PickerMessage.LOOKED, str(done))

    try:
        report = check(folder, progress=looked)
    except CasebookError:
        channel.send(PickerMessage.FAILED, str(errno.EIO))
        return
    for item in report.items:
        channel.send(PickerMessage.FOUND, item.kind.value, str(item.size_bytes), str(item.path))
    for part in in_parts([str(path) for path in report.unread]):
        channel.send(PickerMessage.UNREAD, *part)
    channel.send(PickerMessage.KEPT)


def open_chosen(path: str) -> int:
    """Return the file open for reading; links and unreadable files are rejected at first use."""
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return os.open(path, os.O_PATH | os.O_CLOEXEC | os.O_NOFOLLOW)


def _put_before(browser: Asking, place: str, window: int) -> None:
    """Centre it on the session's window and, if the window system allows, attach it."""
    if place:
        left, top, width, height = map(int, place.split(",")[:4])
        rect = QRect(0, 0, browser.width(), browser.height())
        rect.moveCenter(QRect(left, top, width, height).center())
        browser.setGeometry(rect)
    if QGuiApplication.platformName() == "xcb":
        browser.winId()
        handle, other = browser.windowHandle(), QWindow.fromWinId(window)
        if handle is not None:
            handle.setTransientParent(other)
