"""The channels of a country with their status and terms, the remedies, and disputed points."""

from __future__ import annotations

from casebook.domain.library.channel import NONE_FOUND, NOT_LOOKED_FOR, ChannelState
from casebook.domain.library.clause import Clause
from casebook.domain.library.instrument import Instrument, InstrumentTerms
from casebook.domain.library.sheet import CountrySheet
from casebook.services.library import country_text, terms_text
from casebook.ui.kit import dates
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.widgets.cards.card import CardLine
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip


class ChannelsPane(DetailPane):
    """The left half of a sheet."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Channels"))
        self._words = page.words
        self._wording = RegistryWording(page.words)

    def show_sheet(self, shown: CountrySheet) -> None:
        """Show this one."""
        words = self._words
        notes = shown.country.notes if shown.country else ""
        self.begin(words("Channels"), country_text.as_compiled(notes, words))
        open_ones = [channel for channel in shown.channels if channel.instruments]
        for channel in open_ones:
            self._show_channel(channel, shown)
        self._show_missing([channel for channel in shown.channels if not channel.instruments])
        self._show_conflicts(shown)
        self._show_remedies(shown)
        self._show_claims(shown)
        self.end()

    def _show_missing(self, missing: list[ChannelState]) -> None:
        words = self._words
        none_found, unsought = (
            words.list_of(country_text.channel(one.kind, words) for one in missing if one.status == status)
            for status in (NONE_FOUND, NOT_LOOKED_FOR)
        )
        if none_found:
            text = words(
                "None found for: {channels}. This does not prove that none exist.", channels=none_found
            )
            self.words(text, "quiet")
        if unsought:
            self.words(words("Not looked for: {channels}.", channels=unsought), "quiet")

    def _show_channel(self, channel: ChannelState, shown: CountrySheet) -> None:
        words = self._words
        self.heading(country_text.channel(channel.kind, words))
        basis = country_text.basis(channel.basis, words)
        sure = self._wording.confidence(channel.confidence) if channel.confidence else ""
        listed = (
            words("on a list dated {day}", day=dates.brief(words, channel.as_of)) if channel.as_of else ""
        )
        beneath = " · ".join(part for part in (basis, sure, listed) if part)
        chip = Chip(*self._wording.channel(channel.status))
        self.add(CardLine(country_text.channel_state(channel, words), beneath, status=chip))
        for instrument in channel.instruments:
            self._show_instrument(instrument, shown.clauses_of(instrument.id))

    def _show_instrument(self, instrument: Instrument, clauses: tuple[Clause, ...]) -> None:
        words = self._words
        self.beside(
            words(instrument.title),
            " · ".join(part for part in (instrument.organisation, instrument.reference) if part),
        )
        self.pairs((*self._known(instrument), *self._terms(instrument.terms)))
        for clause in clauses:
            place = words("art. {number}", number=clause.article) if clause.article else ""
            read = "" if clause.is_seen else words("not read")
            about = country_text.clause_subject(clause.subject, words).capitalize()
            title = " · ".join(part for part in (about, place, read) if part)
            self.note(title, country_text.as_compiled(clause.text, words))

    def _terms(self, terms: InstrumentTerms) -> tuple[tuple[str, str], ...]:
        words = self._words
        grounds = [terms_text.refusal_ground(each, words) for each in terms.refusal_grounds]
        days, more = terms.provisional_arrest_days, terms.provisional_arrest_extension_days
        arrest = words.count("{number} day", "{number} days", days) if days else ""
        if arrest and more:
            arrest = words("{days}, extendable by {number} more", days=arrest, number=more)
        return (
            (words("Grounds for refusal"), words.list_of(grounds)),
            (words("Own nationals"), country_text.as_compiled(terms.nationality_clause, words)),
            (words("Death penalty"), country_text.as_compiled(terms.death_penalty_clause, words)),
            (words("Humanitarian grounds"), country_text.as_compiled(terms.humanitarian_clause, words)),
            (words("Provisional arrest"), arrest),
            (words("Articles read"), terms.articles_read),
            (words("Languages"), words.list_of(words.language_name(tag) for tag in terms.languages)),
        )

    def _known(self, instrument: Instrument) -> tuple[tuple[str, str], ...]:
        words = self._words
        fields = [terms_text.field_read(each, words) for each in instrument.seen_fields]
        return (
            (words("Key dates"), country_text.life(instrument, words)),
            (words("Published"), {"yes": words("yes"), "no": words("no")}.get(instrument.published, "")),
            (words("Address"), instrument.url),
            (words("As reported in"), instrument.reported_in),
            (words("Fields read"), words.list_of(fields)),
            (words("Opinion piece"), country_text.as_compiled(instrument.op_ed_check, words)),
            (words("Notes"), country_text.as_compiled(instrument.notes, words)),
        )

    def _show_conflicts(self, shown: CountrySheet) -> None:
        if shown.conflicts:
            self.heading(self._words("Conflicting accounts"))
        for conflict in shown.conflicts:
            text = country_text.as_compiled(conflict.text, self._words)
            self.note(self._words(conflict.title), text)

    def _show_remedies(self, shown: CountrySheet) -> None:
        words, land = self._words, shown.country
        if land is None:
            return
        self.heading(words("Remedies"))
        for remedy in land.remedies:
            basis = country_text.remedy_basis(remedy.basis, words)
            _, tone, meaning = self._wording.remedy(remedy)
            chip = Chip(country_text.remedy_state(remedy.state, words), tone, meaning)
            self.add(CardLine(country_text.remedy(remedy.kind, words), basis, status=chip))
        practice = country_text.as_compiled(land.death_penalty_practice, words)
        self.pairs(((words("Death penalty in practice"), practice),))

    def _show_claims(self, shown: CountrySheet) -> None:
        words = self._words
        if shown.claims:
            self.heading(words("Public claims, checked"))
        for claim in shown.claims:
            through = words("as reported by {who}", who=claim.reported_in) if claim.reported_in else ""
            self.note(
                country_text.as_compiled(claim.claim, words),
                country_text.as_compiled(claim.notes, words),
                through or claim.url,
                Chip(*self._wording.result(claim.result)),
            )
