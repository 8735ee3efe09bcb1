"""The public registers: who keeps each, what it holds, and what it can and cannot prove."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from casebook.base.i18n import Translator
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.registers.register import PublicRegister, RegisterKind
from casebook.services.exchange.registers import matching
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.layout.split import Split


class RegisterList(Listing[PublicRegister]):
    """Every register, and the one chosen."""

    heading_role = "title"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("The registers"), _columns(context.words))
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the register beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.words("Register"))
        whole.addWidget(Split(self.pane, self._pane, (1, 1)), 1)

    def read(self) -> None:
        """Show the registers, which come with the program."""
        rows = matching.registers()
        self.show_rows(rows)
        if rows:
            self.table.choose(self.table.chosen_id or self.first_row())

    def empty_state(self) -> QWidget:
        """The placeholder of a filter without a match."""
        return Empty(
            "source", self.words("No matching registers"), self.words("Use another word or clear the search.")
        )

    def _choose(self, register_id: str) -> None:
        register = next((one for one in matching.registers() if one.id == register_id), None)
        if register is None:
            return
        words, pane = self.words, self._pane
        pane.begin(register.title, register.publisher, [self._level(register.reading_level)])
        pane.pairs(
            (
                (words("Type"), kind_title(register.kind, words)),
                (words("Reliability"), words(register.reliability)),
                (words("Caution"), words(register.caution)),
                (words("Use"), words(register.use)),
                (words("Holds"), words(register.holds)),
                (words("Access"), words(register.access)),
                (words("Export"), words(register.export)),
                (words("Columns seen"), words.list_of(map(words, register.columns))),
                (words("Record number"), words(register.key)),
                (words("Languages"), words.list_of(words.language_name(tag) for tag in register.languages)),
                (words("Licence"), words(register.licence)),
                (words("Address"), register.url),
                (words("As of"), words(register.as_of)),
            )
        )
        if register.is_site_only:
            pane.words(words("The address is that of the site: find the page before it is cited."), "quiet")
        pane.heading(words("How matches are judged"))
        for advice in matching.advice():
            pane.words(words(advice.text))
        pane.end()

    def _level(self, level: ReadingLevel) -> Chip:
        return Chip(*LibraryWording(self.words).levels()[level])


def kind_title(kind: RegisterKind, words: Translator) -> str:
    """Return the type of a register."""
    titles: dict[RegisterKind, str] = {
        "political-prisoners": words("Political prisoners"),
        "detentions": words("Detentions"),
        "wanted": words("Wanted people"),
        "civil-enforcement": words("Civil enforcement"),
        "judgments": words("Judgments"),
        "incidents": words("Incidents"),
        "statistics": words("Statistics"),
        "own": words("List of your own"),
    }
    return titles[kind]


def _columns(words: Translator) -> tuple[Column[PublicRegister], ...]:
    return (
        Column(title=words("Register"), text=lambda row: row.title, look="strong", width=26, stretches=True),
        Column(title=words("Type"), text=lambda row: kind_title(row.kind, words), width=15),
        Column(
            title=words("Compared"),
            text=lambda row: words("yes") if row.has_people else words("no"),
            look="quiet",
            width=9,
            gives_way=1,
        ),
    )
