"""Custom deadline rules, written here or imported from a colleague."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.entity import entity


@entity
class OwnRule:
    """One rule as its author wrote it.

    Attributes:
        rule_id: by which it is asked for; no shipped rule has it.
        text: the entry of the pack, ``[[rule]]`` with its examples, as TOML.
        taken_from: id and version of the pack it came in; "" where it was written here.
        taken_on: the day it was written or taken.
    """

    id: str
    rule_id: str
    text: str
    taken_from: str = ""
    taken_on: date
