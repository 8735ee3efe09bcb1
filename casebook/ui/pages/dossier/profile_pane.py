"""One court profile: each rule with value, source and reading level; and rules not found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QPushButton

from casebook.base.i18n import Translator
from casebook.domain.dossier.filings.filing import source_of, value_in_words
from casebook.domain.dossier.filings.filing_report import without_rule
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.domain.dossier.profile_field import field_title
from casebook.domain.dossier.readers.reader_fact import ReaderFact, Receives
from casebook.services.dossier.profile import ProfileRow
from casebook.services.dossier.readers import reader_picture, reader_sheet
from casebook.services.library import country_text
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.base.own_listing import OwnPane
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button

_BINDING: dict[str, tuple[Tone, str]] = {
    "must": ("red", "warning"),
    "should": ("amber", "info"),
    "practice": ("blue", "people"),
    "info": ("grey", "note"),
}

_RECEIVES: dict[Receives, tuple[Tone, str]] = {
    "gets": ("red", "people"),
    "on-request": ("amber", "warning"),
    "kept-from": ("green", "done"),
}


def profile_states(words: Translator) -> dict[str, Status]:
    """Return the status texts of a profile."""
    return {
        "usable": (words("usable"), "green", "done"),
        "partial": (words("partial"), "amber", "warning"),
        "stub": (words("no checks defined"), "grey", "closed-eye"),
        "broken": (words("fails a check"), "red", "error"),
        "unread": (words("no rule found"), "grey", "closed-eye"),
    }


class ProfilePane(OwnPane):
    """The requirements of a court, rule by rule."""

    def __init__(self, context: PageContext, export: Callable[[str], None]) -> None:
        super().__init__(context.words("Court profile"))
        self._context, self._words, self._export = context, context.words, export

    def show_profile(self, row: ProfileRow) -> None:
        """Show this profile."""
        words = self._words
        chips = [Chip(*profile_states(words)[row.state])]
        if row.own_id:
            chips.append(Chip(words("Custom court profile"), "violet", "account"))
        self.begin(words(row.forum), row.id if row.gap is None else "", chips)
        if row.gap is not None:
            self.words(country_text.as_compiled(f"{row.gap.state}: {row.gap.note}", words))
            self.words(words("Nothing is checked for it, because no rule was found."), "quiet")
        if row.state == "broken":
            self.words(
                words("It no longer passes its checks. Edit it. Until then it is not used to check anything.")
            )
        copies = words("Copy as custom court profile") if row.profile else ""
        self.steps_of(words, row.id, row.own_id, copies, self._more(row))
        self.add_parts(self._rules(row.profile, row) if row.profile else iter(()))

    def _more(self, row: ProfileRow) -> tuple[QPushButton, ...]:
        if not row.own_id:
            return ()
        return (button(self._words("Export"), lambda: self._export(row.id), meaning="save"),)

    def _rules(self, profile: Profile, row: ProfileRow) -> Iterator[None]:
        """Add the rules one by one."""
        words = self._words
        self.words(country_text.as_compiled(profile.notes, words), "quiet")
        self.pairs([(words("Copied from"), row.taken_from), (words("Rules version"), profile.pack)])
        self.heading(words.count("{number} rule", "{number} rules", len(profile.rules)))
        for rule in profile.rules:
            self._rule(rule, profile)
            yield
        missing = without_rule(profile)
        if missing:
            self.heading(words("No rule found"))
            for field in missing:
                self.beside(words(field_title(field)), words("No rule was found, so nothing is checked."))
                yield
        self._readers(profile)
        yield

    def _readers(self, profile: Profile) -> None:
        """Add who gets what is filed there, as far as a source says so."""
        words = self._words
        self.heading(words("Who gets what is filed"))
        for fact in reader_picture.facts_of(profile.id):
            self._reader(fact)
        self.words(words("Whether any other reader gets it is not known: ask the registry."), "quiet")

    def _reader(self, fact: ReaderFact) -> None:
        words = self._words
        title = words(
            "{first} → {second}",
            first=reader_sheet.reader(fact.from_, words),
            second=reader_sheet.reader(fact.reader, words),
        )
        tone, sign = _RECEIVES[fact.receives]
        status = reader_sheet.receives(fact.receives, words)
        unread = Chip(words("not read, not printed"), "red", "error")
        chip = Chip(status, tone, sign) if fact.reading_level != "none" else unread
        self.note(title, reader_sheet.fact_text(fact, words), reader_sheet.fact_basis(fact, words), chip)
        if fact.rule_id:
            place = Location(page="rules", id=fact.rule_id)
            self.add(Opening(words("Go to deadline rule"), partial(self._context.go, place)))

    def _rule(self, rule: FormatRule, profile: Profile) -> None:
        words = self._words
        notes = [
            source_of(rule, words)
            if rule.pinpoint
            else words("No source is stated, so it never counts as “must fix”.")
        ]
        notes.append(words.labelled(words("Type of source"), words(rule.kind)) if rule.kind else "")
        if not rule.is_seen:
            notes.append(words("The wording of the rule was not read."))
        elif rule.needs_confirming:
            notes.append(words("The text that was read is old or of little authority. Confirm it."))
        if rule.is_as_of_estimated:
            notes.append(words("The date of the text read is not known."))
        if rule.profile_id != profile.id:
            notes.append(words("Inherited from {profile}.", profile=rule.profile_id))
        beneath = "\n".join(part for part in notes if part)
        title, value = words(field_title(rule.field)), words(value_in_words(rule))
        self.note(title, value, beneath, Chip(*self._binding(rule)))

    def _binding(self, rule: FormatRule) -> Status:
        words = self._words
        named = {
            "must": words("mandatory: must fix") if rule.may_block else words("mandatory: warning only"),
            "should": words("recommended"),
            "practice": words("customary practice"),
            "info": words("guidance"),
        }
        tone, meaning = _BINDING[rule.level]
        if rule.level == "must" and not rule.may_block:
            tone = "amber"
        return named[rule.level], tone, meaning
