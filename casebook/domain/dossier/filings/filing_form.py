"""Checks of the paper, length, type size, file size and file name of a PDF against a court profile."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from casebook.base.frequency import most_frequent
from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import Filing, pages_named, value_in_words
from casebook.domain.dossier.filings.survey import PageSurvey
from casebook.domain.dossier.paper import CLOSE_PT, PAPERS_PT, Paper, is_paper
from casebook.domain.dossier.profile import FormatRule

_MB_BYTES = 1_000_000
"""Decimal: the smaller of the two definitions, so that a passing file complies with both."""
_MIN_SPACING = 0.97
_FORBIDDEN = re.compile(r"[%/&.]")


def paper_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield problems of page size and orientation."""
    pages = filing.survey.pages
    rule = filing.rule("paper")
    paper = ordered_paper(rule)
    if rule and paper:
        other = [
            at for at, page in enumerate(pages, start=1) if not is_paper(page.width_pt, page.height_pt, paper)
        ]
        if other:
            what = Message("Pages that are not {paper}: {pages}.", paper=paper, pages=pages_named(other))
            mend = Message("Print or scale them to {paper} without cropping.", paper=paper)
            yield filing.problem("paper", other[0], what, mend, rule)
    elif len(sizes := Counter(_sheet(page) for page in pages)) > 1:
        usual = most_frequent(sizes)
        other = [at for at, page in enumerate(pages, start=1) if _sheet(page) != usual]
        what = Message("Pages that differ in size from most pages: {pages}.", pages=pages_named(other))
        why = Message("Pages of different sizes print badly. No rule on paper size was found.")
        yield filing.problem("paper", other[0], what, Message("Scale them to one size."), None, why)
    turned = [at for at, page in enumerate(pages, start=1) if page.is_upside_down]
    if turned:
        what = Message("Upside-down pages: {pages}.", pages=pages_named(turned))
        upright = filing.orders("upside_down_pages_forbidden", "landscape_rule")
        yield filing.problem(
            "paper",
            turned[0],
            what,
            Message("Rotate them."),
            upright,
            Message("A page must be readable as shown."),
        )


def ordered_paper(rule: FormatRule | None) -> Paper | None:
    """Return the paper a rule requires, or None if there is no rule or it names another."""
    return next((paper for paper in PAPERS_PT if rule is not None and rule.value == paper), None)


def _sheet(page: PageSurvey) -> tuple[int, int]:
    sides = sorted((page.width_pt, page.height_pt))
    return (round(sides[0] / CLOSE_PT), round(sides[1] / CLOSE_PT))


def length_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield problems of length, type size and line spacing; only for a file declared as that type."""
    if not filing.kind:
        return
    limit = filing.rule(f"page_limit_{filing.kind}")
    out = filing.rule("page_limit_excludes")
    count = len(filing.survey.pages) - (filing.uncounted if out else 0)
    if limit and isinstance(limit.value, int) and count > limit.value:
        what = Message("{count} pages; at most {limit} are allowed.", count=count, limit=limit.value)
        mend = Message("Shorten it, or ask for permission with reasons.")
        if out and isinstance(out.value, tuple):
            mend = Message(
                "Shorten it, or ask for permission with reasons. Not counted: {parts}.",
                parts="; ".join(out.value),
            )
        yield filing.problem("length", limit.value + 1, what, mend, limit)
    if limit and filing.uncounted and not out:
        what = Message.plural(
            "{number} page was entered as not counted, but no rule was found that allows this; all pages are "
            "counted.",
            "{number} pages were entered as not counted, but no rule was found that allows this; all pages "
            "are counted.",
            filing.uncounted,
        )
        yield filing.problem("length", 0, what, Message("Count every page, or ask the court."), None)
    yield from _type(filing)


def _type(filing: Filing) -> Iterator[FilingProblem]:
    font, foot = filing.rule("argument_font_min_pt"), filing.rule("footnote_font_min_pt")
    least = _number(foot) or _number(font)
    written = [page_print for page_print in filing.survey.prints if page_print.kind != "exhibit"]
    small = [page_print.page for page_print in written if 0 < page_print.least_pt < least]
    if font and small:
        what = Message(
            "Font size below {points} points: page {pages}.", points=f"{least:g}", pages=pages_named(small)
        )
        yield filing.problem(
            "length",
            small[0],
            what,
            Message("Use a font size of at least {points} points.", points=f"{least:g}"),
            foot or font,
        )
    spacing = filing.rule("argument_line_spacing")
    wanted = _number(spacing)
    tight = [
        page_print.page
        for page_print in written
        if page_print.kind in {"", "argument"} and 0 < page_print.spacing < wanted * _MIN_SPACING
    ]
    if spacing and tight:
        what = Message(
            "Line spacing below {factor} times the font size: page {pages}.",
            factor=f"{wanted:g}",
            pages=pages_named(tight),
        )
        yield filing.problem(
            "length",
            tight[0],
            what,
            Message("Use a line spacing of at least {factor}.", factor=f"{wanted:g}"),
            spacing,
        )


def _number(rule: FormatRule | None) -> float:
    return float(rule.value) if rule and isinstance(rule.value, int | float) else 0.0


def file_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield problems of file size, resolution, archive format, fonts and file name."""
    yield from _bytes(filing)
    yield from _resolution(filing)
    kind = filing.rule("file_format")
    if kind and "PDF/A" in str(kind.value) and not filing.survey.archive_part:
        mend = Message("Save it as PDF/A.")
        yield filing.problem("file", 0, Message("The file does not declare that it is PDF/A."), mend, kind)
    if filing.survey.missing_fonts:
        names = ", ".join(name for name, _ in filing.survey.missing_fonts[:4])
        what = Message("Fonts that are not embedded in the file: {fonts}.", fonts=names)
        page = filing.survey.missing_fonts[0][1]
        why = Message("A font that is not embedded is replaced by another font where the file is opened.")
        rule = filing.orders("fonts_embedded")
        yield filing.problem("fonts", page, what, Message("Save it with its fonts embedded."), rule, why)
    yield from _name(filing)


def _bytes(filing: Filing) -> Iterator[FilingProblem]:
    for field in ("max_file_size_mb", "email_limit_mb"):
        rule = filing.rule(field)
        most = _number(rule)
        if rule and filing.survey.size_bytes > most * _MB_BYTES:
            size = f"{filing.survey.size_bytes / _MB_BYTES:.1f}"
            yield filing.problem("file", 0, _over_size(filing, field, size), _split(filing), rule)


def _over_size(filing: Filing, field: str, size: str) -> Message:
    limit, scope = f"{_number(filing.rule(field)):g}", filing.rule("max_file_size_scope")
    if scope and field.startswith("max"):
        return Message(
            "{size} MB; at most {limit} MB are accepted for each {scope}.",
            size=size,
            limit=limit,
            scope=value_in_words(scope),
        )
    return Message("{size} MB; at most {limit} MB are accepted.", size=size, limit=limit)


def _split(filing: Filing) -> Message:
    naming = filing.rule("split_naming")
    if naming:
        return Message("Make scans smaller, or split the file: {naming}.", naming=value_in_words(naming))
    return Message("Make scans smaller, or split the file.")


def _resolution(filing: Filing) -> Iterator[FilingProblem]:
    pages = list(enumerate(filing.survey.pages, start=1))
    most, least = filing.rule("max_resolution_dpi"), filing.rule("scan_resolution_dpi")
    fine = [at for at, page in pages if most and page.dpi > _number(most) * 1.02]
    if most and fine:
        what = Message(
            "Images above {limit} dpi: page {pages}.",
            limit=value_in_words(most),
            pages=pages_named(fine),
        )
        yield filing.problem(
            "file", fine[0], what, Message("Scale them to {limit}.", limit=value_in_words(most)), most
        )
    coarse = [at for at, page in pages if least and page.has_picture and 0 < page.dpi < _number(least) * 0.98]
    if least and coarse:
        what = Message(
            "Images below {limit} dpi: page {pages}.",
            limit=value_in_words(least),
            pages=pages_named(coarse),
        )
        yield filing.problem(
            "file", coarse[0], what, Message("Scan them at {limit}.", limit=value_in_words(least)), least
        )


def _name(filing: Filing) -> Iterator[FilingProblem]:
    name = filing.survey.file_name
    stem = name.rsplit(".", 1)[0]
    longest = filing.rule("filename_max_chars")
    if longest and len(name) > _number(longest):
        what = Message(
            "The file name has {count} characters; at most {limit} are accepted.",
            count=len(name),
            limit=value_in_words(longest),
        )
        yield filing.problem("file", 0, what, Message("Shorten the name."), longest)
    forbidden = filing.rule("filename_forbidden")
    plain = unicodedata.normalize("NFD", stem)
    if forbidden and (_FORBIDDEN.search(stem) or plain != stem or not stem.isascii()):
        what = Message("The file name contains accents or other characters that are not accepted.")
        yield filing.problem(
            "file", 0, what, Message("Use letters without accents, digits, - and _."), forbidden
        )
    convention = filing.rule("filename_convention")
    if convention and "ASCII" in str(convention.value) and not stem.isascii():
        what = Message("The file name contains characters outside extended ASCII.")
        if any(ord(letter) > 255 for letter in stem):  # noqa: PLR2004 - the last of extended ASCII
            yield filing.problem("file", 0, what, Message("Use Latin letters in the name."), convention)
