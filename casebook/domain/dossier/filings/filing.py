"""A PDF to be filed, its court or body, and how problems are reported with the court's rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message, Value
from casebook.domain.base.entity import entity
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.profile import FormatRule, Margins, Profile
from casebook.domain.dossier.profile_field import field_title

FilingKind = Literal[
    "", "argument", "skeleton", "country_schedule", "detailed_grounds", "summary_grounds", "expert_report"
]
"""The type of file for page limits of a court; "" for a bundle or anything else."""
FILING_KINDS: tuple[FilingKind, ...] = get_args(FilingKind)
_MAX_PAGES_NAMED = 12


@entity
class Filing:
    """The input of the checks.

    Attributes:
        survey: of the finished file.
        profile: of the forum, or None.
        kind: what the file is.
        uncounted: pages that a person says are of what the forum leaves out of its limit.
        numbers: what is known to be printed on each page; empty where that must be found.
        is_first: it is the only file or the first of several, which holds the index.
    """

    survey: Survey
    profile: Profile | None
    kind: FilingKind
    uncounted: int = 0
    numbers: tuple[str, ...] = ()
    is_first: bool = True

    def rule(self, *fields: str) -> FormatRule | None:
        """Return the first of these rules that the profile has, or None."""
        rules = (self.profile.rule(field) for field in fields) if self.profile else ()
        return next((rule for rule in rules if rule is not None), None)

    def orders(self, *fields: str) -> FormatRule | None:
        """Return the first of these rules that the profile has and whose flag is set."""
        rule = self.rule(*fields)
        return rule if rule is not None and rule.value is not False else None

    def problem(
        self,
        check: str,
        page: int,
        what: Message,
        mend: Message,
        rule: FormatRule | None,
        otherwise: Message = NO_MESSAGE,
    ) -> FilingProblem:
        """Return a problem with the rule that was broken.

        Args:
            check: which of the checks found it.
            page: of the file from 1, or 0.
            what: is wrong.
            mend: how it is put right.
            rule: of the forum, which blocks where it may; None where no rule was found.
            otherwise: why it matters all the same, where no rule was found.
        """
        return FilingProblem(
            check=check,
            page=page,
            what=what,
            is_blocking=rule is not None and rule.may_block,
            rule=in_words(rule)
            if rule
            else otherwise or Message("No rule was found for this court or body."),
            source=source_of(rule) if rule else "",
            mend=mend,
        )


_BINDING = {
    "must": Message("mandatory"),
    "should": Message("recommended"),
    "practice": Message("customary practice"),
    "info": Message("guidance"),
}


def in_words(rule: FormatRule) -> Message:
    """Return a rule as a sentence: its subject, its requirement, and how binding it is."""
    values: dict[str, Value] = {
        "field": field_title(rule.field),
        "value": value_in_words(rule),
        "binding": _BINDING[rule.level],
    }
    if rule.is_seen and not rule.needs_confirming:
        return Message("{field}: {value} ({binding}).", **values)
    return Message("{field}: {value} ({binding}, not read in the original).", **values)


def value_in_words(rule: FormatRule) -> Message | str:
    """Return the requirement of a rule: a message, or text in the words of the rule."""
    value = rule.value
    if isinstance(value, bool):
        return Message("yes") if value else Message("no")
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, Margins):
        return Message(
            "{top} / {bottom} / {left} / {right} mm at top, bottom, left, right",
            top=f"{value.top_mm}",
            bottom=f"{value.bottom_mm}",
            left=f"{value.left_mm}",
            right=f"{value.right_mm}",
        )
    return str(value)


def source_of(rule: FormatRule, words: Translator | None = None) -> str:
    """Return the source of a rule as a citation, with the date and address of the text read.

    Args:
        rule: of a profile.
        words: of the page; None writes English with the day in figures, as files of this program have it.
    """
    day = rule.as_of_on.isoformat() if words is None else words.format_date(rule.as_of_on)
    words = words or Translator()
    dated = "" if rule.is_as_of_estimated else words.bracketed("", words("as of {day}", day=day))
    place = rule.pinpoint or words("no source stated")
    return ", ".join(part for part in (f"{place}{dated}", rule.url) if part)


def pages_named(pages: Sequence[int]) -> str:
    """Return page numbers as ranges, "3, 7-9, 12", truncated after a dozen."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    ranges = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_MAX_PAGES_NAMED]]
    return ", ".join(ranges) + (" …" if len(runs) > _MAX_PAGES_NAMED else "")
