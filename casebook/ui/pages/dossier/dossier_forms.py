"""Forms of a dossier: cover and court, a section, the choice of exhibits, omissions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QPushButton

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.absence import title_or_absent
from casebook.domain.dossier.dossier import Dossier, Omission, Section
from casebook.domain.dossier.exhibit_group import in_groups
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.document import Document, by_mark
from casebook.domain.library.finding import Finding
from casebook.domain.library.sheet import ELSEWHERE
from casebook.services.dossier import dossier as dossiers
from casebook.services.dossier.compose import TITLES
from casebook.services.dossier.cross_reference import WRITTEN
from casebook.services.dossier.dossier_file import DossierFile
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.dossier.dossier_cover import cover_fields
from casebook.ui.pages.dossier.dossier_text import text_field
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form

_MAX_SAID = 140

_MODULES, _FOREIGN_LAW = "modules", "has_foreign_law"
"""Key of the field that adds drafts of arguments to the text; it is no field of a section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierForm:
    """A form of the dossier page.

    Attributes:
        title: stands above the fields.
        draft: what its drafts are kept under.
        values: what it begins with.
        makes: the dossier as the values have it.
        said: what was done, in words.
    """

    title: str
    draft: str
    fields: tuple[Field, ...]
    values: Values
    makes: Callable[[Values], Dossier]
    said: str


def new_dossier(context: PageContext) -> Form:
    """Return the form of a new dossier: title and type."""
    words, makers = context.words, FieldFactory(context)
    kinds = Wording(words).dossier_kind
    fields = (
        Field(key="title", title=words("Title"), makes=makers.text(words("Bundle for the appeal"))),
        Field(
            key="kind",
            title=words("Type"),
            makes=makers.choice(kinds),
            help=words("The sections are arranged in a suggested order. You can change all of them."),
        ),
        Field(
            key="has_all_exhibits",
            title=words("Include all documents of the case as exhibits, and number those without a number"),
            makes=makers.tick(),
        ),
    )
    return Form(Message("New dossier"), fields, words, keep=words("Create dossier"), is_card=True)


def nothing_yet(words: Translator, first: QPushButton) -> Empty:
    """Return the empty state of a case without dossiers."""
    return Empty(
        "dossier",
        words("No dossiers yet"),
        words(
            "A dossier is built from the case: statement, chronology, country conditions by topic, "
            "adverse material, sources, exhibits. The result is one PDF that a court can accept."
        ),
        first,
    )


def is_there(dossier: Dossier, wanted: DossierTarget) -> bool:
    """Return whether the edited item still exists in the dossier."""
    return wanted.kind != "section" or any(part.id == wanted.id for part in dossier.sections)


def form_of(context: PageContext, file: DossierFile, wanted: DossierTarget) -> DossierForm:
    """Return the form of cover, exhibits, omissions or a section."""
    if wanted.kind == "section":
        return _section(context, file, wanted.id)
    return {"cover": _cover, "exhibits": _exhibits, "omissions": _omissions}[wanted.kind](context, file)


def _cover(context: PageContext, file: DossierFile) -> DossierForm:
    words, dossier, fields = context.words, file.dossier, cover_fields(context, file)
    title = Message("Cover, court or body")
    return DossierForm(
        title=words(title),
        draft=f"{title.msgid}/cover/{dossier.id}",
        fields=fields,
        values={field.key: getattr(dossier, field.key) for field in fields},
        makes=lambda values: replace(dossier, **values),
        said=words("Cover updated"),
    )


def _section(context: PageContext, file: DossierFile, section_id: str) -> DossierForm:
    words, makers, dossier = context.words, FieldFactory(context), file.dossier
    part = next(each for each in dossier.sections if each.id == section_id)
    title, budget, called = _of_every_part(words, makers)
    written = (text_field(context, file, part),) if part.kind in WRITTEN else ()
    fields = (title, *written, *_chosen(context, file, part), budget, called)

    def makes(values: Values) -> Dossier:
        added, is_whole = values.get(_MODULES, ()), values.get(_FOREIGN_LAW, False)
        own = {key: value for key, value in values.items() if key not in {_MODULES, _FOREIGN_LAW}}
        changed = replace(part, **own)
        chosen = (module for module in file.modules if module.id in added)
        drafts = [module.whole if is_whole else module.text for module in chosen]
        text = "\n\n".join(filter(None, (changed.text.rstrip(), *drafts)))
        return dossier.with_section_changed(replace(changed, text=text) if drafts else changed)

    called_by_itself = Wording(words).section_kind[part.kind]
    return DossierForm(
        title=part.title or called_by_itself,
        draft=f"{TITLES[part.kind]}/{DossierTarget(kind='section', id=part.id).key}/{dossier.id}",
        fields=fields,
        values={field.key: getattr(part, field.key, ()) for field in fields},
        makes=makes,
        said=words("Section updated"),
    )


def _of_every_part(words: Translator, makers: FieldFactory) -> tuple[Field, Field, Field]:
    """Return heading, page limit and label."""
    title = Field(
        key="title", title=words("Heading"), makes=makers.text(words("Default for this type")), is_wide=True
    )
    budget = Field(
        key="most_pages",
        title=words("Page limit"),
        makes=makers.number(),
        help=words("Leave empty for no limit. You are warned when building if the section is longer."),
    )
    called = Field(
        key="label",
        title=words("Label"),
        makes=makers.text(),
        help=words("[[#label]] becomes a link to this section, shown by its letter."),
    )
    return title, budget, called


def _chosen(context: PageContext, file: DossierFile, part: Section) -> tuple[Field, ...]:
    """Return topics, and for country conditions findings; adverse material cannot be narrowed."""
    words = context.words
    chosen_from = {"statistics": _measures, "cooperation": _countries}
    if part.kind == "skeleton":
        return _modules(context, file)
    if part.kind in chosen_from:
        return (chosen_from[part.kind](context, file),)
    if part.kind == "chronology":
        return (
            Field(
                key="is_drawn",
                title=words("Include a diagram of the proceedings"),
                makes=FieldFactory(context).tick(),
            ),
        )
    if part.kind not in dossiers.BY_TOPIC:
        return ()
    topics = [(topic.id, words(topic.title)) for topic in file.topics.values()]
    chosen = Field(
        key="topics",
        title=words("Topics"),
        makes=_ticks(topics, words("Search topics")),
        help=words("In the order selected."),
        is_wide=True,
    )
    if part.kind == "adverse-material":
        return (chosen,)
    narrowed = Field(
        key="findings",
        title=words("Findings"),
        makes=_ticks(_citable(words, file, part), words("Search findings")),
        help=words(
            "If you select none, all findings on these topics are used. Save new topics first to "
            "choose from their findings."
        ),
        is_wide=True,
    )
    return (chosen, narrowed)


def _modules(context: PageContext, file: DossierFile) -> tuple[Field, Field]:
    words = context.words
    added = Field(
        key=_MODULES,
        title=words("Add arguments"),
        makes=_ticks([(each.id, each.title) for each in file.modules], words("Search arguments")),
        help=words(
            "The draft of each is added at the end of the text: issue, law with its authorities, "
            "application, responses and relief. Passages to be written are marked [[?…]]."
        ),
        is_wide=True,
    )
    foreign = Field(
        key=_FOREIGN_LAW,
        title=words("Also add statutes of other countries"),
        makes=FieldFactory(context).tick(),
        help=words("Each is named with its country. Without this, only the law of the court is added."),
    )
    return added, foreign


def _measures(context: PageContext, file: DossierFile) -> Field:
    words = context.words
    return Field(
        key="measures",
        title=words("Measures"),
        makes=_ticks([(each, each) for each in file.measures], words("Search measures")),
        help=words("Each is shown with its years and sources, in the order selected."),
        is_wide=True,
    )


def _countries(context: PageContext, file: DossierFile) -> Field:
    words = context.words
    several = {ELSEWHERE: words("International organisations and multiple states")}
    named = sorted(
        ((code, several.get(code) or words.territory_name(code)) for code in file.countries),
        key=lambda pair: (pair[0] in several, pair[1]),
    )
    return Field(
        key="countries",
        title=words("Countries"),
        makes=_ticks(named, words("Search countries")),
        help=words(
            "Each country sheet is printed as it is in the country data, and states how each item is known."
        ),
        is_wide=True,
    )


def _topic_title(words: Translator, file: DossierFile, finding: Finding) -> str:
    topic = file.topics.get(finding.topic_id)
    return words(topic.title) if topic else title_or_absent(None, words)


def _citable(words: Translator, file: DossierFile, part: Section) -> list[tuple[str, str]]:
    findings = (citation.finding for citation in file.found)
    return [
        (finding.id, words.labelled(_topic_title(words, file, finding), finding.statement))
        for finding in findings
        if finding.topic_id in part.topics and not finding.is_adverse and finding.reading_level != "none"
    ]


def _exhibits(context: PageContext, file: DossierFile) -> DossierForm:
    words, dossier = context.words, file.dossier
    documents = sorted(file.documents.values(), key=by_mark)
    choices = [(each.id, _document(each)) for each in documents]
    makers = FieldFactory(context)
    fields = (
        Field(
            key="exhibit_ids",
            title=words("Exhibits"),
            makes=_ticks(choices, words("Search evidence"), words("Choose all exhibits")),
            help=words(
                "New exhibits are added at the end; drag them into place. Exhibit numbers are set on "
                "the Evidence page."
            ),
            is_wide=True,
        ),
        Field(
            key="challenged_id",
            title=words("Decision challenged"),
            makes=makers.choice({"": words("None"), **dict(choices)}),
        ),
        Field(
            key="is_grouped",
            title=words("Arrange in groups, the decision challenged first"),
            makes=makers.tick(),
        ),
        Field(key="has_dividers", title=words("Tab sheet before each exhibit"), makes=makers.tick()),
    )
    title = Message("Choose exhibits")
    return DossierForm(
        title=words(title),
        draft=f"{title.msgid}/exhibits/{dossier.id}",
        fields=fields,
        values={field.key: getattr(dossier, field.key) for field in fields},
        makes=lambda values: _with_exhibits(file, replace(dossier, **values)),
        said=words("Exhibits updated"),
    )


def _with_exhibits(file: DossierFile, dossier: Dossier) -> Dossier:
    return in_groups(dossier, file.documents) if dossier.is_grouped else dossier


def _document(document: Document) -> str:
    return f"{document.exhibit_mark or '–'}  {document.title}"


def _omissions(context: PageContext, file: DossierFile) -> DossierForm:
    words, makers, dossier = context.words, FieldFactory(context), file.dossier
    parts = (
        Field(
            key="finding_id",
            title=words("Adverse finding or decision"),
            makes=makers.choice({"": "", **_adverse(file)}),
            is_required=True,
            is_wide=True,
        ),
        Field(key="reason", title=words("Reason"), makes=makers.long(), is_required=True, is_wide=True),
    )
    fields = (
        Field(
            key="omissions",
            title=words("Deliberately left out"),
            makes=makers.parts(parts, Omission, words("Leave out an item")),
            help=words(
                "Because of the duty of candour, each omission is recorded with its reason. "
                "Anything not recorded is included."
            ),
            is_wide=True,
        ),
    )
    title = Message("Omissions and reasons")
    return DossierForm(
        title=words(title),
        draft=f"{title.msgid}/omissions/{dossier.id}",
        fields=fields,
        values={"omissions": dossier.omissions},
        makes=lambda values: replace(dossier, omissions=tuple(values["omissions"])),
        said=words("Omissions updated"),
    )


def _adverse(file: DossierFile) -> dict[str, str]:
    findings = {
        citation.finding.id: f"{citation.finding.statement[:_MAX_SAID]} ({citation.source.title})"
        for citation in file.found
        if citation.finding.is_adverse
    }
    return findings | {
        decision.id: f"{decision.summary[:_MAX_SAID]} ({decision.title})" for decision in file.authorities
    }


def _ticks(choices: list[tuple[str, str]], search: str, select_all: str = "") -> Make:
    return lambda name: TicksEntry(name, choices, search, select_all=select_all)
