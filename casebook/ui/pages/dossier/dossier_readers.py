"""Who will hold the copy that is chosen, drawn in the pre-filing check before it is built."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame

from casebook.domain.dossier.readers.reader_fact import ReaderKind
from casebook.domain.dossier.readers.reader_picture import Knowledge, ReaderPicture, ReaderStep, ShownPerson
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.readers import reader_sheet
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.charts.reader_diagram import ReaderArrow, ReaderCard, ReaderDiagram
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import beginning, button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line

_TONES: dict[Knowledge, Tone | None] = {
    "known": "red",
    "not-known": "amber",
    "as-public": "red",
    "on-request": "amber",
    "kept-from": "green",
    "by-choice": None,
}


class ReadersCard(QFrame):
    """The picture, the people whom the copy may show, and the page for the file."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._shown: ReaderPicture | None = None
        self._whole = column(self, gap=8)
        self._whole.addWidget(label(self._words("Who will hold this copy"), "strong"))
        self.diagram = ReaderDiagram(self._words("Who passes it to whom"))
        self.diagram.opened.connect(self._tell)
        self._whole.addWidget(self.diagram)
        self._basis = label("", "small", wraps=True, selectable=True)
        self._basis.hide()
        self._whole.addWidget(self._basis)
        self._people = column(gap=4)
        self._whole.addLayout(self._people)
        self._print = button(self._words("Print for the file"), self.print_page, role="link")
        self._whole.addWidget(self._print, 0, beginning())
        self.hide()

    def print_page(self) -> None:
        """Print who will hold the copy; it names people."""
        if self._shown is not None:
            with self._page.guarded():
                self._page.print_out(reader_sheet.sheet_pdf(self._shown, self._words))

    def show_picture(self, shown: ReaderPicture | None) -> None:
        """Draw the picture of a copy; nothing is drawn of one that cannot be built yet."""
        self._shown = shown
        self.setVisible(shown is not None)
        empty_out(self._people)
        self._basis.hide()
        if shown is None:
            return
        cards, arrows = self._cards(shown), self._arrows(shown)
        self.diagram.setVisible(bool(shown.steps))
        self.diagram.show_readers(cards, arrows)
        words = self._words
        if not shown.steps:
            text = words("A draft stays in the office: nobody else gets it.")
            self._people.addWidget(label(text, "quiet", wraps=True))
        for one in shown.people:
            self._people.addWidget(self._person(one))
        if without_text := reader_sheet.without_text(shown, words):
            self._people.addWidget(label(without_text, "quiet", wraps=True))

    def _cards(self, shown: ReaderPicture) -> list[ReaderCard]:
        """Return a card for each reader, in the row after whoever passes it to them."""
        words, rows = self._words, dict[ReaderKind, int]({"us": 0})
        cards = [
            ReaderCard(
                id="us",
                name=reader_sheet.reader("us", words),
                known="",
                tone=None,
                row=0,
                spoken=words("Our office"),
            )
        ]
        for step in shown.steps:
            rows[step.to] = self._row(step, rows, shown)
            cards.append(
                ReaderCard(
                    id=step.to,
                    name=reader_sheet.reader(step.to, words, shown),
                    known=reader_sheet.knowledge(step, words),
                    tone=_TONES[step.knowledge],
                    row=rows[step.to],
                    spoken=self._spoken(step, shown),
                )
            )
        return cards

    @staticmethod
    def _row(step: ReaderStep, rows: dict[ReaderKind, int], shown: ReaderPicture) -> int:
        """Return the row of a reader: below who passes it on, and below the court if not given by us."""
        least = 2 if step.from_ != "us" and any(one.to == "court" for one in shown.steps) else 1
        return max(rows.get(step.from_, 0) + 1, least)

    def _arrows(self, shown: ReaderPicture) -> list[ReaderArrow]:
        return [
            ReaderArrow(
                first=step.from_,
                second=step.to,
                is_certain=step.knowledge in {"known", "by-choice"},
                is_open=step.is_reached,
            )
            for step in shown.steps
        ]

    def _spoken(self, step: ReaderStep, shown: ReaderPicture) -> str:
        words = self._words
        way = words(
            "{first} to {second}",
            first=reader_sheet.reader(step.from_, words, shown),
            second=reader_sheet.reader(step.to, words, shown),
        )
        lines = [words.labelled(way, reader_sheet.knowledge(step, words))]
        lines += [
            f"{reader_sheet.fact_text(fact, words)} [{reader_sheet.fact_basis(fact, words)}]"
            for fact in step.facts
        ]
        return "\n".join(lines)

    def _tell(self, reader: str) -> None:
        """Say how it is known that the reader pressed gets the copy."""
        shown = self._shown
        steps = [step for step in shown.steps if step.to == reader] if shown else []
        self._basis.setText("\n".join(self._spoken(step, shown) for step in steps if shown))
        self._basis.setVisible(bool(steps))

    def _person(self, one: ShownPerson) -> QFrame:
        words, box = self._words, QFrame()
        whole = column(box, gap=2)
        head = line(gap=8)
        leads = button(
            one.name, partial(self._page.go_to, DossierTarget(kind="person", id=one.id)), role="link"
        )
        head.addWidget(leads)
        head.addStretch(1)
        if one.is_at_risk:
            head.addWidget(Chip(words("named"), "red", "error"))
        whole.addLayout(head)
        lines = reader_sheet.standing(one, words)
        if found := reader_sheet.places(one, words):
            lines = words.labelled(lines, words.series_of(found))
        text = " · ".join((reader_sheet.person_kind(one, words), lines))
        whole.addWidget(label(text, "quiet", wraps=True))
        return box
