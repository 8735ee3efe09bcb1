"""The pre-filing check of a dossier before it is built; each problem with the item it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field as attribute
from dataclasses import replace

from casebook.base.errors import CasebookError
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.number_range import ranges
from casebook.domain.dossier.build import DECIDED, BuildRequest, readers_of
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.filing_problem import FilingProblem, HeldBack, PrecheckProblem, ReviewedPassage
from casebook.domain.dossier.filings.filing import in_words, source_of
from casebook.domain.dossier.filings.filing_report import by_hand, without_rule
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.domain.dossier.readers.reader_picture import ReaderPicture
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.cover_check import cover_problems
from casebook.services.dossier.cross_reference import WRITTEN
from casebook.services.dossier.dossier_data import DossierData, load_for_preview
from casebook.services.dossier.gate.asylum_mention import asylum_mentions
from casebook.services.dossier.gate.citation_check import (
    argument_problems,
    citation_problems,
    edition_problems,
    gap_problems,
    reading_problems,
)
from casebook.services.dossier.gate.claim_release import held_back, omissions
from casebook.services.dossier.gate.copy_material import for_reader
from casebook.services.dossier.gate.decision_check import marks_by_name
from casebook.services.dossier.gate.exhibit_exposure import exposed_marks, undecided_exhibits
from casebook.services.dossier.gate.filing_gate import judged
from casebook.services.dossier.gate.length_check import exhibit_lengths
from casebook.services.dossier.gate.passage import LEAVE_OUT
from casebook.services.dossier.gate.passage_review import open_passages, reviewed
from casebook.services.dossier.gate.quotation_check import overlong_transcripts
from casebook.services.dossier.gate.reader_consent import permits, recipient_problems
from casebook.services.dossier.gate.recipient_gate import GATED, differing, exposed
from casebook.services.dossier.gate.relied_on import relied_on, removed_exhibits
from casebook.services.dossier.gate.unmerged import for_copy
from casebook.services.dossier.placeholder import foreseen, standing_pages
from casebook.services.dossier.profile import profiles
from casebook.services.dossier.pseudonymised_text import undecided
from casebook.services.dossier.readers.named_in_china import named_in_china
from casebook.services.dossier.readers.reader_picture import picture_of
from casebook.services.dossier.sections.later_history import Histories, forbidden
from casebook.services.dossier.sections.prose import hides_emphasis
from casebook.services.evidence.recognition import is_scan
from casebook.services.evidence.set_kinds import KIND_ONLY
from casebook.services.person.consent import OF_ANOTHER, expected, no_consent


@entity
class Precheck:
    """The result of the pre-filing check.

    Attributes:
        foreseen: the problems, those that block the build first.
        profile: of the forum, or None.
        is_forum_chosen: whether a forum is chosen, even one that no longer exists.
        by_hand: its rules that a person must check.
        without_rule: usual subjects of rules on which none was found.
        exposed: numbers of exhibits that show its reader people in China, stays or a claim, decided or not.
        marks: of exhibits by number, of sections by kind, of clients of other cases by ID; none of a draft.
        passages: of a copy that may leave some out, all that it has.
        others: clients of other cases, whom such a copy may name by decision.
        held_back: what else a service copy holds back for a claim to protection, released or not.
        readers: who will hold the copy; None of one that cannot be composed.
    """

    foreseen: tuple[PrecheckProblem, ...]
    profile: Profile | None
    is_forum_chosen: bool
    by_hand: tuple[FormatRule, ...]
    without_rule: tuple[str, ...]
    exposed: tuple[str, ...] = ()
    marks: Mapping[str, str] = attribute(default_factory=dict)
    passages: tuple[ReviewedPassage, ...] = ()
    others: tuple[Person, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    readers: ReaderPicture | None = None


def precheck(session: Session, request: BuildRequest) -> Precheck:
    """Run the pre-filing check.

    Raises:
        NotFound: the dossier is not there.
    """
    wanted = request.profile_id or record.find(session, Dossier, request.dossier_id).profile_id
    # A removed profile is one problem among others, to be fixed on the cover.
    profile = next((each for each in profiles(session) if each.id == wanted), None)
    unchecked = Precheck(
        foreseen=(),
        profile=profile,
        is_forum_chosen=bool(wanted),
        by_hand=by_hand(profile),
        without_rule=without_rule(profile),
    )
    try:
        dossier_data = for_reader(session, load_for_preview(session, request), request)
    except CasebookError as error:
        problem = _refused(error, DossierTarget(kind="cover" if error.field == "profile" else "exhibits"))
        if error.field in DECIDED and (undecided_copy := request.undecided) != request:
            unchecked = precheck(session, undecided_copy)  # to decide anew
        return replace(unchecked, foreseen=(problem,))
    return _checked(session, unchecked, SetSections(dossier_data), request)


def _checked(session: Session, unchecked: Precheck, sections: SetSections, request: BuildRequest) -> Precheck:
    dossier_data, problems = sections.dossier_data, list[PrecheckProblem]()
    if request.copy_kind in LEAVE_OUT | GATED:
        passages = dossier_data.passages or reviewed(session, dossier_data, request)
        others, held = dossier_data.other_clients, tuple(held_back(dossier_data))
        unchecked = replace(unchecked, passages=passages, others=others, held_back=held)
        problems += differing(session, dossier_data)
    picture = picture_of(sections, request)
    problems += (*recipient_problems(session, request), *_of_copy(sections, request))
    problems += named_in_china(picture)
    return replace(
        unchecked,
        foreseen=tuple(sorted(problems, key=lambda entry: not entry.problem.is_blocking)),
        exposed=tuple(sorted(exposed_marks(dossier_data) - {""})),
        marks=marks_by_name(dossier_data),
        readers=picture,
    )


def _of_copy(sections: SetSections, request: BuildRequest) -> Iterator[PrecheckProblem]:
    dossier_data = sections.dossier_data
    yield from for_copy(dossier_data.unmerged, request)
    yield from exposed(sections, request)
    yield from undecided_exhibits(dossier_data, request)
    yield from asylum_mentions(sections)
    yield from open_passages(dossier_data, request)
    yield from omissions(dossier_data)
    placeholders = request.placeholders if request.file_format == "pdf" else frozenset[str]()
    for document, problem in foreseen(dossier_data, placeholders):
        yield PrecheckProblem(problem=problem, about=DossierTarget(kind="document", id=document.id))
    yield from _consent(dossier_data, request)
    yield from _of_dossier(sections)
    yield from _packed(dossier_data, standing_pages(dossier_data, placeholders))
    yield from judged(sections, request)


def _of_dossier(sections: SetSections) -> Iterator[PrecheckProblem]:
    dossier_data = sections.dossier_data
    yield from _sections(sections)
    yield from _unseen_emphasis(dossier_data)
    yield from _exhibits(dossier_data)
    yield from overlong_transcripts(dossier_data)
    yield from _gaps(dossier_data)
    yield from _translations(sections)
    yield from _about(DossierTarget(kind="cover"), cover_problems(dossier_data))
    of_list = (*removed_exhibits(dossier_data), *exhibit_lengths(dossier_data))
    yield from _about(DossierTarget(kind="exhibits"), of_list)
    cited = (
        *citation_problems(dossier_data),
        *reading_problems(dossier_data),
        *edition_problems(dossier_data),
        *argument_problems(dossier_data),
    )
    yield from _about(DossierTarget(kind="library"), cited)
    for key, problem in gap_problems(dossier_data):
        yield PrecheckProblem(problem=problem, about=DossierTarget(kind="section", id=key))
    for key, problem in undecided(dossier_data):
        yield PrecheckProblem(problem=problem, about=DossierTarget(kind="document", id=key))


def _about(about: DossierTarget, problems: Iterable[FilingProblem]) -> Iterator[PrecheckProblem]:
    return (PrecheckProblem(problem=problem, about=about) for problem in problems)


def _foreseen(
    check: str,
    what: Message,
    rule: FormatRule | None,
    otherwise: Message,
    mend: Message,
    about: DossierTarget,
    *,
    blocks: bool = False,
) -> PrecheckProblem:
    """A problem with the forum's rule, blocking if the rule allows it; without a rule, with its reason."""
    problem = FilingProblem(
        check=check,
        page=0,
        what=what,
        is_blocking=blocks or (rule is not None and rule.may_block),
        rule=in_words(rule) if rule else otherwise,
        source=source_of(rule) if rule else "",
        mend=mend,
    )
    return PrecheckProblem(problem=problem, about=about)


def _refused(error: CasebookError, about: DossierTarget) -> PrecheckProblem:
    rule = Message("The dossier cannot be built until this is fixed.")
    check = "decision" if error.field in DECIDED else "build"
    return _foreseen(check, error.title, None, rule, error.remedy, about, blocks=True)


def _consent(dossier_data: DossierData, request: BuildRequest) -> Iterator[PrecheckProblem]:
    for client in dossier_data.clients:
        if permits(client, dossier_data, request):
            continue
        if not client.valid_consents(request.purpose, dossier_data.today):
            yield _foreseen(
                "consent",
                no_consent(request.purpose),
                None,
                Message("A copy may be made only for a purpose the client has consented to."),
                Message("Enter the consent in the client's record, with date and scope."),
                DossierTarget(kind="person", id=client.id),
                blocks=True,
            )
        elif request.copy_kind != "draft":
            yield _foreseen(
                "consent",
                OF_ANOTHER,
                None,
                Message("Given for one recipient alone, it is none for another."),
                expected(readers_of(request, dossier_data.dossier.court)),
                DossierTarget(kind="person", id=client.id),
                blocks=True,
            )


def _sections(sections: SetSections) -> Iterator[PrecheckProblem]:
    histories = Histories(sections.dossier_data.judged)
    for section in sections.dossier_data.dossier.sections:
        try:
            blocks = sections.blocks(section)
        except CasebookError as error:
            yield _refused(error, DossierTarget(kind="section", id=section.id))
            continue
        for problem in forbidden(blocks, histories):
            yield PrecheckProblem(problem=problem, about=DossierTarget(kind="section", id=section.id))


def _unseen_emphasis(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    dossier = dossier_data.dossier
    for section in dossier.sections:
        if section.kind in WRITTEN and hides_emphasis(section.text, dossier.language):
            what = Message("Emphasis is not visible in scripts that have no bold or italic.")
            rule = Message(
                "Mongolian has no bold or italic. Chinese, Uyghur and Tibetan have no italic, and Chinese "
                "has bold only in a Chinese dossier."
            )
            mend = Message("Express the emphasis in words, or use quotation marks.")
            yield _foreseen("emphasis", what, None, rule, mend, DossierTarget(kind="section", id=section.id))


def _unnumbered(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """One problem for all exhibits without a number, which it names by their places in the list."""
    bare = [document for document in dossier_data.exhibits if not document.exhibit_mark]
    if bare:
        places = [dossier_data.dossier.place_of(document.id) for document in bare]
        what = Message.plural(
            "{number} exhibit has no number: no. {places} of the list.",
            "{number} exhibits have no number: no. {places} of the list.",
            len(bare),
            places=ranges(places),
        )
        rule = Message("Exhibits are cited by exhibit number.")
        mend = Message("Enter an exhibit number for each.")
        yield _foreseen("marks", what, None, rule, mend, DossierTarget(kind="document", id=bare[0].id))


def _exhibits(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    yield from _unnumbered(dossier_data)
    for document in dossier_data.exhibits:
        about = DossierTarget(kind="document", id=document.id)
        if is_scan(document) and document.id not in dossier_data.recognised:
            ordered = _rule(dossier_data, "text_searchable_required")
            what = Message("Exhibit {mark}: some pages have no text.", mark=dossier_data.name_of(document))
            mend = Message("Run text recognition on its pages and compare doubtful pages with the image.")
            yield _foreseen(
                "text",
                what,
                ordered,
                Message("Text that cannot be searched is easily overlooked."),
                mend,
                about,
            )


def _packed(dossier_data: DossierData, standing: frozenset[str]) -> Iterator[PrecheckProblem]:
    """Exhibits of which only the kind is known, or what is in them: a build would end at the first."""
    for document in dossier_data.exhibits:
        if document.media_type in KIND_ONLY and document.id not in standing:
            mark = dossier_data.name_of(document)
            what = Message(
                "Exhibit {mark} has no pages: it is an archive or a file that is not read.", mark=mark
            )
            rule = Message("Only what has pages, or words that can be set on pages, can be in the bundle.")
            mend = Message("Exhibit the files that were in it, or choose a placeholder page for it.")
            about = DossierTarget(kind="document", id=document.id)
            yield _foreseen("pages", what, None, rule, mend, about, blocks=True)


def _gaps(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Numbers that no exhibit of the dossier bears, withheld ones included, between those that are borne."""
    exhibits = dossier_data.every_exhibit
    numbers = {int(one.exhibit_mark) for one in exhibits if one.exhibit_mark.isdecimal()}
    missing = sorted(set(range(min(numbers, default=0), max(numbers, default=0))) - numbers)
    if missing:
        yield _foreseen(
            "marks",
            Message("No exhibit has these numbers: {numbers}.", numbers=tuple(map(str, missing))),
            None,
            Message("A gap in the numbers reads as if an exhibit were missing or held back."),
            Message("Number the exhibits without a gap, or say in the cover letter why there is one."),
            DossierTarget(kind="exhibits"),
        )


def _rule(dossier_data: DossierData, *fields: str) -> FormatRule | None:
    found = (dossier_data.profile.rule(field) for field in fields) if dossier_data.profile else ()
    return next((rule for rule in found if rule is not None and rule.value is not False), None)


def _translations(sections: SetSections) -> Iterator[PrecheckProblem]:
    """Foreign originals without a translation, and translations without a certificate.

    Where the forum orders translations, an original without one must be fixed.
    """
    dossier_data, places = sections.dossier_data, relied_on(sections)
    translated = {document.translation_of for document in dossier_data.exhibits}
    own = dossier_data.dossier.language.partition("-")[0]
    placed = _rule(dossier_data, "translation_placement", "translation_certificate_required")
    for document in dossier_data.exhibits:
        tag = document.language.partition("-")[0]
        if tag and tag != own and document.id not in translated:
            what = Message(
                "Exhibit {mark}: no translation is exhibited.", mark=dossier_data.name_of(document)
            )
            if document.id in places:
                what = Message(
                    "Exhibit {mark} is in another language and relied on without a translation: {places}.",
                    mark=dossier_data.name_of(document),
                    places=places[document.id],
                )
            mend = Message("Add the translation to the exhibits, next to the original.")
            otherwise = Message(
                "No rule was found for this court or body, but a court works in its own language."
            )
            yield _foreseen(
                "translation",
                what,
                placed,
                otherwise,
                mend,
                DossierTarget(kind="document", id=document.id),
                blocks=placed is not None,
            )
        if document.translation_of:
            yield from _certificate(dossier_data, document)


def _certificate(dossier_data: DossierData, document: Document) -> Iterator[PrecheckProblem]:
    rule = _rule(dossier_data, "translation_certificate_contents", "translation_certificate_required")
    signed = document.certificate
    missing = ["certificate"] if signed is None else []
    if signed is not None:
        particulars = (
            (gettext_noop("name of the translator"), signed.translator),
            (gettext_noop("statement of competence"), signed.competence),
            (gettext_noop("statement of accuracy"), signed.accuracy),
            (gettext_noop("date of signature"), signed.signed_on),
        )
        missing = [name for name, value in particulars if not value]
    if missing:
        what = Message(
            "Exhibit {mark}: the translation lacks: {missing}.",
            mark=dossier_data.name_of(document),
            missing=tuple(map(Message, missing)),
        )
        mend = Message(
            "In Evidence, create the translator's certificate as a form, have it signed, and enter "
            "its details."
        )
        otherwise = Message(
            "No rule was found for this court or body, but an uncertified translation is weak evidence."
        )
        yield _foreseen(
            "translation", what, rule, otherwise, mend, DossierTarget(kind="document", id=document.id)
        )
