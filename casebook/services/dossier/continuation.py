"""Builds that continue an earlier copy, so that pages already cited keep their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.dossier.build import Build, BuildRequest
from casebook.domain.dossier.composition import Composition, Exhibit, page_runs
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filed_pages import FiledPages
from casebook.domain.dossier.output_layout import additions_of
from casebook.domain.dossier.pdf_result import BundleFile
from casebook.domain.dossier.profile import Profile
from casebook.services.base import record
from casebook.services.base.session import Session

_SHARED = {"draft", "filing", "service"}
"""Copies with the same pages, so that one can keep the numbers of another."""

_INDEX = "index"
"""The key of the pages of the index, and their anchor."""


def former_of(session: Session, request: BuildRequest) -> Build | None:
    """Return the build whose page numbers are kept, or None.

    Raises:
        NotFound: it is not in the register.
        InvalidInput: it is of another dossier or copy, or has no numbers that run through.
    """
    if not request.continues:
        return None
    former = record.find(session, Build, request.continues)
    if former.dossier_id != request.dossier_id or not keeps_numbers(former, request):
        raise InvalidInput(
            "That copy belongs to another dossier or is of a different type.",
            field="continues",
            remedy=(
                "Choose a copy of this dossier of the same type. Filing and service copies can share page "
                "numbers. The disclosure register lists them."
            ),
        )
    if not former.numbers:
        raise InvalidInput(
            "That copy does not have continuous page numbers through its exhibits.",
            field="continues",
            remedy="Choose a copy exported as PDF, in one file or several.",
        )
    return former


def last_filed(session: Session, dossier_id: str) -> str:
    """Return the ID of the newest filing copy with page numbers that a service copy can keep, or ""."""
    filed = [
        build
        for build in record.every(session, Build)
        if build.dossier_id == dossier_id and build.copy_kind == "filing" and build.numbers
    ]
    return max(filed, key=lambda build: build.built_at).id if filed else ""


def keeps_numbers(former: Build, request: BuildRequest) -> bool:
    """Whether a copy can have the page numbers of a build: drafted, filed and served have the same ones."""
    return former.copy_kind == request.copy_kind or {former.copy_kind, request.copy_kind} <= _SHARED


def arranged(
    composition: Composition, former: Build | None, request: BuildRequest, profile: Profile | None
) -> Composition:
    """Return the exhibits in the dossier order, or late ones last, as requested or as the court requires."""
    if former is None or (request.additions or additions_of(profile)) == "inserted":
        return composition
    known = {part.key for part in former.numbers}
    exhibits = sorted(composition.exhibits, key=lambda exhibit: exhibit.key not in known)
    return replace(composition, exhibits=tuple(exhibits))


def with_filed_pages(
    composition: Composition, former: Build | None, request: BuildRequest, withheld: Collection[str] = ()
) -> Composition:
    """Return a service copy whose index, text and exhibits begin and end on the pages of the filed copy.

    What is left out of it is shorter than it was; without this every later paragraph would stand on another
    page than the one by which the filed copy is cited.

    Args:
        composition: as it was to be built.
        former: the copy that it continues, or None.
        request: of the copy.
        withheld: keys of exhibits in whose place the composition has pages that say so.
    """
    if former is None or request.copy_kind != "service":
        return composition
    by_key = {part.key: part for part in former.numbers}
    begins: dict[str, int] = {}
    lengths = {_INDEX: len(by_key[_INDEX].numbers)} if _INDEX in by_key else {}
    for run in page_runs(composition.parts):
        kept = [by_key[part.anchor] for part in run if part.anchor in by_key]
        pages = [page for part in kept for page in part.numbers]
        at = {page: place for place, page in enumerate(pages)}
        lengths[run[0].anchor] = len(pages)
        begins |= {number: at[page] for part in kept for number, page in part.begins if page in at}
    filed = {part.key: part.last_page - part.first_page + 1 for part in former.contents if part.first_page}
    filed |= {key: len(part.numbers) - int(composition.has_dividers) for key, part in by_key.items()}
    exhibits = tuple(
        _as_long(one, filed.get(one.key, 0)) if one.is_placeholder or one.key in withheld else one
        for one in composition.exhibits
    )
    filed_pages = FiledPages(begins=begins, lengths=lengths)
    return replace(composition, exhibits=exhibits, filed_pages=filed_pages)


def _as_long(exhibit: Exhibit, pages: int) -> Exhibit:
    """Return an exhibit in whose place a page stands with as many of them as it has in the filed copy."""
    drawn = exhibit.open
    if not isinstance(drawn, partial) or pages < 1:
        return exhibit
    return replace(exhibit, open=partial(drawn.func, *drawn.args, pages=pages))


def moved_problems(
    former: Build | None, request: BuildRequest, files: Iterable[BundleFile]
) -> Iterator[FilingProblem]:
    """Yield what begins on another page of a service copy than of the filed copy whose numbers it keeps.

    The first heading or paragraph that the filed copy does not have says that the dossier has changed since.
    """
    if former is None or request.copy_kind != "service":
        return
    filed = dict(pair for part in former.numbers for pair in part.begins)
    begins = [pair for file in files for pair in file.begins]
    added = next((number for number, _ in begins if filed and number not in filed), "")
    if added:
        what = Message(
            "The dossier has changed since it was filed: the filed copy has no {number}.", number=added
        )
        rule = Message("A service copy has the headings and numbered paragraphs of the filed copy.")
        yield FilingProblem(check="pages", page=0, what=what, is_blocking=False, rule=rule)
    for number, page in begins:
        if filed.get(number, page) != page:
            what = Message(
                "{number} begins on page {page} of this copy and on page {filed} of the filed copy.",
                number=number,
                page=page,
                filed=filed[number],
            )
            rule = Message("A service copy keeps the pages of headings and numbered paragraphs.")
            yield FilingProblem(check="pages", page=0, what=what, is_blocking=False, rule=rule)
