"""The free text of a section: its field and possible references."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.message import gettext_noop
from casebook.domain.dossier.dossier import Section, SectionKind
from casebook.domain.dossier.prose import CrossReferenceLabel
from casebook.services.dossier.cross_reference import cross_reference_labels
from casebook.services.dossier.dossier_file import DossierFile
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.entry_prose import ProseEntry
from casebook.ui.widgets.forms.field import Field

_MAX_SAID = 60


_PARAGRAPHS = gettext_noop("Separate paragraphs with a blank line. They are numbered automatically.")
_HINTS: dict[SectionKind, str] = {
    "persons": gettext_noop(
        "Clients, counsel, judges, experts and interpreters are listed by themselves. Add others, "
        "one a line: the name, a colon, who this is."
    ),
    "terms": gettext_noop("One abbreviation or term a line, a colon, and its meaning."),
    "essential-reading": gettext_noop(
        "One passage a line, in the order of reading, a colon, and the minutes."
    ),
    "table-of-authorities": gettext_noop(
        "Authorities of the library are listed by themselves. Add others, one a line: how the text cites "
        "it, a colon, and the full citation."
    ),
    "signature": gettext_noop("Name, capacity and address for service of who signs, one a line."),
}
"""What to write in parts that are no paragraphs."""


def text_field(context: PageContext, file: DossierFile, part: Section) -> Field:
    """Return the text field of a section, with the instructions of its template."""
    words = context.words
    hint = words(_HINTS.get(part.kind, _PARAGRAPHS))
    how = words(
        "[[5 p.3]] becomes a link to page 3 of exhibit 5. {#risk} at the start of a paragraph "
        "labels it, and [[#risk]] becomes “paragraph 7”: the word with the paragraph number. "
        "*Italic* and **bold** work in Latin, Greek and Cyrillic script; bold also works in Uyghur "
        "and Tibetan. Chinese and Mongolian are set upright."
    )

    def offers(text: str) -> list[tuple[str, str]]:
        return _offers(context, file, replace(part, text=text))

    def made(name: str) -> ProseEntry:
        entry = ProseEntry(name, words, hint, offers)
        entry.edit.language = file.dossier.language
        return entry

    return Field(
        key="text",
        title=words("Text"),
        makes=made,
        help=f"{words(part.prompt)} {how}".strip(),
        is_wide=True,
    )


def _offers(context: PageContext, file: DossierFile, part: Section) -> list[tuple[str, str]]:
    """Return exhibits by number, then sections, headings and paragraphs by label, in the current text."""
    words, dossier = context.words, file.dossier
    sections = tuple(part if section.id == part.id else section for section in dossier.sections)
    exhibits = [
        (
            words("Exhibit {mark}: {title}", mark=exhibit.exhibit_mark, title=exhibit.title),
            exhibit.exhibit_mark,
        )
        for exhibit in file.exhibits
        if exhibit.exhibit_mark
    ]
    kinds = Wording(words).section_kind
    parts = {f"part:{section.id}": section.title or kinds[section.kind] for section in sections}

    def said(label: CrossReferenceLabel) -> str:
        return f"#{label.name}  {parts.get(label.anchor, label.text)[:_MAX_SAID]}"

    labels = cross_reference_labels(replace(dossier, sections=sections), file.grounds, file.measures)
    return [*exhibits, *((said(label), f"#{label.name}") for label in labels if label.kind != "unnumbered")]
