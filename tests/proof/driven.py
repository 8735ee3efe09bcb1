"""The whole program, launcher and all, driven from inside its own sessions for proofs that watch it.

Told over standard input: the vault, its recovery code, and what to do. Tells over a descriptor, a line each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from casebook.base.stopwatch import seconds
from casebook.host.ipc.channel import Channel
from casebook.host.protocol.session_protocol import SessionStart
from casebook.launcher.supervise import Supervisor
from casebook.vault import keychain

TOLD = "PROOF_TOLD"
"""The variable with the descriptor for reports."""
ASKED = "PROOF_ASKED"
"""The variable with the descriptor for commands to a session."""
KEYCHAIN = "PROOF_KEYCHAIN"
"""The variable that enables a keychain reporting the removal of its key."""
PICKED = "PROOF_PICKED"
"""The variable that names the folder from which a picker chooses automatically."""
_LOOK_MS = 10
_WRITING_S = 0.5
"""What is written takes a while to be made."""
Step = Callable[[], bool] | None
"""What is waited for before going on; None for one turn of the event loop."""


def tell(*words: object) -> None:
    """A line to the proof."""
    os.write(int(os.environ[TOLD]), (" ".join(map(str, words)) + "\n").encode())


def asked() -> list[str]:
    """Return the next command of the proof: tab-separated words."""
    descriptor, line = int(os.environ[ASKED]), b""
    while not line.endswith(b"\n"):
        line += os.read(descriptor, 1)
    return line.decode().removesuffix("\n").split("\t")


class Keyring:
    """A backend as the system has it; the key in it is none."""

    priority = 5

    def get_password(self, *_: str) -> str:
        return ""

    def delete_password(self, *_: str) -> None:
        tell("forgotten")


def main() -> int:
    """Run the program, driven."""
    vault, code, what = sys.stdin.read().split("\n")
    if KEYCHAIN in os.environ:
        keychain.ALLOWED[sys.platform] = (__name__, "Keyring")
    session = partial(drive, SCRIPTS[what], code)
    return Supervisor(session, picker, desktop, program).run(SessionStart(vault=Path(vault)))


def program(channel: Channel) -> int:
    """The program's own process for programs of the system."""
    from casebook.host.process.program_part import serve

    return serve(channel)


def desktop(channel: Channel) -> int:
    """The program's own process for the desktop."""
    from casebook.ui.lock.desktop import serve

    return serve(channel)


def picker(channel: Channel) -> int:
    """Run the program's own picker, which reports its window."""
    from casebook.ui.lock import picker as real

    class Told(real.Picker):
        def begin(self) -> None:
            super().begin()
            if PICKED in os.environ:
                browser: Any = self._browser
                if not hasattr(browser, "_path"):  # asked about what was dropped
                    QTimer.singleShot(100, browser.accept)
                    return
                folder = Path(os.environ[PICKED])
                path = given(folder) if browser.kind == "files" else folder / "made.txt"
                browser._path.setText(str(path))
                QTimer.singleShot(100, browser._take)
            QTimer.singleShot(100, lambda: tell("in-front", int(self._browser.winId())))

    vars(real)["Picker"] = Told
    return real.serve(channel)


def given(folder: Path) -> Path:
    """The file to choose; where there are several, one after the other."""
    files, turn = sorted(folder.glob("given*")), folder / "turn"
    at = len(turn.read_bytes()) if turn.exists() else 0
    if len(files) > 1:
        turn.write_bytes(bytes(at + 1))
    return files[at]


def drive(script: Callable[..., Iterator[Step]], code: str, channel: Channel, start: SessionStart) -> int:
    """Run a real session with a simulated user."""
    from casebook.ui.app import start as real
    from casebook.ui.app.application import Program

    class Driven(Program):
        def show(self, place: str = "") -> None:
            super().show(place)
            tell("lock-screen", os.getpid())
            self._script = script(self, code)
            self._wait_for: Step = None
            self._hand = QTimer(self)
            self._hand.timeout.connect(self._step)
            self._hand.start(_LOOK_MS)

        def _step(self) -> None:
            if self._wait_for is None or self._wait_for():
                self._wait_for = lambda: False  # while a dialog is open inside the step
                self._wait_for = next(self._script, self._wait_for)

    vars(real)["Program"] = Driven
    return real.attended(channel, start)


def sessions() -> int:
    """How many children the launcher has."""
    launcher = os.getppid()
    children = Path(f"/proc/{launcher}/task/{launcher}/children").read_text(encoding="ascii")
    return len(children.split())


def opened(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Unlock, and wait for the workspace to have read its first page."""
    yield None
    program.unlock(program.window.lock_screen.path, code)
    yield lambda: program.window.workspace is not None
    yield lambda: quiet(program)


def quiet(program) -> bool:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Whether nothing is under way."""
    return not program._lanes._under_way


def stay(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Unlock and stay; the next session stays at its lock screen and reports when this one has ended."""
    if program._link.start.is_spare:
        yield lambda: sessions() == 1
        tell("ended")
        return
    yield from opened(program, code)
    tell("open", os.getpid())


def pick(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Have a file chosen and read, another chosen and written, and try to open the first one by its path."""
    from casebook.services.base.export import written
    from casebook.ui.dialogs.file import pick_files, pick_target

    yield from opened(program, code)
    (given,) = pick_files(program.window, program.words)
    with given.open("rb") as file:
        text = file.read().decode()
    target = pick_target(program.window, program.words, "made.txt")
    assert target is not None
    written_at = seconds() + _WRITING_S
    yield lambda: seconds() > written_at
    with written(target) as file:
        file.write(f"{text}, and back".encode())
    try:
        (Path(os.environ[PICKED]) / given.name).read_bytes()
        reach = "reached"
    except PermissionError:
        reach = "refused"
    tell("picked", given.name, reach)


def take_in(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Take files chosen one after the other into a case by the page of evidence; stop the third amid."""
    from casebook.services.case.case import open_case
    from casebook.ui.kit.page_context import Location
    from casebook.ui.pages.evidence.document import EvidencePage
    from casebook.ui.widgets.controls.progress import ProgressStrip
    from casebook.ui.widgets.tables.table import DataTable

    yield from opened(program, code)
    case = open_case(program._session, reference="P-1", title="", jurisdiction="CY")
    program.window.workspace.go(Location(page="case", id=case.id, tab="evidence"))
    yield lambda: quiet(program)
    evidence = program.window.findChild(EvidencePage)
    yield from taking(evidence)  # the first time, much is loaded
    yield lambda: quiet(program)
    idle, peaks = resident_kib(), [0]
    evidence._height = QTimer(evidence)
    evidence._height.timeout.connect(lambda: peaks.append(resident_kib()))
    evidence._height.start(_LOOK_MS)
    yield from taking(evidence)
    yield lambda: quiet(program)
    evidence._height.stop()
    tell("taken", len(evidence._documents), max(peaks) - idle, len(peaks))
    yield from taking(evidence)
    strip = evidence._intake.findChild(ProgressStrip)
    yield lambda: strip.bar.value() > strip.bar.maximum() // 10 > 0
    strip._stop.click()
    yield lambda: evidence._intake.findChild(DataTable) is not None
    shown = evidence._intake.findChild(DataTable).model()
    tell("stopped", len(evidence._documents), *shown.index(0, 1).data().split())


def drop(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Drop a file on the page of evidence."""
    from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
    from PySide6.QtGui import QDropEvent

    from casebook.services.case.case import open_case
    from casebook.ui.kit.page_context import Location
    from casebook.ui.pages.evidence.document import EvidencePage
    from casebook.ui.widgets.forms.form import Form

    yield from opened(program, code)
    case = open_case(program._session, reference="P-1", title="", jurisdiction="CY")
    program.window.workspace.go(Location(page="case", id=case.id, tab="evidence"))
    yield lambda: quiet(program)
    evidence, data = program.window.findChild(EvidencePage), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path(os.environ[PICKED]) / "given.txt"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    evidence.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    yield lambda: evidence._intake.findChild(Form) is not None
    evidence._intake.findChild(Form).kept.emit({})
    yield lambda: bool(evidence._documents)
    tell("dropped", *(document.received_as for document in evidence._documents.values()))


def taking(evidence) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Choose the file, enter nothing on its receipt, and start the import."""
    from casebook.ui.widgets.controls.progress import ProgressStrip
    from casebook.ui.widgets.forms.form import Form

    evidence.start_new()
    yield lambda: evidence._intake.findChild(Form) is not None
    evidence._intake.findChild(Form).kept.emit({})
    yield lambda: evidence._intake.findChild(ProgressStrip) is not None


def resident_kib() -> int:
    """What this process holds of the memory."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def pages(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Every page and every tab, then the lock."""
    from casebook.domain.case.case import Case
    from casebook.services.base import record
    from casebook.store.registry import tables
    from casebook.ui.kit.page_context import Location
    from casebook.ui.pages.casefile.case_tabs import LEAVES
    from casebook.ui.pages.wording.nouns import NOUN_TABS
    from casebook.ui.shell.places import PAGES, leads_to

    leading = {*NOUN_TABS, "person", "contact", "case", "topic", "source", "finding", "argument", "route"}
    yield from stay(program, code)
    if program._session is None:
        return
    case_ids = [case.id for case in record.every(program._session, Case)]
    places = [Location(page=page) for page in PAGES if page != "case"]
    places += [Location(page="case", id=case_id, tab=tab) for case_id in case_ids for tab in LEAVES]
    places += [Location(page="security", tab=tab) for tab in ("backups", "checks", "history", "promises")]
    places += [Location(page="library", tab=tab) for tab in ("findings", "sources", "topics", "arguments")]
    with program._session.store.reading() as connection:
        found = {entity_table.noun: entity_table.all(connection)[:1] for entity_table in tables()}
    for noun, records in found.items():
        places += [
            leads_to(noun, noun_record.id, getattr(noun_record, "case_id", ""))
            for noun_record in records
            if noun in leading
        ]
    for place in places:
        program.window.workspace.go(place)
        yield lambda: quiet(program)
        program.window.repaint()
    tell("visited", len(places))
    program.lock()


def forget(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Unlock, read some pages, then lock or panic; the next session reports when this one has ended."""
    from casebook.ui.kit.page_context import Location

    if program._link.start.is_spare:
        yield lambda: sessions() == 1
        tell("ended")
        asked()
    yield from opened(program, code)
    for page in ("cases", "people", "today", "dossiers"):
        program.window.workspace.go(Location(page=page))
        yield lambda: quiet(program)
        program.window.repaint()
    tell("open", os.getpid())
    (end,) = asked()
    if end == "panic":
        program.panic()
    elif end == "lock":
        program.lock()


def panic(program, code: str) -> Iterator[Step]:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Go to the requested place and wait for the key; reports the reference in each saved draft."""
    from casebook.domain.case.case import Case
    from casebook.services.base import draft, record
    from casebook.ui.kit.page_context import Location

    yield from opened(program, code)
    workspace = program.window.workspace
    tell("kept", *(str(kept.fields.get("reference", "")) for kept in draft.every(program._session)))
    where, page, tab = asked()
    case_id = record.every(program._session, Case)[0].id if page == "case" else ""
    workspace.go(Location(page=page, id=case_id or ("CY" if page == "country" else ""), tab=tab))
    yield lambda: quiet(program)
    if where == "form":
        workspace.run_action("new")
        yield lambda: workspace.page.editor.is_adding  # it opens once the next reference is read
    tell("ready", os.getpid(), int(program.window.winId()))
    _put_in_front(program, where)


def _put_in_front(program, where: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Something in front of the window; a modal one keeps this from returning until it is closed."""
    from PySide6.QtWidgets import QComboBox, QMenu

    from casebook.ui.dialogs.browser import Browser
    from casebook.ui.dialogs.file import pick_files
    from casebook.ui.pages.base.history import show_history

    window, page = program.window, program.window.workspace.page
    if where == "dialog":
        dialog = Browser(window, program.words, "folder")
        QTimer.singleShot(100, lambda: tell("in-front", int(dialog.winId())))
        dialog.exec()
    elif where == "history":
        shown = show_history(page, "", "")
        QTimer.singleShot(100, lambda: tell("in-front", int(shown.winId())))
    elif where == "picker":
        pick_files(window, program.words)
    elif where == "menu":
        menu = QMenu(window)
        menu.addAction("")
        QTimer.singleShot(100, lambda: tell("in-front", int(menu.winId())))
        menu.exec(window.mapToGlobal(window.rect().center()))
    elif where == "list":
        box = next(box for box in page.findChildren(QComboBox) if box.isVisible())
        box.showPopup()
        QTimer.singleShot(100, lambda: tell("in-front", int(box.view().window().winId())))


SCRIPTS: dict[str, Callable[..., Iterator[Step]]] = {
    "pages": pages,
    "panic": panic,
    "stay": stay,
    "pick": pick,
    "take in": take_in,
    "forget": forget,
    "drop": drop,
}


if __name__ == "__main__":
    sys.exit(main())
