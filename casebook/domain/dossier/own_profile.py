"""A custom court profile, made in the office or by a colleague, in addition to those of the pack."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.entity import entity


@entity
class OwnProfile:
    """One profile as its author wrote it.

    Attributes:
        profile_id: by which it is asked for; no shipped profile has it.
        text: the entry of the pack, ``[[profile]]`` with its rules, as TOML.
        taken_from: id and version of the pack it came in; "" where it was written here.
        taken_on: the day it was written or taken.
    """

    id: str
    profile_id: str
    text: str
    taken_from: str = ""
    taken_on: date
