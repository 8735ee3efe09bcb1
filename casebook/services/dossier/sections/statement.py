"""The statement of the case: the client, the proceedings, the relief sought and the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from casebook.base.message import gettext_noop
from casebook.domain.base.date import in_words, years_in_words
from casebook.domain.base.name import Name
from casebook.domain.case.proceeding import Proceeding, ProceedingKind, Stage
from casebook.domain.dossier.composition import Block, Heading, Line, Pairs, Span, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.person.person import Person
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose
from casebook.services.dossier.sections.service_copy import shown_proceedings, without_whereabouts

PROCEEDING_KINDS: Mapping[ProceedingKind, str] = {
    "extradition": gettext_noop("extradition"),
    "surrender-hong-kong": gettext_noop("surrender to Hong Kong"),
    "removal": gettext_noop("removal"),
    "asylum": gettext_noop("asylum"),
    "interim-measures": gettext_noop("interim measures"),
    "treaty-body": gettext_noop("treaty body"),
    "interpol": gettext_noop("Interpol"),
    "detention-review": gettext_noop("detention review"),
    "judicial-review": gettext_noop("judicial review"),
    "voluntary-return": gettext_noop("“voluntary return”"),
}
SCRIPTS = {
    "Hans": gettext_noop("Chinese, simplified"),
    "Hant": gettext_noop("Chinese, traditional"),
    "Latn": gettext_noop("Latin"),
    "Arab": gettext_noop("Arabic"),
    "Tibt": gettext_noop("Tibetan"),
    "Cyrl": gettext_noop("Cyrillic"),
    "Mong": gettext_noop("Mongolian"),
    "Zyyy": "other",
}
KINDS = {
    "legal": gettext_noop("legal name"),
    "birth": gettext_noop("at birth"),
    "alias": gettext_noop("alias"),
    "pen-name": gettext_noop("pen name"),
    "former": gettext_noop("former name"),
    "religious": gettext_noop("religious name"),
    "transliteration": gettext_noop("transliteration by the program"),
    "pinyin": "pinyin",
    "wade-giles": gettext_noop("Wade-Giles"),
    "hong-kong": gettext_noop("Hong Kong spelling"),
    "uly": gettext_noop("Uyghur (Latin script)"),
    "wylie": gettext_noop("Wylie"),
    "as-in-passport": gettext_noop("as in the passport"),
}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Particulars of each client, each proceeding, then the section's text, and claims to asylum last.

    A service copy keeps these back: at the end they leave the headings before them their numbers.
    """
    content: list[Block] = []
    for client in dossier_data.clients:
        content += [
            Heading(text=dossier_data.words("The person")),
            *_names(dossier_data, client),
            _particulars(dossier_data, client),
        ]
    proceedings = shown_proceedings(dossier_data)
    content += _proceedings(dossier_data, (one for one in proceedings if one.kind != "asylum"))
    shown = replace(section, text=without_whereabouts(dossier_data, section.text))
    text = prose.blocks(dossier_data, shown)
    if text and not isinstance(text[0], Heading):
        content.append(Heading(text=dossier_data.words("Statement")))
    claims = (one for one in proceedings if one.kind == "asylum")
    return (*content, *text, *_proceedings(dossier_data, claims))


def _proceedings(dossier_data: DossierData, proceedings: Iterable[Proceeding]) -> Iterator[Block]:
    for proceeding in proceedings:
        yield Heading(text=_heading(dossier_data, proceeding))
        yield _proceeding(dossier_data, proceeding)


def _names(dossier_data: DossierData, client: Person) -> tuple[TextTable, ...]:
    """Every name of the person; none in a copy that hides who they are."""
    if dossier_data.copy_kind == "pseudonymised":
        return ()
    words = dossier_data.words
    table = TextTable(
        head=(words("Name"), words("Script"), words("Type"), words("Appears in")),
        rows=tuple(_name(dossier_data, name) for name in client.names),
        widths=(0.28, 0.18, 0.29, 0.25),
    )
    return (table,)


def _name(dossier_data: DossierData, name: Name) -> tuple[Line, ...]:
    kind = " · ".join(dossier_data.words(KINDS[part]) for part in (name.kind, name.romanisation) if part)
    return (
        (Span(name.text, language=name.language),),
        (Span(dossier_data.words(SCRIPTS[name.script])),),
        (Span(kind),),
        (Span(name.stands_in),),
    )


def _particulars(dossier_data: DossierData, client: Person) -> Pairs:
    words = dossier_data.words
    papers = words.series_of(
        " ".join(part for part in (paper.kind, paper.number) if part) for paper in client.papers
    )
    if dossier_data.copy_kind == "pseudonymised":
        return _pairs(
            (words("Name"), client.leading_name),  # covered by the label that stands for it
            (words("Date of birth"), years_in_words(client.born, words)),
            (
                words("Nationality"),
                words.list_of(words.territory_name(code) for code in client.nationalities),
            ),
            (words("Ethnicity"), client.ethnicity),
            (words("Religion"), client.religion),
        )
    return _pairs(
        (words("Date of birth"), in_words(client.born, words) if client.born else ""),
        (words("Place of birth"), client.birth_place),
        (words("Nationality"), words.list_of(words.territory_name(code) for code in client.nationalities)),
        (words("Ethnicity"), client.ethnicity),
        (words("Religion"), client.religion),
        (words("Languages"), words.list_of(words.language_name(tag) for tag in client.languages)),
        (words("Identity documents"), papers),
    )


def _heading(dossier_data: DossierData, proceeding: Proceeding) -> str:
    """Return the kind of a proceeding, with stage and number or court where there is another of the kind."""
    kind = dossier_data.words(PROCEEDING_KINDS[proceeding.kind])
    heading = dossier_data.words("Proceeding: {kind}", kind=kind)
    alike = [one for one in shown_proceedings(dossier_data) if one.kind == proceeding.kind]
    stages = [stage.title for stage in proceeding.stages]
    which = ", ".join(filter(None, (*stages[-1:], proceeding.number or proceeding.forum)))
    return f"{heading} ({which})" if len(alike) > 1 and which else heading


def _proceeding(dossier_data: DossierData, proceeding: Proceeding) -> Pairs:
    words = dossier_data.words
    stages = words.series_of(
        words.list_of(part for part in (stage.title, stage_days(dossier_data, stage), stage.outcome) if part)
        for stage in proceeding.stages
    )
    stages = without_whereabouts(dossier_data, stages)
    return _pairs(
        (words("Court or body"), proceeding.forum),
        (words("Number"), proceeding.number),
        (words("Requested by"), proceeding.requested_by),
        (words("Alleged offence"), proceeding.offence),
        (words("Article relied on"), proceeding.prc_article),
        (words("Stages"), stages),
        (words("Outcome"), without_whereabouts(dossier_data, proceeding.outcome)),
    )


def stage_days(dossier_data: DossierData, stage: Stage) -> str:
    """The days of a stage in words."""
    begins = in_words(stage.begins, dossier_data.words)
    if stage.ends is None:
        return dossier_data.words("since {day}", day=begins)
    if stage.ends == stage.begins:
        return begins
    return dossier_data.words("{start} to {end}", start=begins, end=in_words(stage.ends, dossier_data.words))


def _pairs(*rows: tuple[str, str]) -> Pairs:
    """Label and value, leaving out what is not known."""
    return Pairs(rows=tuple((label, (Span(value),)) for label, value in rows if value))
