from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import Filing, FilingKind, pages_named
from casebook.domain.dossier.filings.filing_report import CHECKED_FIELDS, FilingReport, check_filing
from casebook.domain.dossier.filings.survey import Jump, PageSurvey, Print, Survey
from casebook.domain.dossier.profile import FormatRule, Profile, RuleLevel, RuleValue
from casebook.packs.dossier.profile import read_profiles

A4 = (595.28, 841.89)


def page(number: int, **changes: Any) -> PageSurvey:  # noqa: ANN401 - any field
    default = PageSurvey(
        width_pt=A4[0],
        height_pt=A4[1],
        label=str(number),
        numbers=(number,),
        letters=900,
        unreadable=0,
        has_ink=True,
        has_picture=False,
        dpi=0,
        is_upside_down=False,
        covered_letters=0,
        fingerprint="",
    )
    return replace(default, **changes)


def survey(*pages: PageSurvey, **changes: Any) -> Survey:  # noqa: ANN401 - any field
    default = Survey(
        file_name="bundle.pdf",
        size_bytes=1_000_000,
        pages=pages or tuple(page(number) for number in range(1, 6)),
        bookmarks=(Jump(page=0, text="Statement, page 2", to_page=2, is_at_full_size=True),),
        links=(Jump(page=1, text="", to_page=2, is_at_full_size=True),),
        missing_fonts=(),
        residue=(),
        is_encrypted=False,
        is_signed=False,
        was_repaired=False,
        archive_part="",
        version="1.7",
    )
    return replace(default, **changes)


def rule(
    field: str, value: RuleValue | None = None, level: RuleLevel = "must", *, is_seen: bool = True
) -> FormatRule:
    """A rule; a flag that is set where no value is given."""
    return FormatRule(
        field=field,
        value=True if value is None else value,
        profile_id="xx-court",
        level=level,
        is_seen=is_seen,
        needs_confirming=False,
        pinpoint="para 3",
        kind="official",
        url="",
        as_of_on=date(2026, 1, 1),
        is_as_of_estimated=False,
    )


def checked(
    file_survey: Survey, *rules: FormatRule, kind: FilingKind = "", uncounted: int = 0
) -> FilingReport:
    profile = Profile(
        id="xx-court", forum="A court", jurisdiction="XX", status="usable", notes="", rules=rules
    )
    return check_filing(Filing(survey=file_survey, profile=profile, kind=kind, uncounted=uncounted))


def only(report: FilingReport) -> FilingProblem:
    (problem,) = report.problems
    return problem


def test_a_file_in_order_has_no_problem() -> None:
    assert checked(survey()).problems == ()


def test_a_number_that_differs_from_the_page_is_told_with_the_page() -> None:
    pages = [page(number, numbers=(number - 2,) if number > 2 else ()) for number in range(1, 11)]
    problems = checked(survey(*pages), rule("pagination_must_match_pdf_page")).problems
    page_problem = next(problem for problem in problems if problem.page == 3)
    assert str(page_problem.what) == "Page 3 of the PDF has the printed number 1."
    assert page_problem.is_blocking
    assert page_problem.source == "para 3 (as of 2026-01-01)"


@pytest.mark.parametrize(
    ("number", "mend"), [("1A", "late documents"), ("LIN000002", "with a program, starting at 1")]
)
def test_a_known_number_that_is_not_the_pages_is_told_with_what_mends_it(number: str, mend: str) -> None:
    ruled = (rule("pagination_must_match_pdf_page"),)
    profile = Profile(id="xx", forum="A court", jurisdiction="XX", status="usable", notes="", rules=ruled)
    filing = Filing(survey=survey(), profile=profile, kind="", numbers=("1", number))
    assert any(mend in str(problem.mend) for problem in check_filing(filing).problems)


def test_a_page_without_its_number_is_named() -> None:
    pages = [page(number, numbers=() if number == 4 else (number,)) for number in range(1, 11)]
    assert only(checked(survey(*pages), rule("pagination_required"))).page == 4


TWICE = survey(page(1, fingerprint="x"), page(2, fingerprint="x"))


@pytest.mark.parametrize(
    ("file_survey", "broken", "check"),
    [
        (survey(size_bytes=30_000_000), rule("max_file_size_mb", 25), "file"),
        (survey(page(1, dpi=600, has_picture=True)), rule("max_resolution_dpi", 300), "file"),
        (survey(page(1, dpi=100, has_picture=True)), rule("scan_resolution_dpi", 200), "file"),
        (survey(page(1, width_pt=612, height_pt=792)), rule("paper", "A4"), "paper"),
        (survey(page(1, is_upside_down=True)), rule("upside_down_pages_forbidden"), "paper"),
        (survey(page(1, letters=0, has_picture=True)), rule("text_searchable_required"), "text"),
        (survey(bookmarks=()), rule("bookmarks_required"), "bookmarks"),
        (survey(links=()), rule("index_hyperlinked"), "links"),
        (survey(is_encrypted=True), rule("encryption_forbidden"), "source"),
        (survey(residue=((0, "script"),)), rule("javascript_forbidden"), "residue"),
        (survey(missing_fonts=(("Arial", 2),)), rule("fonts_embedded"), "fonts"),
        (survey(file_name="mémoire.pdf"), rule("filename_forbidden", "accents"), "file"),
        (survey(file_name="a" * 90 + ".pdf"), rule("filename_max_chars", 80), "file"),
        (survey(), rule("file_format", "PDF/A with OCR"), "file"),
        (
            survey(page(1, fingerprint="x"), page(2, fingerprint="x")),
            rule("duplicates_rule", "none"),
            "references",
        ),
    ],
)
def test_a_rule_blocks_where_it_is_an_order_read_and_warns_elsewhere(
    file_survey: Survey, broken: FormatRule, check: str
) -> None:
    assert (only(checked(file_survey, broken)).check, only(checked(file_survey, broken)).is_blocking) == (
        check,
        True,
    )
    assert not only(checked(file_survey, replace(broken, level="should"))).is_blocking
    assert not only(checked(file_survey, replace(broken, is_seen=False))).is_blocking


@pytest.mark.parametrize(
    "file_survey",
    [survey(page(1, covered_letters=9)), survey(residue=((1, "redaction-mark"),)), survey(was_repaired=True)],
)
def test_what_betrays_or_is_broken_blocks_without_any_rule(file_survey: Survey) -> None:
    assert only(check_filing(Filing(survey=file_survey, profile=None, kind=""))).is_blocking


def test_without_a_rule_no_limit_is_invented() -> None:
    report = check_filing(Filing(survey=survey(size_bytes=900_000_000), profile=None, kind=""))
    assert report.problems == ()
    assert "max_file_size_mb" in report.without_rule


def test_length_and_type_are_held_against_the_kind_of_text_only() -> None:
    file_survey = survey(prints=(Print(page=1, least_pt=10, spacing=1.2),))
    rules = (
        rule("page_limit_argument", 4),
        rule("argument_font_min_pt", 12),
        rule("argument_line_spacing", 1.5),
    )
    assert checked(file_survey, *rules).problems == ()
    assert {problem.check for problem in checked(file_survey, *rules, kind="argument").problems} == {"length"}
    assert len(checked(file_survey, *rules, kind="argument").problems) == len(rules)


def test_pages_the_forum_leaves_out_are_not_counted() -> None:
    file_survey, limit = survey(), rule("page_limit_argument", 1)
    pages = len(file_survey.pages)
    out = rule("page_limit_excludes", ("annexes",))
    counted = checked(file_survey, limit, out, kind="argument", uncounted=pages - 1)
    assert counted.problems == ()
    bare = checked(file_survey, limit, kind="argument", uncounted=pages - 1)
    assert sorted(problem.page for problem in bare.problems) == [0, 2]


def test_a_footnote_may_be_as_small_as_the_forum_lets_it() -> None:
    file_survey = survey(prints=(Print(page=1, least_pt=10, spacing=0),))
    rules = (rule("argument_font_min_pt", 12), rule("footnote_font_min_pt", 10))
    assert checked(file_survey, *rules, kind="argument").problems == ()


def test_rules_a_program_cannot_see_kept_are_left_to_a_person() -> None:
    report = checked(survey(), rule("signature_rule", "signed"), rule("brevity_note", "be short", "info"))
    assert [format_rule.field for format_rule in report.by_hand] == ["signature_rule"]


def test_pages_are_named_in_runs() -> None:
    assert pages_named([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


def test_every_field_said_to_be_checked_is_one_of_the_packs() -> None:
    known = {format_rule.field for profile in read_profiles().profiles for format_rule in profile.rules}
    assert known >= CHECKED_FIELDS


@pytest.mark.parametrize("profile", read_profiles().profiles, ids=lambda profile: profile.id)
def test_every_shipped_profile_can_be_checked(profile: Profile) -> None:
    report = check_filing(Filing(survey=survey(bookmarks=(), links=()), profile=profile, kind=""))
    assert all(problem.rule and problem.mend for problem in report.problems)
