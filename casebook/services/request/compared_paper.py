"""The State's papers side by side: what each says, where they differ, and what becomes of a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import get_args

from casebook.base.errors import Conflict, InvalidInput, NotFound
from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Account, Fact, Inconsistency, Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document, DocumentText, by_mark
from casebook.domain.evidence.recognition import Recognition
from casebook.domain.request.compared_paper import (
    PARTICULARS,
    ComparedKind,
    ComparedPaper,
    PaperParticular,
    PaperSide,
    ParticularKind,
)
from casebook.domain.request.paper_check import LookHere
from casebook.domain.request.paper_difference import (
    Difference,
    ParticularRow,
    all_differences,
    compare,
)
from casebook.domain.request.paper_reading import proposals
from casebook.domain.request.particular_likeness import Explanation
from casebook.domain.request.particular_text import EXPLANATIONS, KINDS, stated_by
from casebook.language.hanzi import has_han
from casebook.language.match import NameQuery, SpellingForm, forms
from casebook.language.nationality import country_of_nationals
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.request import paper_look

SIDES: tuple[PaperSide, ...] = get_args(PaperSide)
_INCONSISTENCY: Mapping[Explanation, Inconsistency] = {
    "romanisation": "romanisation",
    "characters": "romanisation",
    "script": "romanisation",
    "calendar": "calendar",
    "time-zone": "time-zone",
}
_KIND_OF_DOCUMENT: Mapping[str, ComparedKind] = {"request": "request", "identity-paper": "identity-paper"}


@entity
class ShownPaper:
    """A compared paper with its exhibit.

    Attributes:
        title: of the exhibit, with its mark.
    """

    paper: ComparedPaper
    document: Document | None

    @property
    def title(self) -> str:
        """Return what it is called in lists."""
        if self.document is None:
            return self.paper.issued_by
        mark = self.document.exhibit_mark
        return f"{mark} · {self.document.title}" if mark else self.document.title


@entity
class PaperComparison:
    """The papers of a case.

    Attributes:
        papers: those of the requesting State first, those of the client last, by exhibit number.
        rows: the papers of the States against each other.
        looks: where to look, on papers of both sides.
    """

    papers: tuple[ShownPaper, ...]
    rows: tuple[ParticularRow, ...]
    looks: tuple[LookHere, ...]

    @property
    def columns(self) -> tuple[ShownPaper, ...]:
        """Return the papers that are compared, in the order of the columns: none of the client's."""
        return tuple(one for one in self.papers if one.paper.side != "client")

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Return every difference, in the order of the rows."""
        return all_differences(self.rows)

    @property
    def uncompared(self) -> tuple[ParticularKind, ...]:
        """Return the kinds of which fewer than two papers of the States say anything that is confirmed."""
        compared = {row.kind for row in self.rows if sum(bool(cell.particulars) for cell in row.cells) > 1}
        return tuple(kind for kind in PARTICULARS if kind not in compared)

    def difference(self, key: str) -> Difference:
        """Return a difference by its key.

        Raises:
            NotFound: there is none.
        """
        compared = next((one for one in self.differences if one.key == key), None)
        if compared is None:
            raise NotFound(
                "There is no such difference.", field="difference", remedy="Compare the papers again."
            )
        return compared

    def title(self, paper_id: str) -> str:
        """Return what a paper is called."""
        return next(one.title for one in self.papers if one.paper.id == paper_id)


def comparison(
    session: Session, case_id: str, in_force: paper_look.ArticleInForce | None = None
) -> PaperComparison:
    """Compare the papers of a case."""
    papers = record.of_case(session, ComparedPaper, case_id)
    documents = {one.id: one for one in record.of_case(session, Document, case_id)}
    shown = [ShownPaper(paper=one, document=documents.get(one.document_id)) for one in papers]
    shown.sort(
        key=lambda one: (
            SIDES.index(one.paper.side),
            by_mark(one.document) if one.document else (True, (), one.title),
        )
    )
    columns = [one.paper for one in shown if one.paper.side != "client"]
    return PaperComparison(
        papers=tuple(shown),
        rows=compare(columns, PaperLikeness()),
        looks=paper_look.look([one.paper for one in shown], in_force, session.clock().date()),
    )


class PaperLikeness:
    """Names and nationalities as the engines of the program compare them."""

    def of_names(self, one: str, other: str) -> tuple[float, bool]:
        """Return how alike two names are by the name engine, and whether only one has Chinese characters."""
        score = max(_query(one).best(_forms(other)).score, _query(other).best(_forms(one)).score)
        return score, has_han(one) != has_han(other)

    def country_of(self, stated: str) -> str:
        """Return the country that a word for a nationality means, or ""."""
        return country_of_nationals(stated)


@lru_cache(maxsize=256)
def _query(name: str) -> NameQuery:
    return NameQuery(name)


@lru_cache(maxsize=256)
def _forms(name: str) -> list[SpellingForm]:
    return forms(name)


def proposed(session: Session, document_id: str, side: PaperSide = "state") -> ComparedPaper:
    """Return a paper with what its file seems to say, without writing anything: a person confirms each.

    Raises:
        NotFound: there is no such document.
    """
    document = record.find(session, Document, document_id)
    return ComparedPaper(
        id=session.ids(),
        case_id=document.case_id,
        document_id=document.id,
        kind=_KIND_OF_DOCUMENT.get(document.kind, "translation" if document.translation_of else "other"),
        side=side,
        issued_by=document.author,
        particulars=proposals(_pages(session, document)),
    )


def _pages(session: Session, document: Document) -> tuple[str, ...]:
    """Return the text of each page, where the file has none what a machine read."""
    try:
        pages = record.find(session, DocumentText, document.id).pages
    except NotFound:
        pages = ()
    if any(page.strip() for page in pages):
        return pages
    try:
        recognised = record.find(session, Recognition, document.id).pages
    except NotFound:
        return pages
    return tuple(page.text for page in recognised)


def add(session: Session, paper: ComparedPaper) -> ComparedPaper:
    """Keep a paper.

    Raises:
        InvalidInput: it contradicts itself, or its document is compared already.
        NotFound: its document is not there.
    """
    if any(
        one.document_id == paper.document_id for one in record.of_case(session, ComparedPaper, paper.case_id)
    ):
        raise InvalidInput(
            "This exhibit is compared already.", field="document_id", remedy="Open it in the list of papers."
        )
    return form.add(session, paper)


def fill_in(session: Session, paper_id: str) -> ComparedPaper:
    """Add to a paper what its file seems to say and it does not hold yet, for a person to confirm.

    Raises:
        NotFound: there is no such paper.
    """
    held = record.find(session, ComparedPaper, paper_id)
    known = {(one.kind, one.text, one.page) for one in held.particulars}
    new = (
        one
        for one in proposed(session, held.document_id, held.side).particulars
        if (one.kind, one.text, one.page) not in known
    )
    return form.change(session, replace(held, particulars=(*held.particulars, *new)), seen=held)


def confirm(session: Session, paper_id: str, places: frozenset[int]) -> ComparedPaper:
    """Confirm proposed particulars by their place in the list.

    Raises:
        NotFound: there is no such paper.
    """
    held = record.find(session, ComparedPaper, paper_id)
    particulars = tuple(
        replace(one, state="confirmed") if place in places else one
        for place, one in enumerate(held.particulars)
    )
    return form.change(session, replace(held, particulars=particulars), seen=held)


def as_fact(session: Session, case_id: str, compared: PaperComparison, key: str, words: Translator) -> Fact:
    """Make a fact of a difference, with the account of each paper and its page.

    Raises:
        NotFound: there is no such difference.
        Conflict: it was made already.
    """
    difference = compared.difference(key)
    accounts, pinpoints = [], []
    for paper_id, particular in _both(difference):
        paper = next(one for one in compared.papers if one.paper.id == paper_id)
        pinpoint = Pinpoint(document_id=paper.paper.document_id, page=particular.page)
        pinpoints.append(pinpoint)
        accounts.append(
            Account(
                stated_by=stated_by(particular, paper.paper.issued_by, words) or paper.title,
                words=particular.text,
                on=particular.on,
                pinpoint=pinpoint,
            )
        )
    fact = Fact(
        id=session.ids(),
        case_id=case_id,
        statement=words(_whose(compared, difference), what=words(KINDS[difference.kind])),
        on=StatedDate(edtf="XXXX"),
        status="inconsistent",
        inconsistency=_INCONSISTENCY.get(difference.explanation, ""),
        explanation=words(EXPLANATIONS[difference.explanation]) if difference.explanation else "",
        accounts=tuple(accounts),
        pinpoints=tuple(pinpoints),
    )
    _refuse_second(
        any(one.accounts == fact.accounts for one in record.of_case(session, Fact, case_id)),
        "Open it in the list of facts.",
    )
    return form.add(session, fact)


def as_ground(
    session: Session, case_id: str, compared: PaperComparison, key: str, words: Translator
) -> Ground:
    """Make a ground of a difference, with both papers as evidence of what must be shown.

    Raises:
        NotFound: there is no such difference.
        Conflict: it was made already.
    """
    difference = compared.difference(key)
    what = words(KINDS[difference.kind])
    evidence = tuple(
        Pinpoint(document_id=_paper(compared, paper_id).document_id, page=one.page)
        for paper_id, one in _both(difference)
    )
    ground = Ground(
        id=session.ids(),
        case_id=case_id,
        kind="other",
        title=words(_contradicted(compared, difference), what=what),
        proofs=(Proof(element=words(_whose(compared, difference), what=what), evidence=evidence),),
    )
    _refuse_second(
        any(
            proof.evidence == evidence
            for one in record.of_case(session, Ground, case_id)
            if one.title == ground.title
            for proof in one.proofs
        ),
        "Open it in the list of grounds.",
    )
    return form.add(session, ground)


def as_question(
    session: Session, case_id: str, compared: PaperComparison, key: str, words: Translator
) -> Task:
    """Make a question to the State of a difference: a task, whose words go into a letter or a submission.

    Raises:
        NotFound: there is no such difference.
        Conflict: it was made already.
    """
    difference = compared.difference(key)
    places = "; ".join(
        words("{paper}, page {page}: “{text}”", paper=compared.title(paper_id), page=one.page, text=one.text)
        if one.page
        else words("{paper}: “{text}”", paper=compared.title(paper_id), text=one.text)
        for paper_id, one in _both(difference)
    )
    task = Task(
        id=session.ids(),
        case_id=case_id,
        step=words(
            "Ask the requesting State which is right, and from which record: {what}",
            what=words(KINDS[difference.kind]),
        ),
        remark=places,
    )
    _refuse_second(
        any(
            (one.step, one.remark) == (task.step, task.remark)
            for one in record.of_case(session, Task, case_id)
        ),
        "Open it in the list of tasks.",
    )
    return form.add(session, task)


def _sides(compared: PaperComparison, difference: Difference) -> set[PaperSide]:
    return {_paper(compared, paper_id).side for paper_id, _ in _both(difference)}


def _contradicted(compared: PaperComparison, difference: Difference) -> str:
    if difference.is_of_person:
        return gettext_noop("A paper before the court contradicts a statement of the person: {what}")
    if _sides(compared, difference) == {"state"}:
        return gettext_noop("The papers of the request contradict each other: {what}")
    return gettext_noop("Papers before the court contradict each other: {what}")


def _whose(compared: PaperComparison, difference: Difference) -> str:
    """Return what is stated of a difference, by whose papers they are: a page may be filed that says it."""
    sides = _sides(compared, difference)
    if difference.is_of_person:
        return gettext_noop("A statement of the person and a paper before the court differ on this: {what}.")
    if sides == {"state"}:
        return gettext_noop("The papers of the requesting State differ on this: {what}.")
    if sides == {"forum"}:
        return gettext_noop("The papers of the State that was asked differ on this: {what}.")
    return gettext_noop(
        "A paper of the requesting State and one of the State that was asked differ on this: {what}."
    )


def _refuse_second(is_there: bool, remedy: str) -> None:  # noqa: FBT001 - what was looked up a line before
    """Refuse to make the same record of a difference twice.

    Raises:
        Conflict: it is there already.
    """
    if is_there:
        raise Conflict("This was made of the difference already.", field="difference", remedy=remedy)


def _both(difference: Difference) -> tuple[tuple[str, PaperParticular], ...]:
    return ((difference.first_id, difference.first), (difference.second_id, difference.second))


def _paper(compared: PaperComparison, paper_id: str) -> ComparedPaper:
    return next(one.paper for one in compared.papers if one.paper.id == paper_id)
