"""What a forum wants said on the cover of a dossier, and what is said there for it."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.dossier.dossier import CoverLine
from casebook.domain.dossier.filing import in_words, source_of
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.domain.dossier.profile import FormatRule
from casebook.services.dossier.dossier_data import DossierData

_FIELDS = {
    "court": ("court-name", "court-and"),
    "number": ("number",),
    "parties": ("respondent-name", "case-name", "style-of-cause"),
    "hearing_on": ("hearing-date",),
    "title": ("title",),
}
"""Cover fields of a dossier, by words with which forums name them, a hyphen for each space.

Any other wants a line of the cover.
"""


def lines_for(brief: DossierData) -> tuple[CoverLine, ...]:
    """The further lines that are printed: one that fills a forum's field stands for that forum alone."""
    asked = _asked(_rule(brief))
    return tuple(line for line in brief.dossier.cover_lines if not line.field or line.field in asked)


def cover_problems(brief: DossierData) -> tuple[PreflightProblem, ...]:
    """What the forum wants on the cover and nothing says yet."""
    rule = _rule(brief)
    if rule is None:
        return ()
    return tuple(
        PreflightProblem(
            check="cover",
            page=0,
            what=Message("Missing from the cover: {what}.", what=line),
            is_blocking=rule.may_block,
            rule=in_words(rule),
            source=source_of(rule),
            mend=Message("Complete the cover."),
        )
        for line in _asked(rule)
        if not _is_said(brief, line)
    )


def _is_said(brief: DossierData, element: str) -> bool:
    fields = [
        field for field, names in _FIELDS.items() if any(name.replace("-", " ") in element for name in names)
    ]
    if fields:
        return all(getattr(brief.dossier, field) for field in fields)
    return any(line.field == element and line.text for line in brief.dossier.cover_lines)


def _rule(brief: DossierData) -> FormatRule | None:
    return brief.profile.rule("cover_fields") if brief.profile else None


def _asked(rule: FormatRule | None) -> tuple[str, ...]:
    return tuple(map(str, rule.value)) if rule is not None and isinstance(rule.value, tuple) else ()
