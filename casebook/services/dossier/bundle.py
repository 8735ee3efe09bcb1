"""Builds a bundle of files on disk from a specification; needs no casebook."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.base.errors import Conflict, DamagedSource, DiskProblem, InvalidInput, NotFound
from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.composition import Composition, DossierPart, Exhibit, Span, TextTable
from casebook.domain.dossier.filing_problem import FilingProblem, in_order
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.domain.dossier.pdf_result import BundleFiles, BundleItem, all_damaged, damaged
from casebook.domain.dossier.profile import Profile
from casebook.domain.dossier.typesetting import typesetting_of
from casebook.domain.evidence.transcript import is_recording
from casebook.formats.media_type import HEAD_BYTES, named_media_type
from casebook.packs.dossier.bundle_spec import BundleSpec, SpecItem, read_spec
from casebook.services.base.export import Digesting, written
from casebook.services.dossier.gate.unreadable_letters import unreadable_problems
from casebook.services.dossier.placeholder import placeholder, placeholder_problem
from casebook.services.dossier.profile import orders_archive, orders_paper, paper_of, profile_of
from casebook.services.evidence.set_kinds import may_be_set, promises_pages
from casebook.services.processes.bundle_worker import BundleWorker

if TYPE_CHECKING:
    from casebook.services.base.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleReport:
    """A finished bundle.

    Attributes:
        pages: page count.
        sha256: of the file, lower-case hex.
        items: the exhibits in order with their pages; the first is the divider's where there is one.
        problems: what preflight and the reading of the exhibits found, blocking ones first.
    """

    pages: int
    sha256: str
    items: tuple[BundleItem, ...]
    problems: tuple[FilingProblem, ...]


def bundle_from_spec(
    spec_path: Path,
    out_path: Path,
    *,
    profile_id: str = "",
    session: Session | None = None,
    leaves_out: bool = False,
    progress: Progress = silent,
) -> BundleReport:
    """Write the bundle a spec describes.

    The file takes its name only when it is whole; where a problem blocks, it is written all the same.

    Args:
        spec_path: the TOML file; the files it lists are found from its folder.
        out_path: the PDF; a file already there is replaced.
        profile_id: of the forum, in place of the spec's own; "" leaves the spec's.
        session: a vault whose own profiles count too.
        leaves_out: whether a file that cannot go in as it is has a page in its place, and the work goes on.
        progress: called often enough to stop.

    Raises:
        NotFound: the spec, a file in it or the profile is not there.
        DamagedSource: a file is empty, cut short, damaged or locked; of several, all are named.
        InvalidInput: the spec breaks its schema; no font covers a character; the folder of `out_path` is
            not there.
        Conflict: `out_path` is the spec or one of its files.
        DiskProblem: the disk refused.
        Cancelled: the person stopped; nothing was written.
    """
    spec = read_spec(spec_path)
    profile = profile_of(named, session) if (named := profile_id or spec.profile) else None
    folder = spec_path.absolute().parent
    paths = [_found(folder, item) for item in spec.items]
    if out_path.resolve() in {path.resolve() for path in (*paths, spec_path)}:
        raise Conflict(
            "The bundle would overwrite one of its own files.",
            field="out",
            remedy="Choose another file name.",
        )
    job = BundleJob(composition=_composition(spec, paths, profile), name=out_path.name, profile=profile)
    left_out: dict[str, FilingProblem] = {}
    while True:
        is_set = False
        try:
            job, is_set = _with_set_pages(job, paths, progress), True
            report = _written(job, out_path, progress)
        except DamagedSource as error:
            faults = error.faults_of([one.key for one in job.composition.exhibits])
            faulty = [one for one in job.composition.exhibits if one.key in faults]
            if not leaves_out and faulty and not is_set:
                raise _every_fault(job, paths, error, progress) from error
            if not leaves_out or not faulty or any(one.key in left_out for one in faulty):
                raise
            left_out |= {one.key: placeholder_problem(one.name, faults[one.key]) for one in faulty}
            for one in faulty:
                at = job.composition.exhibits.index(one)
                job = _without(job, one, paths[at], faults[one.key])
        else:
            return replace(report, problems=(*report.problems, *left_out.values()))


def _every_fault(
    job: BundleJob, paths: list[Path], error: DamagedSource, progress: Progress
) -> DamagedSource:
    """The error about every faulty file: those of which no pages were set, and those that binding finds."""
    listed = {exhibit.key: exhibit for exhibit in job.composition.exhibits}
    faults = error.faults_of(listed)
    for (key, exhibit), path in zip(listed.items(), paths, strict=True):
        # Pages are set of these, and those of which none could be are among the faults.
        if key in faults or _is_set(exhibit, path):
            job = _without(job, exhibit, path, faults.get(key, NO_MESSAGE))
    try:
        with BundleWorker() as worker:
            worker.run(job, BundleFiles, job.composition.exhibits, lambda _, piece: len(piece), progress)
    except DamagedSource as further:
        faults |= further.faults_of(listed)
    named = [(one, damaged(one, faults[key], error.remedy)) for key, one in listed.items() if key in faults]
    return all_damaged(named) if len(named) > 1 else error


def _with_set_pages(job: BundleJob, paths: list[Path], progress: Progress) -> BundleJob:
    """The job with pages set of each file that has none of its own: words, transcript, or its name."""
    whole = job.composition
    pairs = list(zip(whole.exhibits, paths, strict=True))
    kinds = {one.key: _kind_to_set(one, path) for one, path in pairs}
    if not any(may_be_set(kind) or is_recording(kind) for kind in kinds.values()):
        return job
    from casebook.services.dossier.set_exhibits import all_of, set_exhibit, with_pages
    from casebook.services.evidence.file_pages import FileReceipt, NoPages, SetWay, readers
    from casebook.services.evidence.recording import sheet_of_file, sheet_pages, transcript_beside

    way, path_of = SetWay(words=Translator(whole.language)), {one.key: path for one, path in pairs}
    marks = {_digest(path): one.mark for one, path in pairs}
    with readers(progress) as reading:

        def put(exhibit: Exhibit) -> Exhibit:
            kind, path = kinds.get(exhibit.key, ""), path_of[exhibit.key]
            try:
                lines = transcript_beside(path) if is_recording(kind) else ()
            except NoPages as error:
                raise damaged(exhibit, error.what, error.remedy) from error
            if not is_recording(kind) and not may_be_set(kind):
                return exhibit
            size_bytes = path.stat().st_size
            if is_recording(kind) and not lines:
                known, received = replace(exhibit, media_type=kind), (size_bytes, _digest(path))
                return placeholder(known, whole.paper, way.words, received)
            receipt = FileReceipt(
                name=path.name,
                size_bytes=size_bytes,
                sha256=_digest(path),
                exhibits=marks,
                digest_beside=partial(_digest_beside, path),
            )
            if lines:
                sheet = sheet_of_file(exhibit.title, kind, receipt, lines)
                return with_pages(exhibit, *sheet_pages(sheet, receipt, way, progress))[0]
            return set_exhibit(reading, replace(exhibit, media_type=kind), receipt, way, progress)[0]

        return replace(job, composition=replace(whole, exhibits=all_of(whole.exhibits, put)))


def _digest_beside(path: Path, name: str) -> str:
    """The SHA-256 of a file of this name in the folder of a file or one just below, or ""; never of a link.

    Telegram Desktop writes the photos of a chat to folders beside its messages.
    """
    if Path(name).name != name:
        return ""
    with suppress(OSError):
        folders = (path.parent, *sorted(one for one in path.parent.iterdir() if one.is_dir()))
        there = (folder / name for folder in folders if not folder.is_symlink())
        return next((_digest(one) for one in there if one.is_file() and not one.is_symlink()), "")
    return ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _written(job: BundleJob, out_path: Path, progress: Progress) -> BundleReport:
    with BundleWorker() as worker, written(out_path) as file:
        out = Digesting(file)
        bundle_files = worker.run(
            job, BundleFiles, job.composition.exhibits, lambda _, piece: out.write(piece), progress
        )
    (bundle_file,) = bundle_files.files
    return BundleReport(
        pages=bundle_file.page_count,
        sha256=out.sha256,
        items=bundle_file.items,
        problems=in_order(
            (
                *bundle_file.problems,
                *worker.remarks,
                *unreadable_problems(job.composition.exhibits),
            )
        ),
    )


def _without(job: BundleJob, exhibit: Exhibit, path: Path, fault: Message) -> BundleJob:
    """The job with a page in the place of an exhibit."""
    whole = job.composition
    received = (path.stat().st_size, _digest(path))
    known = replace(exhibit, media_type=_kind_of(path))
    page = placeholder(known, whole.paper, Translator(whole.language), received, fault)
    exhibits = tuple(page if one is exhibit else one for one in whole.exhibits)
    return replace(job, composition=replace(whole, exhibits=exhibits))


def _found(folder: Path, item: SpecItem) -> Path:
    path = folder / item.file
    if not path.exists():
        raise NotFound(
            Message("The file {name} was not found.", name=item.file),
            field=item.file,
            remedy="Correct the path in the spec. Paths are relative to the spec's own folder.",
        )
    if not path.is_file():
        raise InvalidInput(
            Message("{name} is not a file.", name=item.file),
            field=item.file,
            remedy="Specify one file for each item.",
        )
    return path


def _composition(spec: BundleSpec, paths: list[Path], profile: Profile | None) -> Composition:
    return Composition(
        title=spec.title,
        language=spec.language,
        running_head=spec.running_head,
        cover=spec.cover,
        exhibits=tuple(
            _exhibit(spec, number, item, path)
            for number, (item, path) in enumerate(zip(spec.items, paths, strict=True), start=1)
        ),
        has_dividers=spec.has_dividers,
        is_archived=spec.is_archived or orders_archive(profile),
        paper=spec.paper or paper_of(profile),
        fits_paper=bool(spec.paper) or orders_paper(profile),
        numbers=spec.numbers,
        typesetting=typesetting_of(profile),
        parts=(_manifest(spec, paths),) if spec.has_manifest else (),
    )


def _manifest(spec: BundleSpec, paths: list[Path]) -> DossierPart:
    """Return every file as received, for comparison with the assembled one."""
    words = Translator(spec.language)
    rows = tuple(
        (
            (Span(item.mark),),
            (Span(item.file),),
            (Span(words.count("{number} byte", "{number} bytes", path.stat().st_size)),),
            (Span(_sha256(item, path), emphasis="quiet"),),
        )
        for item, path in zip(spec.items, paths, strict=True)
    )
    head = (words("Exhibit"), words("File"), words("Size"), words("SHA-256"))
    table = TextTable(head=head, rows=rows, widths=(0.12, 0.3, 0.18, 0.4))
    return DossierPart(title=words("Files as received"), anchor="part:files", blocks=(table,))


def _sha256(item: SpecItem, path: Path) -> str:
    with _opened(item, path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(item: SpecItem, path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise DiskProblem(Message("{name} cannot be read.", name=item.file), field=item.file) from error


def _exhibit(spec: BundleSpec, number: int, item: SpecItem, path: Path) -> Exhibit:
    exhibit = Exhibit(
        key=str(number),
        mark=item.mark,
        title=item.title,
        media_type="",
        open=partial(_opened, item, path),
        dated=item.dated,
        section=item.section,
        file=item.file,
        is_photograph=item.is_photograph,
    )
    if not item.is_placeholder:
        return exhibit
    known = replace(exhibit, media_type=_kind_of(path))
    return placeholder(known, spec.paper or "A4", Translator(spec.language), (path.stat().st_size, ""))


def _is_set(exhibit: Exhibit, path: Path) -> bool:
    """Return whether pages are set of a file."""
    kind = _kind_to_set(exhibit, path)
    return may_be_set(kind) or is_recording(kind)


def _kind_to_set(exhibit: Exhibit, path: Path) -> str:
    """Return the type of a file of which pages may have to be set; "" where it has or promises its own."""
    return "" if exhibit.media_type or promises_pages(path.name) else _kind_of(path)


def _kind_of(path: Path) -> str:
    """Return the file type by content; "" for an empty file."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return named_media_type(head, path.name) if head else ""
