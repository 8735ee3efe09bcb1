"""Checks of a finished PDF, whoever made it, against the rules of the forum it goes to."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.progress import Progress, silent
from casebook.domain.filing import Filing, FilingKind
from casebook.domain.filing_report import FilingReport, check_filing
from casebook.domain.profile import Profile
from casebook.packs.profile import read_profiles


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
    told = survey(path, is_measured=bool(kind), progress=progress)
    return check_filing(Filing(survey=told, profile=profile, kind=kind))


def profile_of(id_: str) -> Profile:
    """The profile of a forum.

    Raises:
        NotFound: there is none with this id; the remedy lists them.
    """
    profiles = {profile.id: profile for profile in read_profiles().profiles}
    if id_ not in profiles:
        raise NotFound(
            f"There is no profile {id_}.",
            field="profile",
            remedy=f"Leave it out, or name one of these: {', '.join(profiles)}.",
        )
    return profiles[id_]
