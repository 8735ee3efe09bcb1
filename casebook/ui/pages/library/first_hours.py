"""The first 48 hours after an arrest: the States with a page, and the one chosen, read and printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.page_text import PAGE_LANGUAGES, PageLanguage, page_language
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.arrest.first_hours import (
    ArrestFact,
    ArrestPage,
    ArrestReading,
    GeneralNote,
    OpenRoute,
)
from casebook.services.deadline.provision import provision
from casebook.services.library import first_hours
from casebook.services.library.first_hours import ArrestPlace
from casebook.services.library.first_hours_rules import period
from casebook.services.library.first_hours_sheet import (
    clock_words,
    condition_words,
    read_words,
    section_title,
    sheet_pdf,
    to_check_title,
    unlisted_words,
    visits_title,
    when_words,
)
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.collation import sort_key
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox
from casebook.ui.widgets.layout.split import Split

_LANGUAGE_TITLES: dict[PageLanguage, str] = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}


class FirstHoursPage(Listing[ArrestPlace]):
    """Every State with a page, and what its page says; from a case, that of its State."""

    heading_role = "title"
    concerns = frozenset({"country", "case"})

    def __init__(self, context: PageContext) -> None:
        self._shown: ArrestPage | None = None
        self._rules: dict[str, Rule] = {}
        self._client, self._wants_name = "", False
        self.language = page_language(context.words.language)
        self.beside = first_hours.usual_beside(self.language)
        super().__init__(context, context.words("First 48 hours"), _columns(context.words))
        self.table.chosen.connect(self._choose)
        self.table.sort_by(0)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the page beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.words("First 48 hours"))
        whole.addWidget(Split(self.pane, self._pane, (2, 3)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The page as a file, and on paper."""
        words = self.words
        self._outputs = (
            button(words("Export as PDF"), self.export, meaning="file-pdf"),
            button(words("Print"), self.print_page, role="primary", meaning="file"),
        )
        return self._outputs

    def read(self) -> None:
        """Read the States, and the client of the case that led here."""
        case_id, wanted = self.place.id, self.place.within
        self.ask(
            lambda session: (
                first_hours.every_place(self.words, wanted),
                first_hours.of_case(session, case_id) if case_id else "",
                first_hours.client_of(session, case_id) if case_id else "",
            ),
            self._show,
        )

    def empty_state(self) -> QWidget:
        """The placeholder of a filter without a match."""
        return Empty(
            "time", self.words("No matching country"), self.words("Use another word or clear the search.")
        )

    def row_actions(self) -> list[RowAction]:
        """Return what can be done with the State chosen."""
        words = self.words
        return [
            RowAction(title=words("Print"), act=self.print_page),
            RowAction(title=words("Export as PDF"), act=self.export),
            RowAction(title=words("Copy the words to say"), act=self.copy_words),
            RowAction(title=words("Go to country sheet"), act=self._go_to_country),
            *super().row_actions(),
        ]

    def print_page(self) -> None:
        """Print the page of the State chosen, in the language chosen."""
        shown, name = self._shown, self._client if self._wants_name else ""
        if shown is None:
            self.context.say(self.words("No country is chosen"), is_neutral=True, is_passing=True)
            return
        with self.guarded():
            page = sheet_pdf(shown, self.language, self.beside, name, self.context.session.clock)
            self.print_out(page, _file_name(shown))

    def export(self) -> None:
        """Write the page to a file the person picks."""
        shown, language, beside = self._shown, self.language, self.beside
        name, clock = self._client if self._wants_name else "", self.context.session.clock
        out = pick_target(self, self.words, f"{_file_name(shown)}.pdf") if shown else None
        if shown is not None and out is not None:
            text = self.words("PDF file saved. Outside the casebook it is not encrypted.")
            self.context.run(
                lambda _: first_hours.write_page(shown, out, language, beside, name, clock),
                lambda _: self.context.say(text),
            )

    def copy_words(self) -> None:
        """Put what the person says on the clipboard, in both languages."""
        if self._shown is not None:
            lines = [
                "\n".join(
                    dict.fromkeys((one.text.in_language(self.language), one.text.in_language(self.beside)))
                )
                for one in self._shown.say
            ]
            QGuiApplication.clipboard().setText("\n\n".join(lines))
            self.context.say(self.words("Copied"), is_passing=True)

    def _show(self, answer: tuple[tuple[ArrestPlace, ...], str, str]) -> None:
        rows, of_case, self._client = answer
        self.show_rows(rows)
        if rows:
            own = [place for row in rows if row.is_own and (place := self.rows.index_of(row.id).row()) >= 0]
            first = self.rows.row_at(self.rows.index(min(own, default=0), 0))
            first_id = first.id if first is not None else ""
            self.table.choose(self.place.within or of_case or self.table.chosen_id or first_id)

    def _choose(self, code: str) -> None:
        if not code:  # what the filter hid is not written or printed
            self._shown = None
        for output in self._outputs:
            output.setEnabled(bool(code))
        if code:
            self.ask(lambda session: _with_rules(first_hours.page(code, session)), self._show_page)

    def _show_page(self, answer: tuple[ArrestPage, dict[str, Rule]]) -> None:
        if not self.table.chosen_id:  # hidden by the filter while it was read
            return
        self._shown, self._rules = answer
        shown, words, pane = self._shown, self.words, self._pane
        language = page_language(words.language)
        pane.begin(words.territory_name(shown.code), shown.question.in_language(language))
        self._show_choices()
        for section, facts in shown.sections.items():
            before = clock_words(shown, words) if section == "clocks" else ()
            if facts or before:
                pane.heading(section_title(section, words))
            if before:
                pane.words(words.sentences(before))
            for fact in facts:
                self._show_fact(fact, language)
            if section == "clocks" and (unlisted := unlisted_words(shown, words)):
                pane.words(unlisted)
        self._show_said(shown, language)
        self._show_notes(shown, language)
        pane.add(Opening(words("Go to country sheet"), self._go_to_country))
        pane.end()

    def _show_choices(self) -> None:
        """Offer the languages of the page and, from a case, the name of its client."""
        words = self.words
        self._language_choice(words("Language of the page"), self.language, self._set_language)
        self._language_choice(words("Second language of the words to say"), self.beside, self._set_beside)
        if self._client:
            tick = TickBox(words("Print the name of the client"))
            tick.setChecked(self._wants_name)
            tick.toggled.connect(self._set_name)
            self._pane.add(tick)

    def _language_choice(self, name: str, chosen: PageLanguage, take: Callable[[PageLanguage], None]) -> None:
        box = ChoiceBox()
        box.setAccessibleName(name)
        for language in PAGE_LANGUAGES:
            box.addItem(self.words.labelled(name, _LANGUAGE_TITLES[language]), language)
        box.setCurrentIndex(box.findData(chosen))
        box.currentIndexChanged.connect(lambda at: take(PAGE_LANGUAGES[at]))
        self._pane.add(box)

    def _set_language(self, language: PageLanguage) -> None:
        self.language = language

    def _set_beside(self, language: PageLanguage) -> None:
        self.beside = language

    def _set_name(self, is_wanted: bool) -> None:  # noqa: FBT001 - a signal of Qt
        self._wants_name = is_wanted

    def _show_fact(self, fact: ArrestFact, language: PageLanguage) -> None:
        words = self.words
        length = period(fact.value, fact.unit, words)
        title = " · ".join(part for part in (length, fact.cited_in(language)) if part)
        beneath = [self._basis(fact.reading, language), fact.url, fact.note, *self._rule_words(fact)]
        self._pane.note(
            title or words("Practice"),
            fact.text.in_language(language),
            " · ".join(filter(None, beneath)),
            self._chip(fact.reading, is_danger=fact.is_danger),
        )

    def _rule_words(self, fact: ArrestFact) -> list[str]:
        """Return the deadline rules of a fact with what must be said of each."""
        words = self.words
        rules = [self._rules[id_] for id_ in fact.rule_ids if id_ in self._rules]
        about = [
            words.list_of(
                (
                    *((words("disputed"),) if rule.status == "disputed" else ()),
                    rule.confirmed_by or words("no lawyer has confirmed it"),
                )
            )
            for rule in rules
        ]
        return [
            words("Deadline rule: {title} ({about})", title=words(rule.title), about=text)
            for rule, text in zip(rules, about, strict=True)
        ]

    def _chip(self, reading: ArrestReading, *, is_danger: bool) -> Chip | None:
        if not reading.may_be_printed:
            return Chip(self.words("not read: check by telephone"), "red", "error")
        return Chip(self.words("danger"), "amber", "warning") if is_danger else None

    def _basis(self, reading: ArrestReading, language: PageLanguage) -> str:
        parts = (read_words(reading.read, self.words), reading.as_of.in_language(language))
        return " · ".join(part for part in parts if part)

    def _show_said(self, shown: ArrestPage, language: PageLanguage) -> None:
        words, pane, beside = self.words, self._pane, first_hours.usual_beside(language)
        pane.heading(words("Say"))
        for one in shown.say:
            pane.beside(
                one.text.in_language(language),
                f"{when_words(one.when, words)} · {one.text.in_language(beside)}",
            )
        pane.heading(words("Do not sign"))
        for advice in shown.advice_on("do-not-sign"):
            pane.words(advice.text.in_language(language))

    def _show_notes(self, shown: ArrestPage, language: PageLanguage) -> None:
        words, pane = self.words, self._pane
        pane.heading(visits_title(shown, words))
        for note in shown.consular:
            self._show_note(note, language)
        for advice in shown.advice_on("consul"):
            pane.words(advice.text.in_language(language))
        if shown.asylum:
            pane.heading(section_title("asylum", words))
        for note in shown.asylum:
            self._show_note(note, language)
        pane.heading(section_title("interim", words))
        for advice in shown.advice_on("interim"):
            pane.words(advice.text.in_language(language))
        for one in shown.open_routes:
            self._show_route(one, language)
        if shown.routes_to_check:
            pane.heading(to_check_title(words))
        for one in shown.routes_to_check:
            self._show_route(one, language)

    def _show_note(self, note: GeneralNote, language: PageLanguage) -> None:
        self._pane.note(
            provision(note.article, self.words) or self.words("General"),
            note.text.in_language(language),
            self._basis(note.reading, language),
            self._chip(note.reading, is_danger=note.is_danger),
        )

    def _show_route(self, one: OpenRoute, language: PageLanguage) -> None:
        route = one.route
        needed = condition_words(one, language, Translator(language))
        self._pane.note(
            route.to.in_language(language),
            Translator(language).sentences(filter(None, (needed, route.text.in_language(language)))),
            " · ".join(filter(None, (route.address, self._basis(route.reading, language), route.url))),
            self._chip(route.reading, is_danger=False),
        )

    def _go_to_country(self) -> None:
        if self._shown is not None:
            self.context.go(Location(page="country", id=self._shown.code))


def _file_name(shown: ArrestPage) -> str:
    """Return the name of a file of a page, without its ending."""
    return f"first-48-hours-{shown.code}"


def _with_rules(shown: ArrestPage) -> tuple[ArrestPage, dict[str, Rule]]:
    return shown, first_hours.rules_of(shown)


def _columns(words: Translator) -> tuple[Column[ArrestPlace], ...]:
    country_words = Wording(words).country_words
    return (
        Column(
            title=words("Country"),
            text=lambda row: row.name,
            sort=lambda row: sort_key(words.language)(row.name),
            sought=lambda row: country_words(row.id),
            look="strong",
            width=16,
            stretches=True,
        ),
        Column(title=words("Code"), text=lambda row: row.id, look="quiet", width=5, gives_way=3),
        Column(
            title=words("First question"),  # which is whole beside the list
            text=lambda row: row.question,
            look="two-lines",
            width=30,
            stretches=True,
            gives_way=1,
        ),
        Column(
            title=words("Clocks"),
            text=lambda row: str(row.clocks or ""),
            sort=lambda row: row.clocks,
            look="quiet",
            width=6,
            gives_way=2,
        ),
    )
