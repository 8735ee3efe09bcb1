"""Reviews of cooperation with China: States as a table or a map, the one chosen, and another beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.library.cooperation.review import (
    CooperationReview,
    InstrumentReview,
    office_questions,
    printable,
)
from casebook.services.base.session import Session
from casebook.services.library import country, country_text, world_map
from casebook.services.library.cooperation import review, review_sheet, review_text
from casebook.services.library.cooperation.review import ReviewRow
from casebook.services.library.cooperation.review_map import binding_text
from casebook.services.library.cooperation.review_sheet import ReviewFormat
from casebook.services.library.country_sheet import weak_points
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.collation import sort_key
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.charts.world import Shade, WorldMap
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.split import Split

_MAP_HEIGHT = 220


class ReviewsPage(Listing[ReviewRow]):
    """Every State with its review in numbers; the one chosen in full."""

    heading_role = "title"
    concerns = frozenset({"country", "instrument", "clause", "decision", "public-incident", "claim"})

    def __init__(self, context: PageContext) -> None:
        self._shown: tuple[CooperationReview, ...] = ()
        self._all: Sequence[ReviewRow] = ()
        self._beside = ""
        self._wording = RegistryWording(context.words)
        super().__init__(context, context.words("Reviews"), _columns(context.words))
        self.table.chosen.connect(self._choose)
        self.table.sort_by(0)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the review beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.words("Cooperation reviews"))
        whole.addWidget(Split(self.pane, self._pane, (3, 4)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The review as a file, and on paper."""
        words = self.words
        self._outputs = (
            button(words("Export as PDF"), lambda: self.export("pdf"), meaning="file-pdf"),
            button(words("Export for Word"), lambda: self.export("docx"), meaning="file"),
            button(words("Print"), self.print_page, role="primary", meaning="file"),
        )
        return self._outputs

    def read(self) -> None:
        """Read every State."""
        self.ask(lambda session: review.rows(session, self.words), self._show)

    def empty_state(self) -> QWidget:
        """The placeholder of a filter without a match."""
        return Empty(
            "country", self.words("No matching country"), self.words("Use another word or clear the search.")
        )

    def row_actions(self) -> list[RowAction]:
        """Return what can be done with the State chosen."""
        words = self.words
        return [
            RowAction(title=words("Print"), act=self.print_page),
            RowAction(title=words("Export as PDF"), act=lambda: self.export("pdf")),
            RowAction(title=words("Export for Word"), act=lambda: self.export("docx")),
            RowAction(title=words("Export as web page"), act=lambda: self.export("html")),
            RowAction(title=words("Copy the questions"), act=self.copy_questions),
            RowAction(title=words("Requests for information"), act=self._go_to_letters),
            RowAction(title=words("Go to country sheet"), act=self._go_to_country),
            *super().row_actions(),
        ]

    def print_page(self) -> None:
        """Print the review, without what nobody read."""
        if not self._shown:
            self.context.say(self.words("No country is chosen"), is_neutral=True, is_passing=True)
            return
        with self.guarded():
            self.print_out(review_sheet.rendered(self._shown, self.words, "pdf"), self._file_name)

    def export(self, as_: ReviewFormat) -> None:
        """Write the review to a file the person picks."""
        shown = self._shown
        out = pick_target(self, self.words, f"{self._file_name}.{as_}") if shown else None
        if out is not None:
            self.context.run(
                lambda _: review_sheet.write_review(shown, out, self.words, as_),
                lambda _: self.context.say(self.words("Review exported with its sources")),
            )

    def copy_questions(self) -> None:
        """Put the open questions of the State chosen on the clipboard, each with its gap, as printed."""
        if self._shown:
            texts = [
                f"{review_text.question(one, self.words)} [{review_text.gap(one, self.words)}]"
                for one in printable(self._shown[0]).questions
            ]
            QGuiApplication.clipboard().setText("\n\n".join(texts))
            self.context.say(self.words("Copied"), is_passing=True)

    @property
    def _file_name(self) -> str:
        """Return the name of a file of the reviews shown, without its ending."""
        return "-".join(("review", *(one.sheet.code.lower() for one in self._shown)))

    def _show(self, rows: list[ReviewRow]) -> None:
        self._all = rows
        self.show_rows(rows)
        if rows:
            self.table.choose(self.place.within or self.table.chosen_id or self.first_row())

    def _choose(self, code: str) -> None:
        if not code:  # what the filter hid is not written or printed
            self._shown = ()
        for output in self._outputs:
            output.setEnabled(bool(code))
        if code:
            beside = [self._beside] if self._beside and self._beside != code else []
            self.ask(lambda session: _reviews([code, *beside], session), self._show_reviews)

    def _compare(self, code: str) -> None:
        self._beside = code
        self._pane.begin(self.words("Comparing…"))
        self._pane.end()
        self._choose(self.table.chosen_id)

    def _show_reviews(self, shown: tuple[CooperationReview, ...]) -> None:
        if not self.table.chosen_id:  # hidden by the filter while it was read
            return
        self._shown = shown
        words, pane = self.words, self._pane
        names = words.list_of(country.name(one.sheet, words) for one in shown)
        questions = sum(len(one.questions) - len(office_questions(one)) for one in shown)
        pane.begin(names, words.count("{number} open question", "{number} open questions", questions))
        self._show_choice(shown[0].sheet.code)
        pane.add(self._map(shown))
        for one in shown:
            if len(shown) > 1:
                pane.heading(country.name(one.sheet, words))
            self._show_review(one)
        pane.add(Opening(words("Go to country sheet"), self._go_to_country))
        pane.end()

    def _show_choice(self, code: str) -> None:
        """Offer another State to compare with."""
        words, box = self.words, ChoiceBox()
        box.setAccessibleName(words("Compare with"))
        box.addItem(words.labelled(words("Compare with"), words("nothing")), "")
        for row in sorted(self._all, key=lambda row: sort_key(words.language)(row.name)):
            if row.id != code:
                box.addItem(row.name, row.id)  # begins with what is typed to find it
        box.setCurrentIndex(max(box.findData(self._beside), 0))
        box.currentIndexChanged.connect(lambda at: self._compare(str(box.itemData(at))))
        self._pane.add(box)

    def _map(self, shown: Sequence[CooperationReview]) -> WorldMap:
        words, size = self.words, (world_map.WIDTH, world_map.HEIGHT)
        drawn = WorldMap(world_map.outlines(), size, words("Map of countries by channel"))
        drawn.setFixedHeight(_MAP_HEIGHT)
        shades = {}
        for one in shown:
            row = review.row_of(one, words)
            text, tone = binding_text(one, row.binding, words), self._wording.channel(row.binding)[1]
            shades[row.id] = Shade(name=row.name, words=text, tone=tone)
        spoken = words.series_of(words.labelled(shade.name, shade.words) for shade in shades.values())
        drawn.show_shades(shades, spoken)
        return drawn

    def _show_review(self, shown: CooperationReview) -> None:
        words, pane = self.words, self._pane
        pane.heading(words("Instruments and channels"))
        for one in shown.instruments:
            self._show_instrument(one)
        if shown.handed_over:
            pane.heading(words("What happened to people handed over"))
        for person in shown.handed_over:
            fate = review_text.fate(person, words)
            read = "" if person.reading_level != "none" else words("not read, not printed")
            when = country_text.when(person.on, words)
            weak = weak_points(person.weak_points, words)
            beneath = " · ".join(part for part in (fate, weak, person.reported_in, read) if part)
            pane.note(when, person.text, beneath)
        pane.heading(words("Open questions to ask of a minister"))
        office = office_questions(shown)
        for wanted in (one for one in shown.questions if one not in office):
            pane.beside(review_text.question(wanted, words), review_text.gap(wanted, words))
        if office:
            pane.heading(words("Questions that rest on what nobody read"))
        for wanted in office:
            pane.note(
                review_text.question(wanted, words), review_text.gap(wanted, words), chip=self._office_chip
            )
        if unknown := review_text.not_looked_up(shown, words):
            pane.note(words("Remedies"), unknown, chip=self._office_chip)
        go = partial(self._go_to_letters, shown.sheet.code)
        pane.add(Opening(words("Requests for information"), go))

    @property
    def _office_chip(self) -> Chip:
        return Chip(self.words("for the office only"), "amber", "lock")

    def _show_instrument(self, one: InstrumentReview) -> None:
        words, instrument = self.words, one.instrument
        life = country_text.life(instrument, words)
        state = words.series_of(part for part in (country_text.standing(instrument, words), life) if part)
        unread = Chip(words("not read, not printed"), "red", "error")
        texts = [words.labelled(review_text.about("ending", words), clause.text) for clause in one.endings]
        texts += [
            words.labelled(review_text.about(note.about, words), review_text.note_text(note, words))
            for note in one.notes
        ]
        if not one.endings and not one.about("term", "ending"):
            texts.append(words("No clause on its term, suspension or end was read."))
        bases = [review_text.note_basis(note, words) for note in one.notes]
        beneath = " · ".join(part for part in (state, *dict.fromkeys(bases)) if part)
        chip = None if instrument.is_seen else unread
        self._pane.note(words(instrument.title), "\n".join(texts), beneath, chip)

    def _go_to_letters(self, code: str = "") -> None:
        if self._shown:
            code = code or self._shown[0].sheet.code
            self.context.go(Location(page="library", tab="requests", within=code))

    def _go_to_country(self) -> None:
        if self._shown:
            self.context.go(Location(page="country", id=self._shown[0].sheet.code))


def _reviews(codes: Sequence[str], session: Session) -> tuple[CooperationReview, ...]:
    return review.reviews(codes, session)


def _columns(words: Translator) -> tuple[Column[ReviewRow], ...]:
    wording, country_words = RegistryWording(words), Wording(words).country_words
    return (
        Column(
            title=words("Country"),
            text=lambda row: row.name,
            sort=lambda row: sort_key(words.language)(row.name),
            sought=lambda row: country_words(row.id),
            look="strong",
            width=22,
            stretches=True,
        ),
        Column(
            title=words("Binding"),
            text=lambda row: wording.channel(row.binding)[0],
            tone=lambda row: wording.channel(row.binding)[1] if row.binding != "none-found" else None,
            look="quiet",
            width=10,
        ),
        Column(
            title=words("Ends known"),
            text=lambda row: words("{number} of {total}", number=row.ends_known, total=row.seen),
            sort=lambda row: row.ends_known,
            look="quiet",
            width=9,
            gives_way=2,
        ),
        Column(
            title=words("Open questions"),
            text=lambda row: str(row.questions),
            sort=lambda row: row.questions,
            look="quiet",
            width=8,
            gives_way=1,
        ),
    )
