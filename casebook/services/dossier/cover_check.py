"""Checks the cover of a dossier against the details a court requires."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.dossier.dossier import CoverLine
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import in_words, source_of
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


def lines_for(dossier_data: DossierData) -> tuple[CoverLine, ...]:
    """Return the further lines to print: a line for a court's field is for that court only."""
    asked = _asked(_rule(dossier_data))
    return tuple(line for line in dossier_data.dossier.cover_lines if not line.field or line.field in asked)


def cover_problems(dossier_data: DossierData) -> tuple[FilingProblem, ...]:
    """Return the cover requirements of the court that are not met."""
    rule = _rule(dossier_data)
    if rule is None:
        return ()
    return tuple(
        FilingProblem(
            check="cover",
            page=0,
            what=Message("Missing from the cover: {what}.", what=line),
            is_blocking=rule.may_block,
            rule=in_words(rule),
            source=source_of(rule),
            mend=Message("Complete the cover."),
        )
        for line in _asked(rule)
        if not _is_said(dossier_data, line)
    )


def _is_said(dossier_data: DossierData, element: str) -> bool:
    fields = [
        field for field, names in _FIELDS.items() if any(name.replace("-", " ") in element for name in names)
    ]
    if fields:
        return all(getattr(dossier_data.dossier, field) for field in fields)
    return any(line.field == element and line.text for line in dossier_data.dossier.cover_lines)


def _rule(dossier_data: DossierData) -> FormatRule | None:
    return dossier_data.profile.rule("cover_fields") if dossier_data.profile else None


def _asked(rule: FormatRule | None) -> tuple[str, ...]:
    return tuple(map(str, rule.value)) if rule is not None and isinstance(rule.value, tuple) else ()
