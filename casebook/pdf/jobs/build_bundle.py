"""Runs a `BundleJob`: builds, reads back, checks against the court profile and sends the files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from casebook.base.message import Message
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.filing_problem import FilingProblem, in_order
from casebook.domain.dossier.filings.filing import Filing
from casebook.domain.dossier.filings.filing_report import check_filing
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.domain.dossier.pdf_result import BundleFile, BundleFiles, Leak
from casebook.domain.dossier.volume import file_names
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.bundle.volumes import Volume, build_volumes, by_exhibit, by_size
from casebook.pdf.check.covered_words import CoverCheck, ReadPages
from casebook.pdf.check.survey import PdfInspector
from casebook.pdf.jobs.encrypt import lock_pdf
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.page.bundle_warnings import tell_losses
from casebook.pdf.page.division import Division
from casebook.pdf.page.examiner import Examiner
from casebook.pdf.page.plan import Bundle
from casebook.pdf.redact.leak_scan import LeakScan
from casebook.pdf.redact.redaction_leaks import LeakExaminer, ListedLeft, NamesLeft

if TYPE_CHECKING:
    from casebook.pdf.redact.hide import Hider

_PIECE_BYTES = 1 << 20
_STRICTER = frozenset({"pages", "blank", "numbers", "bookmarks", "links", "residue", "letters", "fonts"})
"""Problems that the check against the plan finds more precisely than a survey of the bytes."""


def build_bundle(job: BundleJob, exchange: Exchange) -> BundleFiles:
    """Build a composition with its exhibits, check the files and send them through the exchange.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        InvalidInput: a reference points at nothing; a character no font covers; a page alone is larger than
            a file may be.
        Cancelled: the person stopped.
    """
    hider = _hider(job, exchange)
    whole = _given(job.composition, exchange, hider)
    volumes = _build_volumes(job, whole, exchange, hider)
    lost = [tuple(_lost(volume, whole, hider)) for volume in volumes]
    leaks = [leak for volume in volumes for leak in _leaks(volume, hider, job.composition.page_mark)]
    for place, volume in enumerate(volumes if not leaks else ()):
        if job.passphrase:
            lock_pdf(volume.file, job.passphrase)
        _hand_over(place, volume, exchange)
    names = file_names(job.name, job.shape.kind, whole.exhibits, len(volumes), job.profile)
    return BundleFiles(
        files=tuple(
            _bundle_file(job, place, *one) for place, one in enumerate(zip(names, volumes, lost, strict=True))
        ),
        leaks=tuple(leaks),
        changed_pages=hider.changed_pages if hider else (),
        withheld=hider.withheld if hider else (),
        rewritten=hider.rewritten if hider else (),
    )


def _build_volumes(
    job: BundleJob, whole: Composition, exchange: Exchange, hider: Hider | None
) -> Sequence[Volume]:
    """Return the files, each with the checks that this job requires."""
    if job.shape.kind == "one":
        return [_one_volume(job, whole, exchange, hider)]
    divide = by_exhibit if job.shape.kind == "exhibits" else by_size(job.shape.most_bytes, job.former)
    return build_volumes(
        whole,
        divide,
        progress=exchange.progress,
        hold=exchange.hold,
        beside=partial(_beside, job, whole, hider),
        reader=exchange.reader,
    )


def _one_volume(job: BundleJob, whole: Composition, exchange: Exchange, hider: Hider | None) -> Volume:
    file = io.BytesIO()
    examiners: tuple[Examiner, ...] = ()

    def beside(out: BinaryIO, bundle: Bundle) -> tuple[Examiner, ...]:
        nonlocal examiners
        examiners = _beside(job, whole, hider, out, bundle)
        return examiners

    bundle = build_checked_bundle(
        whole,
        file,
        progress=exchange.progress,
        hold=exchange.hold,
        division=Division(former=job.former),
        beside=beside,
        reader=exchange.reader,
    )
    return Volume(file=file, bundle=bundle, beside=examiners)


def _leaks(volume: Volume, hider: Hider | None, page_mark: str) -> Iterator[Leak]:
    """Yield the places of a file that still contain or show hidden content."""
    place = partial(_placed, volume.bundle)
    for one in volume.beside:
        if isinstance(one, LeakScan):
            for page, it in one.found:
                leak = Leak(page=page, place=it, is_like_refused=page in one.like_refused)
                yield place(leak, one.kinds.get(page, ()))
        elif isinstance(one, NamesLeft):
            yield from (place(Leak(page=page, place="redacted"), kinds) for page, kinds in one.found)
        elif isinstance(one, ListedLeft):
            yield from (place(Leak(page=page, place="text"), kinds) for page, kinds in one.found)
    if hider:
        from casebook.pdf.redact.area_scan import bare_pages

        for page in bare_pages(volume.file, volume.bundle, hider.areas, page_mark):
            yield place(Leak(page=page, place="area"), ())


def _placed(bundle: Bundle, leak: Leak, kinds: Iterable[str]) -> Leak:
    """Return a leak with its exhibit, or with the sections on its page."""
    key, own_page = _own_page(bundle, leak.page)
    label = bundle.plan.pages[leak.page - 1].label if leak.page and not key else ""
    parts = (part for part, numbers in bundle.numbers.items() if label and label in numbers)
    return replace(leak, kinds=tuple(sorted(kinds)), key=key, own_page=own_page, parts=tuple(parts))


def _own_page(bundle: Bundle, page: int) -> tuple[str, int]:
    """Return whose page one of the file is, and which of its own; "" and 0 for a page of the text."""
    for item in bundle.items:
        if item.first_page <= page <= item.last_page:
            return item.key, max(page - item.last_page + item.last_own, 0)
    return "", 0


def _refused_on(hider: Hider, bundle: Bundle, page: int) -> tuple[str, ...] | None:
    """Return what was refused and stays on a page of an exhibit; None for another page."""
    key, own_page = _own_page(bundle, page)
    return hider.refused.get((key, own_page), ()) if own_page else None


def _beside(
    job: BundleJob, whole: Composition, hider: Hider | None, file: BinaryIO, bundle: Bundle
) -> tuple[Examiner, ...]:
    """Return who looks at a finished file in addition to preflight."""
    examiners: tuple[Examiner, ...] = (CoverCheck(file, bundle, partial(_read_pages, whole, hider)),)
    if job.profile:
        examiners = (*examiners, PdfInspector(job.name, file, finds_covered=False))
    if job.hiding is None or hider is None:
        return examiners
    last = job.hiding.last_search
    return (
        *examiners,
        LeakScan(last.hides, last.left_in, partial(_refused_on, hider, bundle)),
        LeakExaminer(lambda: hider.lines, {one.key: one.name for one in job.composition.exhibits}),
        NamesLeft(job.hiding.protected.find, lambda: hider.protected_lines),
        ListedLeft(lambda: hider.listed, lambda page: _own_page(bundle, page)[0]),
    )


def _hider(job: BundleJob, exchange: Exchange) -> Hider | None:
    if job.hiding is None:
        return None
    from casebook.pdf.redact.hide import Hider

    return Hider(job.hiding, lambda: exchange.progress(0, 0, Message("pseudonymising names")))


def _given(whole: Composition, exchange: Exchange, hider: Hider | None) -> Composition:
    given = [
        replace(exhibit, open=partial(exchange.give, place)) for place, exhibit in enumerate(whole.exhibits)
    ]
    return replace(whole, exhibits=tuple(hider.exhibit(one) if hider else one for one in given))


def _hand_over(place: int, volume: Volume, exchange: Exchange) -> None:
    volume.file.seek(0)
    while piece := volume.file.read(_PIECE_BYTES):
        exchange.take(place, piece)


def _read_pages(whole: Composition, hider: Hider | None) -> ReadPages:
    """Return the pages that were redrawn or recognised in this build: their text under a picture is ours."""
    redrawn = hider.pages if hider else {}
    return {
        exhibit.key: redrawn.get(exhibit.key) or {page.number for page in exhibit.recognised}
        for exhibit in whole.exhibits
    }


def _lost(volume: Volume, whole: Composition, hider: Hider | None) -> Iterator[FilingProblem]:
    """What exhibits lost before they were redacted, such as comments: the redacted ones have none to lose."""
    exhibits = {exhibit.key: exhibit for exhibit in whole.exhibits}
    for item in volume.bundle.items if hider else ():
        losses = hider.losses.get(item.key, {}) if hider else {}
        for problem in tell_losses(exhibits[item.key], losses, item.last_page - item.last_own + 1):
            if item.first_page <= problem.page <= item.last_page:
                yield problem


def _bundle_file(
    job: BundleJob, place: int, name: str, volume: Volume, lost: Sequence[FilingProblem]
) -> BundleFile:
    bundle = volume.bundle
    survey = next((one.survey for one in volume.beside if isinstance(one, PdfInspector)), None)
    if survey is not None:
        named = replace(survey, file_name=name if job.shape.kind != "one" else job.name)
        problems = _with_rules(job, named, bundle, is_first=place == 0)
    else:
        problems = bundle.problems
    others = (
        problem
        for one in volume.beside
        if isinstance(one, LeakExaminer | CoverCheck)
        for problem in one.problems
    )
    return BundleFile(
        page_count=bundle.page_count,
        items=bundle.items,
        problems=in_order((*problems, *others, *lost)),
        numbers=tuple(bundle.numbers.items()),
        begins=tuple(bundle.begins.items()),
    )


def _with_rules(
    job: BundleJob, survey: Survey, bundle: Bundle, *, is_first: bool
) -> tuple[FilingProblem, ...]:
    """Return the bundle's own preflight problems, and those of further rules of the court.

    Args:
        job: names the forum.
        survey: of the file.
        bundle: what was written, with its own problems.
        is_first: it is the only file or the first of several, which holds the index.
    """
    filing = Filing(
        survey=_without_photographs(survey, job.composition, bundle),
        profile=job.profile,
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
    """Return the problems without those of searchable text in photographs, which no court requires."""
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
