"""Writes docs/screenshots: the window's pages on the sample casebook, light and dark, 1280 by 800.

Renews the pictures that stand there; with --all it takes every page in every look, language and size into
build/pictures. Needs no screen. The clock stands at the sample's latest change, so that the pictures change
with the program only.
"""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import paper_pictures

from casebook.base.clock import fixed_clock
from casebook.base.settings import Settings, Theme
from casebook.domain.case.case import Case
from casebook.domain.deadline.deadline import Deadline
from casebook.sample import demo
from casebook.services.agenda import calendar_export
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.deadline import deadline_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from casebook.ui.kit.page_context import Location, PageContext
    from casebook.ui.shell.window import Window

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screenshots"
SAMPLE = ROOT / "build" / "screenshots"
ALL = ROOT / "build" / "pictures"
SIZE = (1280, 800)
POINTS, TWICE = 10.0, 20.0
QUICK = 90
"""Of Qt's PNG writer: a little larger and much sooner."""
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
THEMES: tuple[Theme, ...] = ("light", "dark")
MAX_LINES = 40
ARGUED_ON, ARGUMENT_AT = 6, {"dossier-cy": 8, "dossier-fr-suspension": 3, "dossier-gb": 8, "dossier-us": 7}
"""Page on which the argument of a version begins: the usual one, and that of longer ones."""
GAP, GREY = 12, 200
"""Between two pages in a picture: pixels, and how light."""


def main() -> int:
    """Make the sample, open it, and take each page's picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = ALL if "--all" in sys.argv else OUT
    folder.mkdir(parents=True, exist_ok=True)
    made = demo.make(SAMPLE)
    try:
        with open_session(made.vault, demo.PASSPHRASE, clock=fixed_clock(demo.LAST_AT)) as session:
            for look in looks(folder):
                take(session, look)
            take_papers(session)
            paper_pictures.take(session, SAMPLE, OUT)
        # The window shows the case that everybody's sample holds; versions would stand before it.
        made = demo.make(SAMPLE, with_versions=True)
        take_versions({"dossier-cy": made.dossier, **{path.stem: path for path in made.versions}})
    finally:
        shutil.rmtree(SAMPLE)
    print(f"{len(list(folder.glob('*.png')))} pictures are in {folder.relative_to(ROOT)}.")
    return 0


@dataclass(frozen=True)
class Look:
    """How the window looks and speaks in a row of pictures, and where they go."""

    folder: Path
    theme: Theme
    language: str
    points: float

    def takes(self, page: str) -> bool:
        """Whether a page is among its pictures: docs renews those it has."""
        return self.folder == ALL or self.file(page).exists()

    def file(self, page: str) -> Path:
        """Where the picture of a page goes."""
        parts = [page, "" if self.language == "en" else self.language, self.theme]
        name = "-".join(part for part in (*parts, "200" if self.points == TWICE else "") if part)
        return self.folder / f"{name}.png"


def looks(folder: Path) -> Iterator[Look]:
    """Every look in every language and size, or those of docs; the usual last, which is left on."""
    for points in (TWICE, POINTS):
        for language in reversed(LANGUAGES):
            for theme in reversed(THEMES):
                if folder == ALL or language == "en" or (points, theme) == (POINTS, "light"):
                    yield Look(folder, theme, language, points)


def take(session: Session, look: Look) -> None:
    """Take the picture of every page in one look."""
    from casebook.base.i18n import Translator
    from casebook.ui.kit.changes import Bus
    from casebook.ui.kit.page_context import PageContext
    from casebook.ui.kit.tasks import InLine
    from casebook.ui.shell.window import Window

    put_on(look)
    words = Translator(look.language)
    window = Window(words, [Path("sample.casebook")])
    window.resize(*SIZE)
    window.show()
    if look.takes("lock"):
        save(window, "lock", look)
    settings = Settings(theme=look.theme, language=look.language)
    context = PageContext(session, InLine(), Bus(), words, settings)
    places = places_of(session)
    for name, place in places.items():
        if look.takes(name):
            window.open_workspace(context, place)
            save(window, name, look)
    if look.takes("preview"):
        take_preview(window, context, places["case-evidence"], look)
        take_counting(window, context, easter(session), look)
        take_assistant(window, look)
    window.close_workspace()
    window.deleteLater()


def put_on(look: Look) -> None:
    """Apply a look to the application: palette, language and font size."""
    from casebook.ui.app.preload import install_qt_translator
    from casebook.ui.kit import fonts
    from casebook.ui.kit.theme import apply_theme
    from casebook.ui.kit.toolkit import make_application

    application = make_application(Settings(theme=look.theme, language=look.language))
    fonts.set_behind(application, look.language)
    font = application.font()
    font.setPointSizeF(look.points)
    application.setFont(font)
    apply_theme(application, look.theme)
    install_qt_translator(application, look.language)


def places_of(session: Session) -> dict[str, Location]:
    """Every page and tab that the window has, by the name of its picture: the page, then the tab."""
    from casebook.base.i18n import Translator
    from casebook.ui.kit.page_context import Location
    from casebook.ui.shell.places import PAGES, tabs

    case = Location(page="case", id=record.every(session, Case)[0].id)
    places = {page: Location(page=page) for page in PAGES if page != "case"}
    for tab in tabs(Translator(), case):
        place = tab.place
        places["-".join(filter(None, (place.page, place.tab, place.within)))] = place
    places["case-deadlines"] = replace(case, tab="deadlines", within=easter(session).id)
    places["country"] = Location(page="country", id="TH")
    return places


def easter(session: Session) -> Deadline:
    """The deadline that runs from the decision served on the Friday before Easter."""
    return next(deadline for deadline in record.every(session, Deadline) if deadline.rule_id == "cy-ipac-30")


def take_papers(session: Session) -> None:
    """Take the pictures of what leaves: the deadline sheet, and the calendar file as a phone is given it."""
    import pypdfium2

    from casebook.base.i18n import Translator
    from casebook.services.base.flow import run_in_line

    words = Translator()
    sheet, calendar = SAMPLE / "sheet.pdf", SAMPLE / "calendar.ics"
    run_in_line(deadline_sheet.write_sheet(session, easter(session).id, sheet, words))
    with pypdfium2.PdfDocument(sheet) as pdf:
        pdf[0].render(scale=1.4).to_pil().save(OUT / "deadline-sheet.png", optimize=True)
    run_in_line(calendar_export.export_calendar(session, calendar, words))
    draw_text(calendar.read_text(encoding="utf-8"), "calendar-file")


def take_versions(versions: Mapping[str, Path]) -> None:
    """Take the picture of each dossier by its name: its cover, and the page its argument begins on."""
    import pypdfium2
    from PIL import Image

    for name, version in versions.items():
        with pypdfium2.PdfDocument(unpacked(version)) as pdf:
            pages = [pdf[at].render(scale=0.8).to_pil() for at in (0, ARGUMENT_AT.get(name, ARGUED_ON) - 1)]
        width, height = pages[0].size
        pair = Image.new("L", (2 * width + GAP, height), GREY)
        for place, page in enumerate(pages):
            pair.paste(page.convert("L"), (place * (width + GAP), 0))
        pair.quantize(16).save(OUT / f"{name}.png", optimize=True)


def unpacked(version: Path) -> Path:
    """The PDF of a version; of several files in a ZIP the first, which is no exhibit."""
    if version.suffix == ".pdf":
        return version
    with zipfile.ZipFile(version) as pack:
        return Path(pack.extract(pack.namelist()[0], version.parent))


def draw_text(text: str, name: str) -> None:
    """A text file as a picture."""
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QLabel

    from casebook.ui.kit.toolkit import make_application

    make_application(Settings(theme="light"))
    shown = QLabel("\n".join(text.splitlines()[:MAX_LINES]))
    shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    shown.setMargin(16)
    shown.setAutoFillBackground(True)
    shown.adjustSize()
    shown.grab().save(str(OUT / f"{name}.png"), "PNG", 0)


def take_preview(window: Window, context: PageContext, evidence: Location, look: Look) -> None:
    """Take the picture of a document looked at, with words found on it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from casebook.ui.pages.evidence.document_pane import DocumentPane
    from casebook.ui.widgets.forms.search import SearchField

    window.open_workspace(context, evidence)
    pane = window.workspace.findChild(DocumentPane) if window.workspace else None
    if pane is not None:
        pane.show_tab("document")
        (field,) = pane.view.findChildren(SearchField)
        field.setText("court")
        QTest.keyClick(field, Qt.Key.Key_Return)
    save(window, "preview", look)


def take_counting(window: Window, context: PageContext, deadline: Deadline, look: Look) -> None:
    """Take the picture of a deadline as it is counted, from the decision served before Easter."""
    from casebook.ui.kit.page_context import Location
    from casebook.ui.pages.deadline.deadline_offer import OfferPane

    window.open_workspace(
        context,
        Location(page="case", id=deadline.case_id, tab="deadlines", within=f"event:{deadline.event_id}"),
    )
    pane = window.workspace.findChild(OfferPane) if window.workspace else None
    if pane is not None:
        pane.look(deadline.rule_id)
    save(window, "counting", look)


def take_assistant(window: Window, look: Look) -> None:
    """Take the picture of the making of a vault."""
    from casebook.base.i18n import Translator
    from casebook.ui.kit.tasks import InLine
    from casebook.ui.lock.assistant import Assistant

    assistant = Assistant(Translator(look.language), InLine())
    assistant._folder.setText("/home/office/Documents")  # noqa: SLF001 - not whoever's home this is
    window.open_assistant(assistant)
    save(window, "assistant", look)


def save(window: QWidget, page: str, look: Look) -> None:
    """Let the window settle, then write its picture, in docs as small as it goes."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is gone is not dressed again
    for _ in range(5):  # layouts take a few rounds
        QCoreApplication.processEvents()
    window.grab().save(str(look.file(page)), "PNG", QUICK if look.folder == ALL else 0)


if __name__ == "__main__":
    sys.exit(main())
