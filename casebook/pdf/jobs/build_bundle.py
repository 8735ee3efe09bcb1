"""Binds what an order asks for: made, read back, held against the rules of its forum, handed over."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from casebook.base.message import Message
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.filing import Filing
from casebook.domain.dossier.filing_report import check_filing
from casebook.domain.dossier.pdf_job import BoundFile, BoundFiles, BundleJob
from casebook.domain.dossier.preflight import PreflightProblem, in_order
from casebook.domain.dossier.survey import Survey
from casebook.domain.dossier.volume import file_names
from casebook.pdf.bundle.make import make_bundle
from casebook.pdf.bundle.volumes import Volume, by_exhibit, by_size, make_volumes
from casebook.pdf.check.examiner import Examiner
from casebook.pdf.check.survey import PdfInspector
from casebook.pdf.jobs.encrypt import lock_pdf
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.page.division import Division
from casebook.pdf.page.plan import Bundle
from casebook.pdf.redact.leak_scan import Leak, LeakScan
from casebook.pdf.redact.redaction_leaks import Elsewhere

if TYPE_CHECKING:
    from casebook.pdf.redact.hide import Hider

_PIECE_BYTES = 1 << 20
_STRICTER = frozenset({"pages", "blank", "numbers", "bookmarks", "links", "residue", "letters", "fonts"})
"""What the check of a bundle against its own plan finds more exactly than a survey of its bytes."""


def bind(order: BundleJob, exchange: Exchange) -> BoundFiles:
    """Bind a composition and its exhibits, check what was made, and hand it over.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        InvalidInput: a reference points at nothing; a character no font covers; a page alone is larger than
            a file may be.
        Cancelled: the person stopped.
    """
    hider = _hider(order, exchange)
    whole = _given(order.composition, exchange, hider)
    volumes = _made(order, whole, exchange, hider)
    leaks = [leak for volume in volumes for leak in _leaks(volume, hider)]
    for place, volume in enumerate(volumes if not leaks else ()):
        if order.passphrase:
            lock_pdf(volume.file, order.passphrase)
        _hand_over(place, volume, exchange)
    names = file_names(order.name, order.shape.kind, whole.exhibits, len(volumes), order.profile)
    return BoundFiles(
        files=tuple(
            _bound_file(order, place, *one) for place, one in enumerate(zip(names, volumes, strict=True))
        ),
        leaks=tuple(leaks),
        covered=hider.covered if hider else (),
        withheld=hider.withheld if hider else (),
    )


def _made(order: BundleJob, whole: Composition, exchange: Exchange, hider: Hider | None) -> Sequence[Volume]:
    """The files, each looked at by whoever this order asks for."""
    progress, hold, beside = exchange.progress, exchange.hold, partial(_beside, order, hider)
    if order.shape.kind == "one":
        file = io.BytesIO()
        others = beside(file)
        division = Division(former=order.former)
        bundle = make_bundle(whole, file, progress=progress, hold=hold, division=division, beside=others)
        return [Volume(file=file, bundle=bundle, beside=others)]
    if order.shape.kind == "exhibits":
        return make_volumes(whole, by_exhibit, progress=progress, hold=hold, beside=beside)
    divide = by_size(order.shape.most_bytes, order.former)
    return make_volumes(whole, divide, progress=progress, hold=hold, beside=beside)


def _leaks(volume: Volume, hider: Hider | None) -> Iterator[Leak]:
    """What a file still says or shows that this copy hides."""
    for one in volume.beside:
        if isinstance(one, LeakScan):
            yield from one.found
    if hider:
        from casebook.pdf.redact.area_scan import bare_pages

        for page in bare_pages(volume.file, volume.bundle, hider.areas):
            yield page, "area"


def _beside(order: BundleJob, hider: Hider | None, file: io.BytesIO) -> tuple[Examiner, ...]:
    stock: tuple[Examiner, ...] = (PdfInspector(order.name, file),) if order.profile else ()
    if order.hiding is None or hider is None:
        return stock
    return (*stock, LeakScan(order.hiding.pseudonyms.hides), Elsewhere(lambda: hider.lines))


def _hider(order: BundleJob, exchange: Exchange) -> Hider | None:
    if order.hiding is None:
        return None
    from casebook.pdf.redact.hide import Hider

    return Hider(order.hiding, lambda: exchange.progress(0, 0, Message("pseudonymising names")))


def _given(whole: Composition, exchange: Exchange, hider: Hider | None) -> Composition:
    given = [
        replace(exhibit, open=partial(exchange.give, place)) for place, exhibit in enumerate(whole.exhibits)
    ]
    return replace(whole, exhibits=tuple(hider.exhibit(one) if hider else one for one in given))


def _hand_over(place: int, volume: Volume, exchange: Exchange) -> None:
    volume.file.seek(0)
    while piece := volume.file.read(_PIECE_BYTES):
        exchange.take(place, piece)


def _bound_file(order: BundleJob, place: int, name: str, volume: Volume) -> BoundFile:
    bundle = volume.bundle
    survey = next((one.survey for one in volume.beside if isinstance(one, PdfInspector)), None)
    if survey is not None:
        named = replace(survey, file_name=name if order.shape.kind != "one" else order.name)
        problems = _with_rules(order, named, bundle, is_first=place == 0)
    else:
        problems = bundle.problems
    others = (problem for one in volume.beside if isinstance(one, Elsewhere) for problem in one.problems)
    return BoundFile(
        page_count=bundle.page_count,
        items=bundle.items,
        problems=in_order((*problems, *others)),
        numbers=tuple(bundle.numbers.items()),
    )


def _with_rules(
    order: BundleJob, survey: Survey, bundle: Bundle, *, is_first: bool
) -> tuple[PreflightProblem, ...]:
    """What a bundle's own preflight found, and what the rules of its forum say of it beyond that.

    Args:
        order: names the forum.
        survey: of the file.
        bundle: what was written, with its own problems.
        is_first: it is the only file or the first of several, which holds the index.
    """
    filing = Filing(
        survey=_without_photographs(survey, order.composition, bundle),
        profile=order.profile,
        kind="",
        numbers=tuple(page.label for page in bundle.plan.pages),
        is_first=is_first,
    )
    of_forum = [
        problem
        for problem in check_filing(filing).problems
        if problem.check not in _STRICTER or problem.source
    ]
    has_text_problem = any(problem.check == "text" for problem in of_forum)
    own = [problem for problem in bundle.problems if not (has_text_problem and problem.check == "scans")]
    return in_order((*own, *of_forum))


def _without_photographs(survey: Survey, composition: Composition, bundle: Bundle) -> Survey:
    """A photograph has no words to be searched for, and no forum asks for any."""
    photographs = {exhibit.key for exhibit in composition.exhibits if exhibit.is_photograph}
    shown = {
        number
        for item in bundle.items
        if item.key in photographs
        for number in range(item.first_page, item.last_page + 1)
    }
    pages = tuple(
        replace(page, has_picture=False) if number in shown else page
        for number, page in enumerate(survey.pages, start=1)
    )
    return replace(survey, pages=pages)
