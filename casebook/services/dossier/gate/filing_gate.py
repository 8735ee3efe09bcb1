"""The filing gate: what a copy for filing may not leave with, each item with the place where it is settled.

A working draft is built whatever this says, and bears DRAFT on every page. A filed page holds no caution of
ours: what is still open is listed here, before it is built, and stays in the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casebook.base.errors import CasebookError, Refused
from casebook.base.message import Message, in_sequence
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import letter
from casebook.domain.dossier.written_authority import OPEN
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import is_unsettled
from casebook.domain.library.source import Source
from casebook.services.case.ground import MatrixRow
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.adverse_gate import SETTLED, forum_state
from casebook.services.dossier.gate.asylum_mention import asylum_mentions
from casebook.services.dossier.gate.citation_check import sourceless, unverified
from casebook.services.dossier.gate.exhibit_exposure import undecided_exhibits
from casebook.services.dossier.gate.passage_review import open_passages
from casebook.services.dossier.gate.prose_citation import prose_problems, unknown_history, unsettled_in_prose
from casebook.services.dossier.gate.recipient_gate import GATED, exposed
from casebook.services.dossier.gate.relied_on import cited_authorities, printed_places
from casebook.services.dossier.sections.assurance_record import uncompared
from casebook.services.dossier.sections.conditions import printed_adverse
from casebook.services.dossier.sections.exposure import uncomputed
from casebook.services.dossier.sections.service_copy import shown_facts
from casebook.services.library.library_query import Cited

_NAMED = 5
"""How many items an error names; the check lists all of them."""
_CONFIRM = Message(
    "Read it in your own copy and confirm it: pinpoint, initials and its later history. Or leave it out."
)
_ANSWERED_FOR = Message("An authority is cited from its own words, for which a person in the office answers.")
_PLACED = Message("A finding must be cited with a pinpoint: its place in the source.")
_WITH_HISTORY = Message("A decision is cited with its later history.")
_CANDOUR = Message("Duty of candour: adverse material is answered, or leaving it out is recorded.")
_READ_AS_CONCEDED = Message("A point left unanswered in a filing is easily read as conceded.")


def unwritten(sections: SetSections) -> tuple[PrecheckProblem, ...]:
    """Return what no copy may leave with: what is still to be written, and adverse findings kept back."""
    texts = (one for one in _texts(sections) if one.problem.check in {"sections", "pinpoint"})
    return (*texts, *sourceless(sections.dossier_data), *_adverse_sections(sections.dossier_data))


def judged(sections: SetSections, request: BuildRequest) -> tuple[PrecheckProblem, ...]:
    """Return the findings as they bear on this copy: those that stop it are blocking, others are not."""
    items = findings(sections)
    if request.copy_kind in GATED:
        return items
    stops = unwritten(sections) if request.copy_kind == "pseudonymised" else ()
    return tuple(replace(one, problem=replace(one.problem, is_blocking=one in stops)) for one in items)


def findings(sections: SetSections) -> tuple[PrecheckProblem, ...]:
    """Return everything that keeps a dossier from being filed, in the order of its sections.

    Decisions that the library does not hold are among them and do not block.
    """
    dossier_data = sections.dossier_data
    return (
        *_empty_sections(sections),
        *_grounds(dossier_data),
        *_assurances(dossier_data),
        *uncomputed(dossier_data),
        *uncompared(dossier_data),
        *_texts(sections),
        *prose_problems(dossier_data),
        *sourceless(dossier_data),
        *_citations(dossier_data),
        *_histories(dossier_data),
        *_adverse_sections(dossier_data),
        *_adverse(dossier_data),
        *_quotations(dossier_data),
        *dossier_data.misquoted,
    )


def open_items(request: BuildRequest, dossier_data: DossierData) -> list[PrecheckProblem]:
    """Return everything for which this gate or that of recipients stops a copy; nothing of a draft."""
    if request.copy_kind == "draft":
        return []
    sections = SetSections(dossier_data)
    items = (
        *dossier_data.unmerged,
        *exposed(sections, request),
        *undecided_exhibits(dossier_data, request),
        *asylum_mentions(sections),
        *open_passages(dossier_data, request),
        *judged(sections, request),
    )
    return [item for item in items if item.problem.is_blocking]


def require_filable(request: BuildRequest, dossier_data: DossierData) -> None:
    """Let no copy leave with anything that this gate or that of recipients stops.

    Raises:
        Refused: something is found; names the first few.
    """
    if stopping := open_items(request, dossier_data):
        raise Refused(
            Message.plural(
                "This copy cannot be built yet: {number} item is open. {items}",
                "This copy cannot be built yet: {number} items are open. {items}",
                len(stopping),
                items=in_sequence(item.problem.what for item in stopping[:_NAMED]),
            ),
            field="copy",
            remedy="Open each item in the pre-filing check, or build a working draft.",
        )


def _refusal(
    check: str, what: Message, rule: Message, mend: Message, about: DossierTarget
) -> PrecheckProblem:
    problem = FilingProblem(check=check, page=0, what=what, is_blocking=True, rule=rule, mend=mend)
    return PrecheckProblem(problem=problem, about=about)


def _empty_sections(sections: SetSections) -> Iterator[PrecheckProblem]:
    adverse = {item.about.id for item in _adverse_sections(sections.dossier_data) if item.about}
    for place, section in enumerate(shown_sections(sections.dossier_data), start=1):
        if section.kind == "table-of-authorities" or section.id in adverse:
            continue  # filled once all other sections are set; or said better
        try:
            is_empty = not sections.blocks(section)
        except CasebookError:
            continue  # the check of the text itself reports what cannot be set
        if is_empty:
            yield _refusal(
                "sections",
                Message("Section {place} is empty.", place=letter(place)),
                Message("An empty section would appear in the index."),
                Message("Add content to the section or remove it."),
                DossierTarget(kind="section", id=section.id),
            )


def _grounds(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    for place, row in enumerate(dossier_data.argument.grounds, start=1):
        for what, mend in _of_ground(place, row):
            yield _refusal(
                "grounds", what, _READ_AS_CONCEDED, mend, DossierTarget(kind="ground", id=row.ground.id)
            )


def _of_ground(place: int, row: MatrixRow) -> Iterator[tuple[Message, Message]]:
    if not row.ground.text.strip():
        yield (
            Message("Ground {place} has no argument.", place=place),
            Message("Write it, or remove the ground."),
        )
    lacks = [lack for line in row.lines for lack in line.lacks]
    if count := lacks.count("nothing"):
        yield (
            Message.plural(
                "Ground {place}: {number} element has no proof.",
                "Ground {place}: {number} elements have no proof.",
                count,
                place=place,
            ),
            Message("Link the facts, evidence or findings that support it, or remove it."),
        )
    if count := lacks.count("adverse-unanswered"):
        yield (
            Message.plural(
                "Ground {place}: {number} adverse point is unanswered.",
                "Ground {place}: {number} adverse points are unanswered.",
                count,
                place=place,
            ),
            Message("Enter a response in the proof matrix."),
        )
    if count := lacks.count("not-assessed"):
        yield (
            Message.plural(
                "Ground {place}: {number} element is not assessed.",
                "Ground {place}: {number} elements are not assessed.",
                count,
                place=place,
            ),
            Message("State how far it is shown. This is not printed."),
        )


def _assurances(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    for place, assurance in enumerate(dossier_data.argument.assurances, start=1):
        if count := len(assurance.open_factors):
            yield _refusal(
                "assurances",
                Message.plural(
                    "Assurance {place}: {number} factor is not assessed.",
                    "Assurance {place}: {number} factors are not assessed.",
                    count,
                    place=place,
                ),
                _READ_AS_CONCEDED,
                Message("For each factor, state which way it points and why."),
                DossierTarget(kind="assurance", id=assurance.id),
            )


def _quotations(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each disputed fact whose quotation the court cannot read."""
    is_quoted = any(section.kind == "chronology" for section in shown_sections(dossier_data))
    for fact in shown_facts(dossier_data) if is_quoted else ():
        if fact.is_untranslated:
            yield _refusal(
                "quotation-translation",
                Message("Fact “{statement}”: a quotation has no translation.", statement=fact.statement),
                Message(
                    "The chronology quotes what is disputed; a quotation must be readable without an "
                    "interpreter."
                ),
                Message("Enter the translation beside the original words of the account."),
                DossierTarget(kind="fact", id=fact.id),
            )


def _texts(sections: SetSections) -> Iterator[PrecheckProblem]:
    """Yield what the texts leave to be written, and the authorities they cite without place or reading."""
    dossier_data, printed = sections.dossier_data, printed_places(sections)
    for place, section in enumerate(shown_sections(dossier_data), start=1):
        about = DossierTarget(kind="section", id=section.id)
        if count := len(OPEN.findall(section.text)):
            yield _refusal(
                "sections",
                Message.plural(
                    "Section {place}: {number} passage is still to be written.",
                    "Section {place}: {number} passages are still to be written.",
                    count,
                    place=letter(place),
                ),
                _READ_AS_CONCEDED,
                Message("Write each in the place of its [[?…]]."),
                about,
            )
        for where, match in cited_authorities(section.text, printed.get(section.id, ()), letter(place)):
            source = dossier_data.text_sources.get(match["id"])
            if source is not None:
                is_read = match["place"] in dossier_data.read_places.get(source.id, ())
                if source.id not in dossier_data.confirmed:
                    yield from _written_authority(source, match["place"] or "", where, is_read=is_read)
                yield from _written_history(source, where)


def _written_authority(
    source: Source, place: str, where: Message, *, is_read: bool
) -> Iterator[PrecheckProblem]:
    about = DossierTarget(kind="source", id=source.id)
    if place and not is_read:
        yield _refusal(
            "authority",
            Message(
                "The words cited were not read or confirmed ({where}): {source}",
                where=where,
                source=source.title,
            ),
            _ANSWERED_FOR,
            _CONFIRM,
            about,
        )
    elif not place:
        yield _refusal(
            "pinpoint",
            Message("Cited without its place ({where}): {source}", where=where, source=source.title),
            _PLACED,
            _CONFIRM,
            about,
        )


def _written_history(source: Source, where: Message) -> Iterator[PrecheckProblem]:
    if source.is_decision and _is_open(source.history):
        yield _refusal(
            "history",
            Message(
                "The later history of this decision is not known ({where}): {source}",
                where=where,
                source=source.title,
            ),
            _WITH_HISTORY,
            _CONFIRM,
            DossierTarget(kind="source", id=source.id),
        )


def _citations(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each source cited without its place, or in words nobody read, once."""
    for source, cited in _by_source(dossier_data.printed):
        unread = [one.finding for one in cited if one.finding.reading_level != "document"]
        unplaced = [one.finding for one in cited if not one.finding.pinpoint and one.finding not in unread]
        if unread:
            yield _unread(source.title, DossierTarget(kind="finding", id=unread[0].id))
        elif unplaced:
            yield _refusal(
                "pinpoint",
                Message("Cited without its place: {source}", source=source.title),
                _PLACED,
                _CONFIRM,
                DossierTarget(kind="finding", id=unplaced[0].id),
            )
        yield from unverified(dossier_data, source, cited)
    for decision in dossier_data.printed_decisions:
        if (not decision.is_seen or decision.reported_in) and decision.id not in dossier_data.confirmed:
            yield _unread(decision.title, DossierTarget(kind="adverse", id=decision.id))


def _unread(title: str, about: DossierTarget) -> PrecheckProblem:
    what = Message("The words cited were not read or confirmed: {source}", source=title)
    return _refusal("authority", what, _ANSWERED_FOR, _CONFIRM, about)


def _histories(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    for source, _ in _by_source(dossier_data.printed):
        if source.is_decision and _is_open(source.history):
            yield unknown_history(source.title, DossierTarget(kind="source", id=source.id))
    for decision in dossier_data.printed_decisions:
        if _is_open(decision.history):
            yield unknown_history(decision.title, DossierTarget(kind="adverse", id=decision.id))
    yield from unsettled_in_prose(dossier_data)


def _is_open(history: str) -> bool:
    """Return whether the later history of a decision is not recorded, or recorded as not known."""
    return not history or is_unsettled(history)


def _adverse_sections(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each section on adverse material that prints nothing of what is unanswered."""
    for place, section in enumerate(shown_sections(dossier_data), start=1):
        if section.kind != "adverse-material" or printed_adverse(dossier_data, section):
            continue
        count = sum(
            passage.met not in SETTLED and passage.cited.finding.topic_id in section.topics
            for passage in dossier_data.adverse
        )
        if count:
            yield _refusal(
                "adverse",
                Message.plural(
                    "Section {place} prints nothing adverse: {number} finding is neither answered nor left "
                    "out.",
                    "Section {place} prints nothing adverse: {number} findings are neither answered nor left "
                    "out.",
                    count,
                    place=letter(place),
                ),
                _CANDOUR,
                Message("Write the responses, record why each is left out, or remove the section."),
                DossierTarget(kind="section", id=section.id),
            )


def _adverse(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    for title, record_id in _unanswered(dossier_data):
        yield _refusal(
            "adverse",
            Message(
                "Adverse, and neither answered nor left out: {source} ({id})", source=title, id=record_id
            ),
            _CANDOUR,
            Message("Write the response, or record why it is left out."),
            DossierTarget(kind="adverse", id=record_id),
        )


def _unanswered(dossier_data: DossierData) -> Iterator[tuple[str, str]]:
    """Yield title and ID of each adverse finding and decision that nobody answered or left out."""
    for passage in dossier_data.adverse:
        if passage.met not in SETTLED:
            yield passage.cited.source.title, passage.cited.finding.id
    settled = {omission.finding_id for omission in dossier_data.dossier.omissions} | {*dossier_data.rebuttals}
    yield from ((one.title, one.id) for one in _of_own_courts(dossier_data) if one.id not in settled)


def _of_own_courts(dossier_data: DossierData) -> Iterator[Decision]:
    """Yield decisions of the courts of the forum's State that allowed a transfer to China."""
    state = forum_state(dossier_data.profile, dossier_data.case)
    return (decision for decision in dossier_data.authorities if state and decision.country == state)


def _by_source(printed: Iterable[Cited]) -> list[tuple[Source, list[Cited]]]:
    by_source: dict[str, tuple[Source, list[Cited]]] = {}
    for cited in printed:
        by_source.setdefault(cited.source.id, (cited.source, []))[1].append(cited)
    return list(by_source.values())
