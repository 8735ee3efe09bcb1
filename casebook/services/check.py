"""Checks of a finished PDF, whoever made it, against the rules of the forum it goes to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.progress import Progress, silent
from casebook.domain.composition import Exhibit
from casebook.domain.filing import Filing, FilingKind
from casebook.domain.filing_form import ordered_paper
from casebook.domain.filing_report import FilingReport, check_filing
from casebook.domain.order import TakeStock
from casebook.domain.paper import Paper
from casebook.domain.profile import Profile
from casebook.domain.survey import Survey
from casebook.packs.profile import read_profiles
from casebook.services.binder import Binder


def check_file(
    path: Path,
    *,
    profile_id: str = "",
    kind: FilingKind = "",
    uncounted: int = 0,
    progress: Progress = silent,
) -> FilingReport:
    """Check a PDF; about a second for 600 pages.

    Args:
        path: the file.
        profile_id: of the forum; "" checks what every court's reader needs.
        kind: what the file is, where a forum limits its pages and type.
        uncounted: how many of its pages are of what the forum leaves out of its limit.
        progress: told page by page.

    Raises:
        NotFound: the file or the profile is not there.
        InvalidInput: it is no file.
        DamagedSource: it is no PDF, is damaged or wants a password.
        Cancelled: the person stopped.
    """
    if not path.exists():
        raise NotFound("There is no such file.", field="file", remedy="Correct the path.")
    if not path.is_file():
        raise InvalidInput("That is not a file.", field="file", remedy="Name one PDF.")
    profile = profile_of(profile_id) if profile_id else None
    order = TakeStock(name=path.name, is_measured=bool(kind))
    file = Exhibit(key="file", mark="", title="", media_type="", file=path.name, open=lambda: path.open("rb"))
    with Binder(to_bind=False) as binder:
        told = binder.fulfil(order, Survey, (file,), progress=progress)
    return check_filing(Filing(survey=told, profile=profile, kind=kind, uncounted=uncounted))


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
