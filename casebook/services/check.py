"""Checks of a finished PDF, whoever made it, against the rules of the forum it goes to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.progress import Progress, silent
from casebook.domain.composition import Composition
from casebook.domain.filing import Filing, FilingKind
from casebook.domain.filing_form import ordered_paper
from casebook.domain.filing_report import FilingReport, check_filing
from casebook.domain.paper import Paper
from casebook.domain.preflight import PreflightProblem
from casebook.domain.profile import Profile
from casebook.domain.survey import Survey
from casebook.packs.profile import read_profiles

if TYPE_CHECKING:
    from casebook.pdf.plan import Bundle

_STRICTER = frozenset({"pages", "blank", "numbers", "bookmarks", "links", "residue", "letters", "fonts"})
"""What the check of a bundle against its own plan finds more exactly than a survey of its bytes."""


def check_file(
    path: Path, *, profile_id: str = "", kind: FilingKind = "", progress: Progress = silent
) -> FilingReport:
    """Check a PDF; about a second for 600 pages.

    Args:
        path: the file.
        profile_id: of the forum; "" checks what every court's reader needs.
        kind: what the file is, where a forum limits its pages and type.
        progress: told page by page.

    Raises:
        NotFound: the file or the profile is not there.
        InvalidInput: it is no file.
        DamagedSource: it is no PDF, is damaged or wants a password.
        Cancelled: the person stopped.
    """
    from casebook.pdf.survey import survey

    if not path.exists():
        raise NotFound("There is no such file.", field="file", remedy="Correct the path.")
    if not path.is_file():
        raise InvalidInput("That is not a file.", field="file", remedy="Name one PDF.")
    profile = profile_of(profile_id) if profile_id else None
    with path.open("rb") as stream:
        told = survey(stream, path.name, is_measured=bool(kind), progress=progress)
    return check_filing(Filing(survey=told, profile=profile, kind=kind))


@cache
def profiles() -> tuple[Profile, ...]:
    """Every forum whose rules are known, as the pack orders them."""
    return read_profiles().profiles


def profile_of(id_: str) -> Profile:
    """The profile of a forum.

    Raises:
        NotFound: there is none with this id; the remedy lists them.
    """
    known = {profile.id: profile for profile in profiles()}
    if id_ not in known:
        raise NotFound(
            f"There is no profile {id_}.",
            field="profile",
            remedy=f"Leave it out, or name one of these: {', '.join(known)}.",
        )
    return known[id_]


def paper_of(profile: Profile | None) -> Paper:
    """The paper a forum asks for; A4 where it asks for none."""
    return ordered_paper(profile.rule("paper") if profile else None) or "A4"


def orders_paper(profile: Profile | None) -> bool:
    """Whether a forum asks that every page be of its paper, exhibits included."""
    rule = profile.rule("paper") if profile else None
    return rule is not None and rule.level in {"must", "should"} and ordered_paper(rule) is not None


def orders_archive(profile: Profile | None) -> bool:
    """Whether a forum takes PDF/A alone."""
    rule = profile.rule("file_format") if profile else None
    return rule is not None and "PDF/A" in str(rule.value)


def check_built(
    finished: BinaryIO,
    name: str,
    profile: Profile | None,
    composition: Composition,
    bundle: Bundle,
    *,
    is_first: bool = True,
) -> tuple[PreflightProblem, ...]:
    """What a bundle's own preflight found, and what the rules of its forum say of it beyond that.

    Args:
        finished: the file as it will leave.
        name: that it takes.
        profile: of the forum; None adds nothing.
        composition: what was to go in.
        bundle: what was written, with its own problems.
        is_first: it is the only file or the first of several, which holds the index.
    """
    from casebook.pdf.survey import survey

    if profile is None:
        return bundle.problems
    told = _without_photographs(survey(finished, name), composition, bundle)
    filing = Filing(
        survey=told,
        profile=profile,
        kind="",
        numbers=tuple(page.label for page in bundle.plan.pages),
        is_first=is_first,
    )
    of_forum = [
        problem
        for problem in check_filing(filing).problems
        if problem.check not in _STRICTER or problem.source
    ]
    is_told = any(problem.check == "text" for problem in of_forum)
    own = [problem for problem in bundle.problems if not (is_told and problem.check == "scans")]
    return tuple(sorted((*own, *of_forum), key=lambda problem: (not problem.is_blocking, problem.page)))


def _without_photographs(told: Survey, composition: Composition, bundle: Bundle) -> Survey:
    """A photograph has no words to be searched for, and no forum asks for any."""
    photographs = {exhibit.key for exhibit in composition.exhibits if exhibit.is_photograph}
    shown = {
        number
        for item in bundle.items
        if item.key in photographs
        for number in range(item.first_page, item.last_page + 1)
    }
    pages = tuple(
        replace(page, has_picture=False) if number in shown else page
        for number, page in enumerate(told.pages, start=1)
    )
    return replace(told, pages=pages)
