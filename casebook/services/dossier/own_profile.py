"""Custom court profiles: copied from another, checked, exported and imported."""

from __future__ import annotations

from pathlib import Path

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import NotFound, Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.dossier.filings.filing import in_words, source_of
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.domain.sharing.rival_entry import several_entries
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.packs.base.own_text import as_pack
from casebook.packs.dossier.own_profile import OWN, profile_text, read_profile_pack, try_profile
from casebook.packs.dossier.profile import KIND
from casebook.services.base import record
from casebook.services.base.export import put
from casebook.services.base.own_entry import Fields, OwnKind
from casebook.services.base.session import Session
from casebook.services.dossier.profile import shipped

_PACK = "own-profiles"
_COMPARED = ("forum", "jurisdiction", "status", "notes")


def named(session: Session, profile_id: str) -> OwnProfile:
    """The record of an own profile.

    Raises:
        NotFound: the vault has none of this id.
        Refused: several that differ have it.
    """
    named_so = [one for one in record.every(session, OwnProfile) if one.profile_id == profile_id]
    if len({one.text for one in named_so}) > 1:
        what = Message("Several custom court profiles have the ID {id}.", id=profile_id)
        raise several_entries(what, "profile")
    if not named_so:
        raise NotFound(
            Message("There is no custom court profile {id}.", id=profile_id),
            field="profile",
            remedy="Run “casebook profile list --vault” to list the profiles of a casebook.",
        )
    return named_so[0]


def export(
    profile_id: str, out: Path | SaveTarget, session: Session | None = None, clock: Clock = system_clock
) -> str:
    """Write a profile as a pack file: an own one as it is, a shipped one under an own id; gives the id.

    Args:
        profile_id: of the profile.
        out: the TOML file; one already there is replaced.
        session: the vault of an own profile; None where a shipped one is wanted.
        clock: gives the version, which is the day.

    Raises:
        NotFound: there is no such profile.
        InvalidInput, Refused, DiskProblem: the file cannot be written there.
    """
    if session is None or profile_id in _shipped():
        text, id_ = PROFILES.draft(profile_id), f"own-{profile_id}"
    else:
        text, id_ = named(session, profile_id).text, profile_id
    put(as_pack(_PACK, KIND, [text], clock().date()).encode("utf-8"), out)
    return id_


def _made(id_: str, profile_id: str, text: str, taken_from: str, session: Session) -> OwnProfile:
    on = session.clock().date()
    return OwnProfile(id=id_, profile_id=profile_id, text=text, taken_from=taken_from, taken_on=on)


def _tried(text: str, version: str) -> tuple[Profile | None, tuple[Problem, ...]]:
    tried = try_profile(text, shipped(), version or OWN)
    return tried.profile, tried.problems


def _shipped() -> dict[str, Profile]:
    return {profile.id: profile for profile in shipped().profiles}


def _fields(before: Profile, after: Profile) -> Fields:
    """Return the differences: of the profile, then rule by rule, each in full with its source."""
    own = [(name, str(getattr(before, name)), str(getattr(after, name))) for name in _COMPARED]
    fields = dict.fromkeys(rule.field for rule in (*before.rules, *after.rules))
    ruled = [(field, _rule_text(before.rule(field)), _rule_text(after.rule(field))) for field in fields]
    return tuple(each for each in (*own, *ruled) if each[1] != each[2])


def _rule_text(rule: FormatRule | None) -> str:
    if rule is None:
        return "no rule"
    parts = (str(in_words(rule)).partition(": ")[2], source_of(rule), rule.kind)
    return " ".join(part for part in parts if part)


PROFILES: OwnKind[OwnProfile, Profile] = OwnKind(
    noun="profile",
    record=OwnProfile,
    entry_id=lambda own_profile: own_profile.profile_id,
    read_id=lambda profile: profile.id,
    make=_made,
    tried=_tried,
    shipped=_shipped,
    fields=_fields,
    taken_apart=read_profile_pack,
    draft=lambda profile_id: profile_text(resource("packs"), profile_id),
)
