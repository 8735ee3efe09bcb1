"""Registry records of a proceeding: the instrument it relies on, and a summary of its countries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from casebook.domain.library.channel import ChannelKind
from casebook.domain.library.country import RemedyKind
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.sheet import CountrySheet
from casebook.services.library import country_text
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip

_CHANNELS: tuple[ChannelKind, ...] = ("extradition", "surrender-hong-kong", "readmission")
_REMEDIES: tuple[RemedyKind, ...] = ("echr", "cat-art-22", "iccpr-op1", "refugee-convention")


def show_registry(
    page: Page, pane: DetailPane, instrument: Instrument | None, sheets: Iterable[CountrySheet]
) -> None:
    """Show the instrument, then each country sheet."""
    if instrument is not None:
        _show_instrument(page, pane, instrument)
    for shown in sheets:
        _show_sheet(page, pane, shown)


def _show_instrument(page: Page, pane: DetailPane, instrument: Instrument) -> None:
    words = page.words
    pane.heading(words("Instrument relied on"))
    read = words("web page read") if instrument.is_seen else words("not read")
    life = country_text.life(instrument, words) or words("no dates known")
    pane.beside(words(instrument.title), f"{life} · {read}")
    if instrument.conflict:
        pane.words(instrument.conflict, "quiet")


def _show_sheet(page: Page, pane: DetailPane, shown: CountrySheet) -> None:
    words, wording = page.words, RegistryWording(page.words)
    pane.heading(words("Cooperation with China: {country}", country=page.wording.country(shown.code)))
    for channel in shown.channels:
        if channel.kind in _CHANNELS:
            name = country_text.channel(channel.kind, words)
            basis = country_text.basis(channel.basis, words)
            state = country_text.channel_state(channel, words)
            line = f"{state} · {basis}" if channel.instruments else basis
            pane.add(CardLine(name, line, status=Chip(*wording.channel(channel.status))))
    for remedy in shown.country.remedies if shown.country else ():
        if remedy.kind in _REMEDIES:
            _, tone, meaning = wording.remedy(remedy)
            chip = Chip(country_text.remedy_state(remedy.state, words), tone, meaning)
            basis = country_text.remedy_basis(remedy.basis, words)
            pane.add(CardLine(country_text.remedy(remedy.kind, words), basis, status=chip))
    count = words.count("{number} decision", "{number} decisions", len(shown.decisions))
    title = words("Full country sheet: {decisions}", decisions=count)
    pane.add(Opening(title, partial(page.context.go, Location(page="country", id=shown.code))))
