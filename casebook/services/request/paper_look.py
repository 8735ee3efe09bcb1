"""Where to look at papers of a case: by the numbers in each, and by what they say together.

What is noticed on a paper of the client is for counsel only and goes into nothing that leaves the office.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.request.compared_paper import ComparedKind, ComparedPaper, PaperParticular
from casebook.domain.request.paper_check import LookHere, PaperCheck
from casebook.domain.request.particular_likeness import sex_of
from casebook.language.identity.paper_look import BesideNumber, look_at
from casebook.language.identity.resident_number import SHORT, compact, resident_number
from casebook.packs.request.paper_check import read_paper_checks

NOTHING = gettext_noop("Nothing to look at here.")
"""The most that can be said of a paper on which nothing was noticed."""
_NO_CHECK_CHARACTER = gettext_noop(
    "Nothing to look at here. A number of 15 digits has no check character: a slip in it does not show."
)
HOW_TO_READ = gettext_noop(
    "Each line says where to look, with its caution and source. None says that a paper is not genuine, and "
    "none goes into a dossier: what it leads to is argued as a ground or asked of the State."
)
LAW_AS_OF = gettext_noop("Chinese law was read in texts of April 2025; later changes were not seen.")
ArticleInForce = Callable[[str, date], Iterable[Message]]
"""What is to be said of an article of the Criminal Law on a day: where the law of offences is known, it says
so here; until then the law-version checks of the pack are all there is.
"""
_BY_POLICE = re.compile(r"public security|police|公安", re.IGNORECASE)
_ARREST = re.compile(r"arrest|逮捕", re.IGNORECASE)
_BY_OTHERS = re.compile(r"procurat|procuracy|court|检察|檢察|法院", re.IGNORECASE)
"""Of who else can approve or decide an arrest, where a paper names them."""
_BEFORE_REQUEST: tuple[ComparedKind, ...] = ("warrant", "detention")
_BY_EYE: Mapping[ComparedKind, tuple[str, ...]] = {
    "warrant": ("daibu-return", "juliu-form", "layout-2012", "layout-sources", "seal", "liuzhi"),
    "detention": ("juliu-form", "juliu-notice", "juliu-times", "layout-2012", "layout-sources", "seal"),
    "approval": ("daibu-return", "layout-2012", "seal"),
    "notice": ("wanted-notice", "wanted-content", "wanted-supplement", "summons-form", "seal"),
    "judgment": ("case-number-level-fit", "case-number-court-level", "absentia", "seal"),
    "charge": ("case-number-level-fit", "seal"),
    "identity-paper": (
        *("id-card-validity", "id-card-issuer", "id-card-content", "passport-items", "passport-validity"),
        *("passport-mrz", "hukou-pages", "hukou-seals", "hukou-one"),
    ),
    "request": ("online-fugitive", "interpol-route"),
}
"""What a person looks at with own eyes, by kind of paper; checks that nobody read show as questions."""


@cache
def checks() -> Mapping[str, PaperCheck]:
    """Return every check of the pack by its ID, read once."""
    return {check.id: check for check in read_paper_checks()[0]}


def look_at_number(kind: str, number: str, today: date) -> tuple[LookHere, ...]:
    """Return where to look at a single number, of no vault."""
    return tuple(look_at(kind, number, checks(), BesideNumber(today=today)))  # type: ignore[arg-type]


def nothing_of(kind: str, number: str) -> str:
    """Return what is said of a number on which nothing was noticed, and what could not be noticed on it."""
    is_short = kind == "citizen-number" and resident_number(number).length == SHORT
    return _NO_CHECK_CHARACTER if is_short else NOTHING


def by_eye(paper: ComparedPaper) -> tuple[PaperCheck, ...]:
    """Return what a person looks at on a paper of this kind."""
    return tuple(checks()[one] for one in _BY_EYE.get(paper.kind, ()) if one in checks())


def look(
    papers: Sequence[ComparedPaper],
    in_force: ArticleInForce | None = None,
    today: date | None = None,
) -> tuple[LookHere, ...]:
    """Return where to look at papers, one by one and together.

    Args:
        papers: of one case.
        in_force: what is known of articles of the Criminal Law on a day, or None.
        today: after which no year of a number can lie, or None.
    """
    births = tuple(
        (one.on.earliest_on, one.on.latest_on)
        for one in _all(papers, "birth")
        if one.on is not None and not one.on.is_unknown and one.source == "issuer"
    )
    sexes = frozenset({sex_of(one.text) for one in _all(papers, "sex")} & {"male", "female"})
    hits: list[LookHere] = []
    for paper in papers:
        beside = BesideNumber(issued_on=_issued_on(paper), births=births, sexes=sexes, today=today)
        for one in paper.confirmed:
            of_one = (
                *look_at(one.kind, one.text, checks(), beside),
                *_of_law(paper, one, in_force),
                *_by_police_alone(paper, one),
            )
            hits += [
                replace(hit, paper_id=paper.id, side=paper.side, kind=one.kind, page=one.page)
                for hit in of_one
            ]
    return (*hits, *_together([paper for paper in papers if paper.side == "state"]))


def _all(papers: Sequence[ComparedPaper], kind: str) -> Iterator[PaperParticular]:
    return (one for paper in papers for one in paper.confirmed if one.kind == kind)


def _issued_on(paper: ComparedPaper) -> date | None:
    """Return the day of a paper, where it is exactly one."""
    day = next((one.on for one in paper.confirmed if one.kind == "issued" and one.on), None)
    return day.earliest_on if day and day.is_exact else None


def _of_law(
    paper: ComparedPaper, one: PaperParticular, in_force: ArticleInForce | None
) -> Iterator[LookHere]:
    """Yield the law-version checks of a cited article: the law by name, against the day of the paper."""
    if one.kind != "article":
        return
    issued_on = _issued_on(paper)
    for check in checks().values():
        if check.family != "law-version" or not check.may_be_computed or not _names(check, one.text):
            continue
        later = [text for text in check.dates if issued_on and _starts(text) > issued_on]
        if later and issued_on and check.id != "law-7":
            what = Message(
                "The paper is of {day}; the text that was read has parts from {dates}.",
                day=issued_on,
                dates=tuple(later),
            )
            yield LookHere(check=check, what=what)
        else:
            yield LookHere(
                check=check,
                what=Message("An article of this law is cited: ask which version it is of."),
            )
    if in_force is not None and issued_on is not None:
        law = checks()["law-7"]
        yield from (LookHere(check=law, what=what) for what in in_force(one.text, issued_on))


def _names(check: PaperCheck, text: str) -> bool:
    """Return whether a text names a law, and not another whose name holds it."""
    plain = text.casefold()
    longer = {
        name.casefold()
        for other in checks().values()
        if other.id != check.id
        for name in other.names
        if any(mine.casefold() in name.casefold() for mine in check.names)
    }
    for other in longer:
        plain = plain.replace(other, "")
    return any(name.casefold() in plain for name in check.names)


def _starts(text: str) -> date:
    return StatedDate(edtf=text).earliest_on


def _together(papers: list[ComparedPaper]) -> Iterator[LookHere]:
    """Yield what papers of the State say together: two numbers of one person, and the order of their days."""
    numbers = {compact(one.text) for one in _all(papers, "citizen-number")}
    if len(numbers) > 1:
        what = Message("The papers state {count} different numbers for one person.", count=len(numbers))
        yield LookHere(check=checks()["id-lifelong"], what=what, kind="citizen-number")
    yield from _of_arrest(papers)
    yield from _of_order(papers)


def _of_arrest(papers: list[ComparedPaper]) -> Iterator[LookHere]:
    """Yield what is to be seen of the warrant, its approval, and a detention paper in place of both."""
    kinds = {paper.kind for paper in papers}
    # Who was judged needs no warrant before it.
    is_prosecuted = "request" in kinds and "judgment" not in kinds
    after_approval = checks()["daibu-after-approval"]
    warrant, approval = _first_day(papers, "warrant"), _first_day(papers, "approval")
    if warrant and approval and warrant < approval:
        what = Message(
            "The warrant is of {warrant}, the approval of {approval}.", warrant=warrant, approval=approval
        )
        yield LookHere(check=after_approval, what=what, kind="issued")
    elif ("warrant" in kinds or is_prosecuted) and "approval" not in kinds:
        what = Message("No approval of the procuracy is among the papers of the State.")
        yield LookHere(check=after_approval, what=what)
    if "detention" in kinds and "warrant" not in kinds:
        what = Message("A detention paper is there, and no warrant of arrest.")
        yield LookHere(check=checks()["juliu-is-not-daibu"], what=what)
    elif is_prosecuted and "warrant" not in kinds:
        what = Message("A request is there, and no warrant of arrest.")
        yield LookHere(check=checks()["juliu-is-not-daibu"], what=what)


def _by_police_alone(paper: ComparedPaper, one: PaperParticular) -> Iterator[LookHere]:
    """Yield where a paper of the State names the police for an arrest, and nobody who approved it."""
    text = one.text
    if paper.side != "state" or one.kind not in {"authority", "arrest"} or _BY_OTHERS.search(text):
        return
    if _BY_POLICE.search(text) and (one.kind == "arrest" or _ARREST.search(text)):
        what = Message("The police is named for the arrest, and no procuracy or court.")
        yield LookHere(check=checks()["daibu-after-approval"], what=what)


def _of_order(papers: list[ComparedPaper]) -> Iterator[LookHere]:
    """Yield papers that must come before the request and bear a later day."""
    request = _first_day(papers, "request")
    for kind in _BEFORE_REQUEST:
        day = _first_day(papers, kind)
        if request and day and day > request:
            what = Message(
                "A paper that must come first is of {day}, the request of {request}.",
                day=day,
                request=request,
            )
            yield LookHere(check=checks()["number-order"], what=what, kind="issued")


def _first_day(papers: list[ComparedPaper], kind: ComparedKind) -> date | None:
    days = (_issued_on(paper) for paper in papers if paper.kind == kind)
    return min((day for day in days if day), default=None)
