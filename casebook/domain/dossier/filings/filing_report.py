"""The report of all checks of a finished PDF: problems, manual checks and missing rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casebook.domain.base.entity import entity
from casebook.domain.dossier.filing_problem import FilingProblem, in_order
from casebook.domain.dossier.filings.filing import Filing, FilingKind
from casebook.domain.dossier.filings.filing_content import (
    duplicate_problems,
    page_problems,
    redaction_problems,
    residue_problems,
    source_problems,
    text_problems,
)
from casebook.domain.dossier.filings.filing_form import file_problems, length_problems, paper_problems
from casebook.domain.dossier.filings.filing_numbers import bookmark_problems, link_problems, number_problems
from casebook.domain.dossier.profile import FormatRule, Profile

_CHECKS: tuple[Callable[[Filing], Iterator[FilingProblem]], ...] = (
    page_problems,
    number_problems,
    bookmark_problems,
    link_problems,
    text_problems,
    source_problems,
    residue_problems,
    redaction_problems,
    paper_problems,
    length_problems,
    file_problems,
    duplicate_problems,
)
CHECKED_FIELDS = frozenset(
    {
        "argument_font_min_pt",
        "argument_line_spacing",
        "bookmarks_include_page_number",
        "bookmarks_required",
        "default_zoom_percent",
        "duplicates_rule",
        "email_limit_mb",
        "encryption_forbidden",
        "external_content_forbidden",
        "filename_forbidden",
        "filename_max_chars",
        "fonts_embedded",
        "footnote_font_min_pt",
        "index_hyperlinked",
        "javascript_forbidden",
        "max_file_size_mb",
        "max_file_size_scope",
        "max_resolution_dpi",
        "pagination_must_match_pdf_page",
        "pagination_required",
        "pagination_scope",
        "pagination_start",
        "paper",
        "scan_resolution_dpi",
        "text_searchable_required",
        "upside_down_pages_forbidden",
    }
)
"""The rules that a program can check in a finished file."""
LIMITS = (
    "max_file_size_mb",
    "paper",
    "pagination_required",
    "text_searchable_required",
    "bookmarks_required",
)
"""Rules one expects of a court; where one is missing, the report states that none was found."""


@entity
class FilingReport:
    """What was found.

    Attributes:
        problems: blocking ones first, then by page.
        by_hand: rules of the forum that no program can see kept in the file.
        without_rule: fields a person expects a rule on, where none was found.
    """

    problems: tuple[FilingProblem, ...]
    by_hand: tuple[FormatRule, ...]
    without_rule: tuple[str, ...]

    @property
    def blocking(self) -> int:
        """Return how many problems stop the filing."""
        return sum(problem.is_blocking for problem in self.problems)


def check_filing(filing: Filing) -> FilingReport:
    """Check a file against the rules of its court or body."""
    problems = [problem for check in _CHECKS for problem in check(filing)]
    return FilingReport(
        problems=in_order(problems),
        by_hand=by_hand(filing.profile, filing.kind),
        without_rule=without_rule(filing.profile),
    )


def by_hand(profile: Profile | None, kind: FilingKind = "") -> tuple[FormatRule, ...]:
    """Return the rules that no program can check in a file."""
    rules = profile.rules if profile else ()
    seen = {*CHECKED_FIELDS, f"page_limit_{kind}"}
    return tuple(rule for rule in rules if rule.level != "info" and rule.field not in seen)


def without_rule(profile: Profile | None) -> tuple[str, ...]:
    """Return the expected rules for which no rule was found."""
    return tuple(field for field in LIMITS if profile is None or profile.rule(field) is None)
