"""Court profiles written outside the shipped pack: one as text, begun by copying a shipped one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import NotFound, Problem
from casebook.base.message import Message
from casebook.domain.dossier.profile import Profile
from casebook.packs.base.own_text import ID_TAKEN, OwnPack, one_entry, pieces_of, shipped_piece, split_entries
from casebook.packs.dossier.profile import FILE, KIND, Profiles, read_profile

OWN = "own profile"
"""The name in messages of a profile without a file."""
_ABOUT = "docs/packs.md"
_RULE = f"{KIND}.rule"
_INHERITS = re.compile(r'^inherits = "(?P<id>.+)"\n', re.MULTILINE)

EMPTY = """[[profile]]
id = "own-"
forum = ""
jurisdiction = ""
status = "partial"
notes = ""

# Each rule states where it is found. A rule without a pinpoint and a kind can only be practice or info,
# with seen = false, and never counts as must fix.
[[profile.rule]]
field = "paper"
value = "A4"
level = "practice"
seen = false
pinpoint = ""
kind = ""
url = ""
as_of = ""
as_of_basis = "shown"
"""
"""A form to fill in: what is left empty is named by the check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedProfile:
    """A profile after every check a shipped one passes.

    Attributes:
        profile: None where it cannot be read at all.
        problems: every defect; none in a profile that may be used.
    """

    profile: Profile | None
    problems: tuple[Problem, ...]


def try_profile(text: str, shipped: Profiles, version: str = OWN) -> TriedProfile:
    """Read a profile and check it against the fields and IDs of the pack.

    Args:
        text: ``[[profile]]`` with its rules, as TOML.
        shipped: what it stands beside; its own id must not be there.
        version: what a build names as its version.
    """
    problems: list[Problem] = []
    entry = one_entry(text, KIND, OWN, problems)
    if entry is None:
        return TriedProfile(profile=None, problems=tuple(problems))
    profile = read_profile(entry, shipped.types, version, is_own=True)
    if profile.id in {shipped_profile.id for shipped_profile in shipped.profiles}:
        problems.append(Problem(where=OWN, what=Message(ID_TAKEN, id=profile.id)))
    if profile.inherits:
        # What it rests on must not change under it when the packs do.
        what = Message("a custom court profile cannot inherit rules: copy the rules it needs")
        problems.append(Problem(where=f"{OWN} · inherits", what=what))
    return TriedProfile(profile=profile, problems=tuple(problems))


def read_profile_pack(data: bytes, name: str) -> OwnPack:
    """Read a colleague's pack file of profiles; `name` is used in errors.

    Raises:
        PackInvalid: its head breaks the schema, or it is no TOML.
        InvalidInput: it is no pack of profiles.
    """
    return split_entries(data, name, KIND, _ABOUT)


def profile_text(folder: Path, profile_id: str) -> str:
    """The text of a shipped profile under an id of its own, to be changed; the empty form where "" is asked.

    Rules it inherits are written out, so that each can be changed or dropped and no update of the packs moves
    them.

    Raises:
        NotFound: no shipped profile has this id.
    """
    if not profile_id:
        return EMPTY
    path = folder / FILE
    whole = shipped_piece(path, KIND, "gap", profile_id)
    if not whole:
        raise NotFound(
            Message("There is no profile {id}.", id=profile_id), field="profile", remedy="Check the ID."
        )
    inherited = list(_inherited(path, whole))
    text = _INHERITS.sub("", whole).replace(f'id = "{profile_id}"', f'id = "own-{profile_id}"', 1)
    return "\n".join([text, *inherited])


def _inherited(path: Path, text: str) -> Iterator[str]:
    """The rules of all that a profile inherits from where it is silent, as they are written there."""
    stated = set(map(_field, pieces_of(text, _RULE)))
    while found := _INHERITS.search(text):
        text = shipped_piece(path, KIND, "gap", found["id"])
        for piece in pieces_of(text, _RULE):
            if _field(piece) not in stated:
                stated.add(_field(piece))
                yield piece.strip() + "\n"


def _field(piece: str) -> str:
    return str(tomllib.loads(piece)[KIND]["rule"][0]["field"])
