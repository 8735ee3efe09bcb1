"""One argument to be read: test, authorities with how each was read, responses, relief and routes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton

from casebook.domain.library.argument import ArgumentAuthority
from casebook.domain.library.citation import cite_authority
from casebook.domain.library.route import Route
from casebook.domain.library.source import Source
from casebook.services.library.argument import AboutArgument
from casebook.services.library.argument_text import Authority, on_side, response_words
from casebook.services.library.library_query import Cited
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip


class ArgumentPane(DetailPane):
    """The argument chosen in the table."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Arguments"))
        self._page, self._words = page, page.words
        self._wording = LibraryWording(page.words)

    def show_about(self, about: AboutArgument, tools: Sequence[QPushButton]) -> None:
        """Show this one, in the order of a submission."""
        argument, words = about.argument, self._words
        ground = CaseWords(words).ground_kind[argument.ground]
        self.begin(argument.title, ground, self._chips(about), tools)
        self._paragraphs(words("Issue"), (argument.issue,))
        self._paragraphs(
            words("What must be shown"), [f"{place}. {text}" for place, text in enumerate(argument.test, 1)]
        )
        self._paragraphs(words("Burden of proof"), (argument.burden,))
        self._paragraphs(words("Standard of proof"), (argument.standard,))
        self._show_authorities(words("Authorities"), on_side(about, "for"))
        self._show_findings(words("Findings"), about.findings)
        self._show_authorities(words("Authorities the other side will cite"), on_side(about, "adverse"))
        self._show_findings(words("Adverse findings"), about.adverse)
        if argument.points:
            self.heading(words("Arguments of the State, with responses"))
        for point in argument.points:
            office = Chip(words("for the office only"), "amber", "lock") if point.is_for_office else None
            note = words("Office note: {note}.", note=point.office_note.rstrip("."))
            response = f"{point.response}\n{note}" if point.office_note else point.response
            self.note(point.state_says, response, chip=office)
        self._paragraphs(words("Facts needed"), argument.facts_needed)
        self._paragraphs(words("Relief"), (argument.relief,))
        self._show_forums(about)
        for route in about.routes:
            self._show_route(route)
        self._show_origin(about)
        self.end()

    def _chips(self, about: AboutArgument) -> list[Chip]:
        words, argument = self._words, about.argument
        chips = []
        if argument.unread:
            count = len(argument.unread)
            text = words.count("{number} authority not read", "{number} authorities not read", count)
            chips.append(Chip(text, "red", "closed-eye"))
        if about.left_out:
            text = words.count(
                "{number} favourable authority not for filing",
                "{number} favourable authorities not for filing",
                about.left_out,
            )
            chips.append(Chip(text, "amber", "closed-eye"))
        if argument.doubt:
            chips.append(Chip(words("in doubt"), "amber", "ask"))
        if not argument.pack:
            chips.append(Chip(words("your own"), "blue", "edit"))
        return chips

    def _paragraphs(self, title: str, lines: Sequence[str]) -> None:
        filled = [line for line in lines if line]
        if filled:
            self.heading(title)
        for line in filled:
            self.words(line)

    def _show_authorities(self, title: str, authorities: Sequence[Authority]) -> None:
        if authorities:
            self.heading(title)
        for authority, source in authorities:
            self._show_authority(authority, source)

    def _show_authority(self, authority: ArgumentAuthority, source: Source | None) -> None:
        words = self._words
        title = source.title if source else authority.citation
        opens = None
        if source is not None:
            place = Location(page="library", tab="sources", within=source.id)
            opens = Opening(title, partial(self._page.context.go, place))
        level = Chip(*self._wording.levels()[authority.reading_level])
        self.add(CardLine(title, authority.pinpoint, opens=opens, status=level))
        asides = [cite_authority(authority, source, words)]
        if authority.unseen_pinpoint:
            asides.append(words("Place not seen: {place}.", place=authority.unseen_pinpoint))
        if authority.later_history and not (source and source.history):
            asides.append(words("Later history: {history}.", history=authority.later_history))
        if response := response_words(authority, words):
            asides.append(response)
        if authority.office_note:
            asides.append(words("Office note: {note}.", note=authority.office_note.rstrip(".")))
        self.beside(authority.proposition, "\n".join(asides))

    def _show_findings(self, title: str, findings: Sequence[Cited]) -> None:
        if findings:
            self.heading(title)
        for cited in findings:
            place = Location(page="library", tab="findings", within=cited.finding.id)
            level = Chip(*self._wording.levels()[cited.finding.reading_level])
            opens = Opening(cited.finding.statement, partial(self._page.context.go, place))
            self.add(CardLine("", cited.source.title, opens=opens, status=level))

    def _show_forums(self, about: AboutArgument) -> None:
        words, argument = self._words, about.argument
        names = words.territories()
        if argument.forums or argument.forum_notes:
            self.heading(words("Countries"))
        self.pairs([(names.get(forum.country, forum.country), forum.note) for forum in argument.forums])
        if argument.forum_notes:
            self.words(argument.forum_notes)

    def _show_route(self, route: Route) -> None:
        words = self._words
        self.heading(words("Route: {title}", title=route.title))
        self.pairs(
            (
                (words("Court or body"), route.court),
                (words("Remedy"), route.remedy),
                (words("Time, for orientation only"), route.time),
                (words("Form of the application"), "\n".join(route.form)),
                (words("Laws"), "\n".join(route.laws)),
                (words("How it was read"), route.how_read),
                (words("Warning"), route.warning),
            )
        )
        if route.time:
            self.words(words("Calculate the deadline from the rules, never from here."), "quiet")

    def _show_origin(self, about: AboutArgument) -> None:
        words, argument = self._words, about.argument
        again, checked = argument.read_again_on, argument.checked_on
        self.heading(words("How it is known"))
        self.pairs(
            (
                (words("Still in doubt"), argument.doubt),
                (words("Second reading"), dates.format_date(words, again) if again else ""),
                (words("Checked"), dates.format_date(words, checked) if checked else ""),
                (words("Reference data"), argument.pack or words("your own")),
            )
        )
