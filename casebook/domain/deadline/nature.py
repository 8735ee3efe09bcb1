"""Whose time limit it is: the person's own, a limit on the authority, or a first day to act.

LAW: only the person's own time limit is lost by acting late. When a limit on the authority has run, the
person may ask for what follows from it, such as release; before a first day allowed a request is barred or
idle.
"""

from __future__ import annotations

from typing import Literal

from casebook.base.message import gettext_noop

RuleNature = Literal["", "authority", "earliest"]
""""" for a time limit of the person; `authority`: an authority or a State must act within it; `earliest`: an
act of the person is allowed only once it has ended.
"""


def as_exported(nature: RuleNature) -> str:
    """Return a nature as exports and the command line name it: "party" for a time limit of the person."""
    return nature or "party"


DUE: dict[RuleNature, str] = {
    "": gettext_noop("Due"),
    "authority": gettext_noop("The authority must act by"),
    "earliest": gettext_noop("Not before"),
}
"""What the calculated date is called, as texts to translate."""
CONSEQUENCE: dict[RuleNature, str] = {
    "": gettext_noop("If missed"),
    "authority": gettext_noop("If the authority does not act"),
    "earliest": gettext_noop("If done earlier"),
}
"""What the consequence of a rule is called, as texts to translate."""
