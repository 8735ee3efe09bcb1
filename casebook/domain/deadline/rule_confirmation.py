"""A lawyer's confirmation of a rule for the office, and whether the rule has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.deadline.counting import Method
from casebook.domain.deadline.rule import READING_FIELDS, Rule
from casebook.domain.deadline.trace import DeadlineWarning

ConfirmationState = Literal["none", "current", "outdated"]
KINDS = frozenset({"unconfirmed", "confirmed", "confirmed-on", "confirmation-outdated"})
"""The warnings on the confirmation of a rule; on a saved date the current ones replace them."""
_NOT_CONFIRMED = READING_FIELDS | {"confirmed_by"}


@entity
class RuleConfirmation:
    """A rule that a lawyer confirmed for the office.

    Attributes:
        rule_id: of the rule.
        initials: of the lawyer; never a name.
        confirmed_on: the day.
        digest: of the rule with its calculation method, as confirmed.
        pack: the version it came with.
    """

    id: str
    rule_id: str
    initials: str
    confirmed_on: date
    digest: str
    pack: str = ""

    def state(self, digest: str) -> ConfirmationState:
        """Return the state of the confirmation for a rule with this digest."""
        return "current" if digest == self.digest else "outdated"


def rule_digest(rule: Rule, method: Method) -> str:
    """Return the SHA-256 of the content of a rule and its counting method, in lower-case hex.

    Versions and days of reading are left out, and so is what an entry leaves empty: a field that a later
    program adds changes no digest until a pack fills it.
    """
    said = {"rule": _said(rule), "method": _said(method)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def confirmation_warnings(confirmation: RuleConfirmation | None, digest: str) -> tuple[DeadlineWarning, ...]:
    """Return the warnings shown with each date of a rule with this digest: who confirmed it, if anyone."""
    if confirmation is None:
        return (DeadlineWarning("unconfirmed", gettext_noop("No lawyer has confirmed this rule.")),)
    if confirmation.state(digest) == "outdated":
        text = gettext_noop("The rule has changed since {value} confirmed it. Have it confirmed again.")
        return (DeadlineWarning("confirmation-outdated", text, confirmation.initials),)
    return (
        DeadlineWarning(
            "confirmed", gettext_noop("Confirmed for this office by {value}."), confirmation.initials
        ),
        DeadlineWarning(
            "confirmed-on",
            gettext_noop("The rule was confirmed on {value} and has not changed since."),
            confirmation.confirmed_on,
        ),
    )


def _said(value: object) -> object:
    """Return a value in the basic types of JSON, identical for equal values in every run."""
    if is_dataclass(value):
        pairs = ((part.name, getattr(value, part.name)) for part in fields(value))
        return {name: _said(inner) for name, inner in pairs if name not in _NOT_CONFIRMED and inner}
    if isinstance(value, Mapping):
        return {str(key): _said(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_said(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value
