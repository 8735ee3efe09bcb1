"""Dossiers: lists, and new ones created from a template and the records of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.i18n import is_language
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event, upcoming
from casebook.domain.case.ground import Ground
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding, only_running
from casebook.domain.dossier.build import Build
from casebook.domain.dossier.composition import PAGE_MARK
from casebook.domain.dossier.dossier import Dossier, DossierKind, Section, SectionKind
from casebook.domain.dossier.dossier_template import TemplatePart
from casebook.domain.dossier.exhibit_group import in_groups
from casebook.domain.evidence.document import Document, by_mark
from casebook.domain.evidence.transcript import is_recording
from casebook.domain.exposure.charge import Charge
from casebook.packs.dossier.dossier_template import read_dossier_templates
from casebook.services.base import form, record
from casebook.services.base.office import office
from casebook.services.base.session import Session
from casebook.services.case import case as cases
from casebook.services.dossier.profile import profile_of, profiles
from casebook.services.dossier.sections.assurance_record import has_record
from casebook.services.evidence.set_kinds import can_be_exhibit
from casebook.services.library import country
from casebook.services.library.suggestion import TOPICS
from casebook.services.person import person

SETTINGS = (
    "title",
    "profile_id",
    "language",
    "court",
    "number",
    "parties",
    "hearing_on",
    "cover_lines",
    "references_at",
    "exhibit_ids",
    "challenged_id",
    "is_grouped",
    "has_dividers",
    "page_mark",
)
"""The settings of a dossier, without its sections."""
BY_TOPIC: frozenset[SectionKind] = frozenset({"country-conditions", "adverse-material"})
_SHOWS: Mapping[SectionKind, type[Assurance | Charge | Ground | Incident]] = {
    "grounds": Ground,
    "assurances": Assurance,
    "assurance-record": Assurance,
    "exposure": Charge,
    "incidents": Incident,
}


@entity
class DossierRow:
    """A line of the list of all dossiers.

    Attributes:
        reference: of its case, or "" if the case is in the bin.
        forum: the name of its court or body, or "" where none is chosen or its profile is gone.
        last: its newest build, or None.
    """

    id: str
    dossier: Dossier
    reference: str
    forum: str
    last: Build | None


def rows(session: Session) -> list[DossierRow]:
    """All dossiers of all cases."""
    dossiers = record.every(session, Dossier)
    references = cases.shown_references(session, (dossier.case_id for dossier in dossiers))
    forums = {profile.id: profile.forum for profile in profiles(session)}
    last: dict[str, Build] = {}
    for build in sorted(record.every(session, Build), key=lambda build: build.built_at):
        last[build.dossier_id] = build
    return [
        DossierRow(
            id=dossier.id,
            dossier=dossier,
            reference=references.get(dossier.case_id, ""),
            forum=forums.get(dossier.profile_id, ""),
            last=last.get(dossier.id),
        )
        for dossier in dossiers
    ]


def draft(
    session: Session,
    case_id: str,
    title: str,
    kind: DossierKind = "hearing-dossier",
    *,
    has_all_exhibits: bool = False,
) -> Dossier:
    """Create a dossier from the template of its kind, with the case's topics, country and exhibits.

    Court and number are those of the next hearing's proceeding, otherwise of the only one that runs, as are
    the parties; the language is that of the office. A dossier for a hearing has its day on the cover.

    Sections on grounds, assurances or incidents are left out if the case has none.

    Args:
        session: the open vault.
        case_id: of its case.
        title: what it is for.
        kind: which template it begins with.
        has_all_exhibits: whether documents without an exhibit number go in, too, numbered on behind the
            others; those that cannot be printed stay out.

    Raises:
        NotFound: there is no such case.
        InvalidInput: it has no title.
    """
    if not title.strip():
        raise InvalidInput("The dossier has no title.", field="title", remedy="Enter what it is for.")
    case = record.find(session, Case, case_id)
    template = next(candidate for candidate in read_dossier_templates() if candidate.id == kind)
    documents = record.of_case(session, Document, case_id)
    numbered = _numbered(documents) if has_all_exhibits and template.has_exhibits else ()
    marked = sorted((document for document in documents if document.exhibit_mark), key=by_mark)
    # What has a profile of its own goes to that body, not to the court of a proceeding.
    proceeding, hearing_on = (None, None) if template.profile_id else _subject(session, case_id)
    dossier = Dossier(
        id=session.ids(),
        case_id=case_id,
        title=title.strip(),
        kind=kind,
        profile_id=template.profile_id or _profile_id(session, case, proceeding),
        language=office(session).language,
        court=proceeding.forum if proceeding else "",
        number=proceeding.number if proceeding else "",
        hearing_on=hearing_on if kind == "hearing-dossier" else None,
        parties=_parties(session, case, proceeding),
        sections=tuple(
            replace(section, id=session.ids())
            for section in _candid(
                section for part in template.parts for section in _sections(session, case, part)
            )
        ),
        exhibit_ids=tuple(document.id for document in (*marked, *numbered) if template.has_exhibits),
    )
    with session.store.write("dossier.add") as transaction:
        transaction.replace_all(numbered)
        transaction.add(dossier)
    return dossier


def _numbered(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents that can be printed and have no exhibit number, each with the next one."""
    marks = {document.exhibit_mark for document in documents}
    highest = max((int(mark) for mark in marks if mark.isdecimal()), default=0)
    unnumbered = (
        document
        for document in documents
        if not document.exhibit_mark and (can_be_exhibit(document) or is_recording(document.media_type))
    )
    return tuple(
        replace(document, exhibit_mark=str(number))
        for number, document in enumerate(unnumbered, start=highest + 1)
    )


def _parties(session: Session, case: Case, proceeding: Proceeding | None) -> str:
    """Return who stands against whom on a cover, as the proceeding names them; the clients alone without."""
    clients = ", ".join(client.leading_name for client in person.clients_of(session, case))
    return " / ".join(part for part in (proceeding.requested_by if proceeding else "", clients) if part)


def _profile_id(session: Session, case: Case, proceeding: Proceeding | None) -> str:
    """Return the one profile of a court whose name the proceeding states, or ""."""
    if proceeding is None:
        return ""
    country, forum = case.jurisdiction.partition("-")[0], proceeding.forum.casefold()
    same = [
        profile.id
        for profile in profiles(session)
        if profile.jurisdiction.partition("-")[0] == country
        and profile.forum.casefold().partition(":")[0] == forum
    ]
    return same[0] if len(same) == 1 else ""


def _subject(session: Session, case_id: str) -> tuple[Proceeding | None, date | None]:
    """Return the proceeding of the next hearing and its day; without one, the only proceeding that runs."""
    proceedings = {one.id: one for one in record.of_case(session, Proceeding, case_id)}
    coming = upcoming(record.of_case(session, Event, case_id), session.clock().date())
    hearing = next((event for event in coming if event.kind == "hearing" and not event.on.is_unknown), None)
    only = only_running(list(proceedings.values()))
    if hearing is None:
        return only, None
    hearing_on = hearing.on.earliest_on if hearing.on.is_exact else None
    return proceedings.get(hearing.proceeding_id, only), hearing_on


def new_section(dossier: Dossier, kind: SectionKind, section_id: str) -> Section:
    """A new section; one organised by topic starts with the topics of the other sections."""
    topics = next((part.topics for part in dossier.sections if part.topics), ())
    return Section(id=section_id, kind=kind, topics=topics if kind in BY_TOPIC else ())


def change_settings(session: Session, dossier_id: str, values: Mapping[str, object]) -> Dossier:
    """Change a dossier's title, forum, language, cover, position of references, exhibits and their order.

    Args:
        session: the open vault.
        dossier_id: of the dossier.
        values: by field, each one of `SETTINGS`; others stay unchanged. An exhibit is given by its number
            or the ID of its document.

    Raises:
        NotFound: there is no such dossier, forum or exhibit.
        InvalidInput: a field is none of these, or does not take its value.
    """
    other = next((name for name in values if name not in SETTINGS), "")
    if other:
        remedy = Message(
            "These are: {settings}. Sections are added with --add-section and removed with --remove-section.",
            settings=tuple(SETTINGS),
        )
        raise InvalidInput(
            Message("{setting} is not a dossier setting.", setting=other), field=other, remedy=remedy
        )
    title, profile_id = values.get("title", "-"), values.get("profile_id")
    if isinstance(title, str) and not title.strip():
        raise InvalidInput("The dossier has no title.", field="title", remedy="Enter what it is for.")
    language = values.get("language", "en")
    if not isinstance(language, str) or not is_language(language):
        raise InvalidInput(
            "That is not a valid language tag.",
            field="language",
            remedy="Enter a language code such as en, fr or zh-Hant.",
        )
    if isinstance(profile_id, str) and profile_id:
        profile_of(profile_id, session)
    mark = values.get("page_mark", "")
    if not isinstance(mark, str) or (mark and PAGE_MARK.fullmatch(mark) is None):
        raise InvalidInput(
            "That cannot be printed on every page.",
            field="page_mark",
            remedy="Enter one word of capitals and digits, such as SPECIMEN, at most 24 letters.",
        )
    if "exhibit_ids" in values:
        chosen = values["exhibit_ids"]
        exhibits = chosen if isinstance(chosen, (list, tuple)) else (chosen,)
        case_id = record.find(session, Dossier, dossier_id).case_id
        values = {**values, "exhibit_ids": _exhibit_ids(session, case_id, exhibits)}
    if values.get("challenged_id"):
        case_id = record.find(session, Dossier, dossier_id).case_id
        (challenged_id,) = _exhibit_ids(session, case_id, (values["challenged_id"],), field="challenged_id")
        values = {**values, "challenged_id": challenged_id}
    changed = form.edit(session, Dossier, dossier_id, values)
    return _in_groups(session, changed) if changed.is_grouped else changed


def _in_groups(session: Session, dossier: Dossier) -> Dossier:
    documents = {document.id: document for document in record.of_case(session, Document, dossier.case_id)}
    grouped = in_groups(dossier, documents)
    return dossier if grouped == dossier else record.change(session, grouped, seen=dossier)


def _exhibit_ids(
    session: Session, case_id: str, chosen: Iterable[object], field: str = "exhibit_ids"
) -> list[str]:
    """The documents of a case with these exhibit numbers or IDs, in this order, without duplicates."""
    documents = record.of_case(session, Document, case_id)
    known = {document.id: document.id for document in documents}
    known |= {document.exhibit_mark: document.id for document in documents if document.exhibit_mark}
    names = [str(name).strip() for name in chosen if str(name).strip()]
    if unknown := [name for name in names if name not in known]:
        raise NotFound(
            Message("There is no exhibit {mark}.", mark=unknown[0]),
            field=field,
            remedy="Enter exhibit numbers or IDs of documents in this case, separated by commas.",
        )
    return list(dict.fromkeys(known[name] for name in names))


def add_sections(session: Session, dossier_id: str, kinds: Sequence[SectionKind]) -> Dossier:
    """Add sections of these kinds at the end; one on cooperation begins with the State of the case.

    Raises:
        NotFound: there is no such dossier.
    """
    held = record.find(session, Dossier, dossier_id)
    changed = held
    code = country.of_case(session, held.case_id) if "cooperation" in kinds else ""
    for kind in kinds:
        section = new_section(changed, kind, session.ids())
        if kind == "cooperation" and code:
            section = replace(section, countries=(code,))
        changed = changed.with_section(section)
    return record.change(session, changed, seen=held)


def remove_sections(session: Session, dossier_id: str, kinds: Sequence[SectionKind]) -> Dossier:
    """Remove every section of these kinds.

    Raises:
        NotFound: there is no such dossier, or it has no section of a kind.
    """
    held = record.find(session, Dossier, dossier_id)
    known = {section.kind for section in held.sections}
    if absent := next((kind for kind in kinds if kind not in known), None):
        raise NotFound(
            Message("The dossier has no section {kind}.", kind=absent),
            field="remove-section",
            remedy=Message("It has: {kinds}.", kinds=tuple(sorted(known))),
        )
    sections = tuple(section for section in held.sections if section.kind not in kinds)
    return record.change(session, replace(held, sections=sections), seen=held)


def add_figure(session: Session, dossier_id: str, measure: str) -> Dossier:
    """Add a chart to the statistics section of a dossier, created before the table of sources if missing.

    Raises:
        NotFound: there is no such dossier.
    """
    held = record.find(session, Dossier, dossier_id)
    kinds = [section.kind for section in held.sections]
    sections = list(held.sections)
    if "statistics" not in kinds:
        place = kinds.index("table-of-sources") if "table-of-sources" in kinds else len(kinds)
        sections.insert(place, Section(id=session.ids(), kind="statistics", measures=(measure,)))
    else:
        place = kinds.index("statistics")
        measures = tuple(dict.fromkeys((*sections[place].measures, measure)))
        sections[place] = replace(sections[place], measures=measures)
    return record.change(session, replace(held, sections=tuple(sections)), seen=held)


def _sections(session: Session, case: Case, part: TemplatePart) -> tuple[Section, ...]:
    section = part.section
    noun = _SHOWS.get(section.kind)
    if noun is not None and not record.of_case(session, noun, case.id):
        return ()
    if section.kind == "assurance-record" and not has_record(session):
        return ()
    if section.kind == "cooperation":
        code = country.of_case(session, case.id)
        return (replace(section, countries=(code,) if code else ()),)
    if section.kind != "country-conditions" or section.topics:
        return (section,)
    grounds = record.of_case(session, Ground, case.id)
    if part.by_ground and grounds:
        return tuple(replace(section, title=ground.title, topics=TOPICS[ground.kind]) for ground in grounds)
    return (replace(section, topics=_topics(session, case)),)


def _candid(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Give the adverse material section all topics that the other sections rely on."""
    all_sections = tuple(sections)
    argued = tuple(dict.fromkeys(topic for section in all_sections for topic in section.topics))
    return tuple(
        replace(section, topics=argued) if section.kind == "adverse-material" else section
        for section in all_sections
    )


def _topics(session: Session, case: Case) -> tuple[str, ...]:
    """The topics of its clients or, if they have none, the usual topics of its grounds."""
    clients = (topic for client in person.clients_of(session, case) for topic in client.topics)
    argued = (topic for ground in record.of_case(session, Ground, case.id) for topic in TOPICS[ground.kind])
    return tuple(dict.fromkeys(clients)) or tuple(dict.fromkeys(argued))
