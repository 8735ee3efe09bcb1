"""Court profiles, supplied and custom, and what each requires."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.filings.filing_form import ordered_paper
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.paper import Paper
from casebook.domain.dossier.profile import Profile, ProfileGap
from casebook.domain.sharing.rival_entry import rival_ids, several_entries
from casebook.packs.dossier.own_profile import try_profile
from casebook.packs.dossier.profile import Profiles, read_profiles

if TYPE_CHECKING:
    from casebook.services.base.session import Session

_OWN = "own-"
"""How the id of an own profile begins where it was copied here."""

ProfileState = Literal["usable", "partial", "stub", "broken", "unread"]


@entity
class ProfileRow:
    """A line of the list of profiles.

    Attributes:
        profile: None for a forum without one, and for an own profile that cannot be used.
        gap: what was looked for and not found.
        state: the first thing to know of it.
        own_id: the record of an own profile, or "".
        taken_from: the pack an own profile came in, or "".
    """

    id: str
    forum: str
    jurisdiction: str
    profile: Profile | None
    gap: ProfileGap | None
    state: ProfileState
    own_id: str = ""
    taken_from: str = ""


@cache
def shipped() -> Profiles:
    """The profiles of the pack, read once."""
    return read_profiles()


def profiles(session: Session | None = None) -> tuple[Profile, ...]:
    """Return every court profile: valid custom ones of the vault, then those of the pack."""
    own = (_read(own_profile) for own_profile, is_rival in _distinct(session) if not is_rival)
    return (*(profile for profile in own if profile is not None), *shipped().profiles)


def profile_of(id_: str, session: Session | None = None) -> Profile:
    """The profile of a forum.

    Args:
        id_: of the profile.
        session: a vault whose own profiles count too.

    Raises:
        NotFound: there is none with this id; the remedy lists them.
        Refused: it is an own profile that fails its checks.
    """
    known = {profile.id: profile for profile in profiles(session)}
    if id_ in known:
        return known[id_]
    named = [own_profile for own_profile in _own(session) if own_profile.profile_id == id_]
    if len(named) > 1:
        raise several_entries(Message("Several custom court profiles have the ID {id}.", id=id_), "profile")
    if named:
        raise Refused(
            Message("{id} no longer passes its checks, so nothing is checked against it.", id=id_),
            field="profile",
            remedy="Fix it on the Court profiles page.",
        )
    if session is not None and id_.startswith(_OWN):
        raise NotFound(
            Message("There is no profile {id}.", id=id_),
            field="profile",
            remedy="Restore it from the bin, or choose another court or body on the cover.",
        )
    raise NotFound(
        Message("There is no profile {id}.", id=id_),
        field="profile",
        remedy=Message("Leave it empty, or enter one of these: {known}.", known=tuple(known)),
    )


def is_own(profile: Profile) -> bool:
    """Whether it is an office's own and ships with no pack."""
    return all(profile.id != shipped_profile.id for shipped_profile in shipped().profiles)


def rows(session: Session | None = None) -> list[ProfileRow]:
    """Every profile: own ones first, then those of the pack, then what was looked for and not found."""
    return [
        *(_own_row(own_profile, is_rival=is_rival) for own_profile, is_rival in _distinct(session)),
        *(_row(profile) for profile in shipped().profiles),
        *(_gap(at, gap) for at, gap in enumerate(shipped().gaps, start=1)),
    ]


def broken(session: Session) -> int:
    """How many own profiles no longer pass their checks, and so check nothing."""
    return sum(is_rival or _read(own_profile) is None for own_profile, is_rival in _distinct(session))


def paper_of(profile: Profile | None) -> Paper:
    """The paper a forum asks for; A4 where it asks for none."""
    return ordered_paper(profile.rule("paper") if profile else None) or "A4"


def orders_paper(profile: Profile | None) -> bool:
    """Whether a forum asks that every page be of its paper, exhibits included."""
    rule = profile.rule("paper") if profile else None
    return rule is not None and rule.level in {"must", "should"} and ordered_paper(rule) is not None


def orders_archive(profile: Profile | None) -> bool:
    """Whether a court requires PDF/A."""
    rule = profile.rule("file_format") if profile else None
    return rule is not None and "PDF/A" in str(rule.value)


def _own(session: Session | None) -> list[OwnProfile]:
    if session is None:
        return []
    from casebook.services.base import record  # with the database, which a bundle of files does without

    return record.every(session, OwnProfile)


def _distinct(session: Session | None) -> list[tuple[OwnProfile, bool]]:
    """Return the custom profiles and whether another one has the same ID; equal ones once."""
    listed = _own(session)
    rivals = rival_ids((own_profile.profile_id, own_profile.text) for own_profile in listed)
    once = {(one.profile_id, one.text): one for one in reversed(listed)}
    return [(one, one.profile_id in rivals) for one in listed if once[one.profile_id, one.text] is one]


def _read(own_profile: OwnProfile) -> Profile | None:
    """Return the content of a custom profile, or None if it no longer passes its checks."""
    tried = try_profile(
        own_profile.text, shipped(), own_profile.taken_from or f"own, {own_profile.taken_on.isoformat()}"
    )
    return None if tried.problems else tried.profile


def _own_row(own_profile: OwnProfile, *, is_rival: bool) -> ProfileRow:
    profile = None if is_rival else _read(own_profile)
    return ProfileRow(
        id=own_profile.id if is_rival else own_profile.profile_id,
        forum=profile.forum if profile else own_profile.profile_id,
        jurisdiction=profile.jurisdiction if profile else "",
        profile=profile,
        gap=None,
        state=profile.status if profile else "broken",
        own_id=own_profile.id,
        taken_from=own_profile.taken_from,
    )


def _row(profile: Profile) -> ProfileRow:
    return ProfileRow(
        id=profile.id,
        forum=profile.forum,
        jurisdiction=profile.jurisdiction,
        profile=profile,
        gap=None,
        state=profile.status,
    )


def _gap(at: int, gap: ProfileGap) -> ProfileRow:
    return ProfileRow(id=f"gap-{at}", forum=gap.what, jurisdiction="", profile=None, gap=gap, state="unread")
