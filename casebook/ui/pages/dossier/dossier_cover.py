"""The cover of a dossier, and its court or body."""

from __future__ import annotations

from casebook.domain.dossier.dossier import CoverLine
from casebook.domain.dossier.profile import Profile
from casebook.services.dossier.dossier_file import DossierFile
from casebook.services.dossier.profile import is_own
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.widgets.forms.field import Field

LANGUAGES = ("en", "en-US", "fr", "es", "de", "el", "zh-Hans", "zh-Hant")


def cover_fields(context: PageContext, file: DossierFile) -> tuple[Field, ...]:
    """Return the fields: title, court, number, parties, hearing, further lines, and language."""
    words, makers = context.words, FieldFactory(context)
    forums = {"": words("None"), **{each.id: _forum(context, each) for each in file.profiles}}
    named = {tag: words.language_name(tag) for tag in LANGUAGES}
    return (
        Field(key="title", title=words("Title"), makes=makers.text(), is_required=True, is_wide=True),
        Field(
            key="profile_id",
            title=words("Court or body"),
            makes=makers.choice(forums),
            is_wide=True,
            help=words("Its format rules are checked. Where no rule was found, this is stated."),
        ),
        Field(key="court", title=words("Court"), makes=makers.text()),
        Field(key="number", title=words("Case number"), makes=makers.text()),
        Field(key="parties", title=words("Parties"), makes=makers.text(), is_wide=True),
        Field(key="hearing_on", title=words("Hearing on"), makes=makers.day("future")),
        _cover_lines(context, file),
        Field(
            key="page_mark",
            title=words("Mark on every page"),
            makes=makers.text(),
            help=words("One word of capitals and digits, such as SPECIMEN. A draft is also marked DRAFT."),
        ),
        Field(key="language", title=words("Language of standard texts"), makes=makers.choice(named)),
        Field(
            key="references_at",
            title=words("References"),
            makes=makers.choice({"text": words("in the text"), "foot": words("at the foot of the page")}),
            help=words(
                "At the foot of the page: sources, and exhibits in brackets. References needed in a "
                "sentence stay in the text."
            ),
        ),
    )


def _forum(context: PageContext, profile: Profile) -> str:
    """Return a court with its place; a custom profile with its ID, since titles may be equal."""
    beside = (
        f"{context.words('custom court profile')} {profile.id}" if is_own(profile) else profile.jurisdiction
    )
    return context.words.bracketed(context.words(profile.forum), beside)


def _cover_lines(context: PageContext, file: DossierFile) -> Field:
    """Return further lines, with the field of the court that each fills, if any."""
    words, makers, dossier = context.words, FieldFactory(context), file.dossier
    rule = file.profile.rule("cover_fields") if file.profile else None
    fields = [str(field) for field in rule.value] if rule and isinstance(rule.value, tuple) else []
    fields += [line.field for line in dossier.cover_lines if line.field and line.field not in fields]
    parts = (
        Field(key="text", title=words("Line"), makes=makers.text(), is_required=True, is_wide=True),
        Field(
            key="field",
            title=words("Requirement it fulfils"),
            makes=makers.choice({"": words("None"), **{field: field for field in fields}}),
            is_wide=True,
        ),
    )
    return Field(
        key="cover_lines",
        title=words("More cover lines"),
        makes=makers.parts(parts, CoverLine, words("Add line")),
        help=words("For example who files it, the judge, or a marking the court or body requires."),
        is_wide=True,
    )
