"""Builds the files of a copy: one PDF, several files, or Word; each is checked for leaks."""

from __future__ import annotations

import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, field, replace
from functools import partial
from pathlib import Path

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.progress import Progress
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import Build, BuildRequest, BuiltFile, BuiltNumbers, BuiltPart
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.filing_problem import FilingProblem, in_order
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.domain.dossier.output_layout import MB_BYTES, OutputLayout, shape_of
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.domain.dossier.pdf_result import BundleFile, BundleFiles
from casebook.domain.dossier.volume import file_names
from casebook.domain.evidence.redaction import Area
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import Digesting, Kept, OpenedLate, put, written
from casebook.services.dossier import pseudonymised_text
from casebook.services.dossier.continuation import moved_problems, with_filed_pages
from casebook.services.dossier.cover_check import cover_problems
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.citation_check import citation_problems
from casebook.services.dossier.gate.length_check import length_problems
from casebook.services.dossier.gate.unreadable_letters import unreadable_problems
from casebook.services.dossier.hiding.leak_place import leak_places
from casebook.services.dossier.placeholder import ground_of, standing_problem
from casebook.services.dossier.sections.later_history import Histories, forbidden
from casebook.services.dossier.volume import listed, written_files
from casebook.services.processes.bundle_worker import BundleWorker, Take


@entity
class BuildResult:
    """The files of a copy, for the register.

    Attributes:
        pages, sha256, files: as a build tells them.
        problems: what preflight found, blocking ones first.
        contents: what is in it.
        numbers: printed on the pages of each part.
    """

    pages: int
    sha256: str
    problems: tuple[FilingProblem, ...]
    contents: tuple[BuiltPart, ...]
    files: tuple[BuiltFile, ...] = ()
    numbers: tuple[BuiltNumbers, ...] = ()


@entity
class BuildJob:
    """What is made: the material, what was asked, the text as this copy shows it, and what it hides.

    Attributes:
        former: the build it continues, or None.
        standing: keys of the exhibits that have a page in their place.
        faults: what is wrong with those among them that cannot be shown, by key.
        styles: what the office sets in a Word file in place of the program's own.
    """

    dossier_data: DossierData
    request: BuildRequest
    composition: Composition
    hiding: Hiding | None = None
    former: Build | None = None
    standing: frozenset[str] = frozenset()
    faults: Mapping[str, Message] = field(default_factory=dict)
    styles: tuple[WordStyle, ...] = ()

    def bundle_job(self, name: str, shape: OutputLayout) -> BundleJob:
        """The job for the bundle worker."""
        parts = self.former.numbers if self.former else ()
        is_each = shape.kind == "exhibits"
        withheld = {document.id for document in self.dossier_data.withheld_exhibits}
        composition = with_filed_pages(self.composition, self.former, self.request, withheld)
        return BundleJob(
            composition=replace(composition, has_dividers=False) if is_each else composition,
            name=name,
            shape=shape,
            former={} if is_each else {part.key: part.numbers for part in parts},
            profile=self.dossier_data.profile,
            hiding=self.hiding,
            passphrase=self.request.passphrase,
        )

    def hides(self, text: str) -> bool:
        """Whether a text contains a name that this copy hides."""
        return self.hiding is not None and self.hiding.last_search.hides(text)

    @property
    def shape(self) -> OutputLayout:
        """The files it leaves as: those asked for, else those of the forum.

        Raises:
            InvalidInput: parts were asked for, and nothing says how large they may be.
        """
        asked, given = self.request, shape_of(self.dossier_data.profile)
        kind = asked.shape or given.kind
        most_bytes = asked.part_mb * MB_BYTES or given.most_bytes
        if kind == "parts" and not most_bytes:
            raise InvalidInput(
                "No rule on maximum file size was found.",
                field="part_mb",
                remedy="Enter the maximum size in megabytes.",
            )
        return OutputLayout(kind=kind, most_bytes=most_bytes)


def build_files(
    job: BuildJob, worker: BundleWorker, out: Path | SaveTarget, progress: Progress
) -> BuildResult:
    """Build the requested PDF or files.

    Args:
        job: what is made.
        worker: makes it.
        out: where it goes.
        progress: called often enough to stop.

    Raises:
        Refused: a name was found in a pseudonymised copy; nothing was written.
        DamagedSource, InvalidInput, Cancelled, DiskProblem: as `services.dossier.build.build` says.
    """
    if job.shape.kind != "one":
        return _build_separate_files(job, worker, out, progress)
    if isinstance(out, Path) and not out.suffix:
        raise InvalidInput(
            "The name of the PDF has no ending.",
            field="out",
            remedy="End the name with .pdf, or choose output files for which a folder is meant.",
        )
    if isinstance(out, Path) and out.suffix.lower() in {".zip", ".docx"}:
        raise InvalidInput(
            "This copy is one PDF, and its file name ends as something else.",
            field="out",
            remedy="End the name with .pdf, or choose output files that fit a .zip.",
        )
    with ExitStack() as stack:
        opened = partial(stack.enter_context, written(out))
        # What a picker opened can be written once, and a build that finds a faulty exhibit begins anew.
        file = OpenedLate(opened) if isinstance(out, SaveTarget) else opened()
        return _build_pdf(job, worker, Digesting(file), out.name, progress)


def build_in_memory(job: BuildJob, worker: BundleWorker, progress: Progress) -> tuple[bytes, BuildResult]:
    """One PDF, whatever its files would be, in memory alone."""
    file = io.BytesIO()
    made = _build_pdf(job, worker, Digesting(file), "dossier.pdf", progress)
    return file.getvalue(), made


def _build_pdf(
    job: BuildJob, worker: BundleWorker, out: Digesting, name: str, progress: Progress
) -> BuildResult:
    bundle_files = _bundle_files(
        job, worker, name, OutputLayout(kind="one"), lambda _, piece: out.write(piece), progress
    )
    (bundle_file,) = bundle_files.files
    return BuildResult(
        pages=bundle_file.page_count,
        sha256=out.sha256,
        problems=in_order((*bundle_file.problems, *_beside(job, worker, bundle_files))),
        contents=(*_parts(job.composition), *_exhibits(job, [("", bundle_file)])),
        numbers=tuple(_numbers(bundle_files.files)),
    )


def _build_separate_files(
    job: BuildJob, worker: BundleWorker, out: Path | SaveTarget, progress: Progress
) -> BuildResult:
    """The files of a forum that takes several; one where all fits into it."""
    shape = job.shape
    kept_files: defaultdict[int, Kept] = defaultdict(Kept)
    bundle_files = _bundle_files(
        job, worker, out.name, shape, lambda place, piece: kept_files[place].write(piece), progress
    )
    names = file_names(
        out.name, shape.kind, job.composition.exhibits, len(bundle_files.files), job.dossier_data.profile
    )
    if any(map(job.hides, names)):
        raise _leaks(Message("the name of a file"))
    named_files = list(zip(names, bundle_files.files, strict=True))
    files = [
        BuiltFile(name=name, sha256=kept.sha256, pages=file.page_count, size_bytes=kept.size_bytes)
        for (name, file), kept in zip(
            named_files, map(kept_files.__getitem__, range(len(named_files))), strict=True
        )
    ]
    written_files(out, [(name, kept_files[place].file) for place, name in enumerate(names)])
    problems = [replace(problem, file=name) for name, file in named_files for problem in file.problems]
    return BuildResult(
        pages=sum(file.page_count for file in bundle_files.files),
        sha256=files[0].sha256 if len(files) == 1 else listed(files),
        problems=in_order((*problems, *_beside(job, worker, bundle_files))),
        contents=(*_parts(job.composition), *_exhibits(job, named_files)),
        files=tuple(files) if len(files) > 1 else (),
        numbers=tuple(_numbers(bundle_files.files[:1] if shape.kind == "exhibits" else bundle_files.files)),
    )


def _bundle_files(
    job: BuildJob, worker: BundleWorker, name: str, shape: OutputLayout, take: Take, progress: Progress
) -> BundleFiles:
    """The built bundle, if it contains no hidden name.

    SECURITY: the last look was at the bytes themselves; what was meant to be covered is not believed.
    """
    bundle_job = job.bundle_job(name, shape)
    bundle_files = worker.run(bundle_job, BundleFiles, bundle_job.composition.exhibits, take, progress)
    for place, refused in (("area", _bare), ("redacted", _left), ("", _leaks)):
        leaks = [leak for leak in bundle_files.leaks if place in ("", leak.place)]
        if leaks:
            error = refused(*leak_places(leaks, job.composition, job.hides))
            raise _refused_there_too(error) if any(leak.is_like_refused for leak in leaks) else error
    return bundle_files


def _beside(job: BuildJob, worker: BundleWorker, bundle_files: BundleFiles) -> Iterator[FilingProblem]:
    """Yield messages on the text and its assembly, whatever file contains it."""
    yield from worker.remarks
    yield from (
        standing_problem(
            job.dossier_data, job.dossier_data.documents[one.key], job.faults.get(one.key, NO_MESSAGE)
        )
        for one in job.composition.exhibits
        if one.key in job.standing
    )
    yield from unreadable_problems(job.composition.exhibits)
    yield from citation_problems(job.dossier_data)
    yield from cover_problems(job.dossier_data)
    yield from _forbidden(job)
    pages = {part.key: len(part.numbers) for part in _numbers(bundle_files.files)}
    yield from length_problems(job.dossier_data, pages)
    yield from moved_problems(job.former, job.request, bundle_files.files)
    not_redrawn = sorted(job.request.decided("not-redrawn"))
    yield from pseudonymised_text.problems(job.dossier_data, bundle_files, not_redrawn)


def _forbidden(job: BuildJob) -> Iterator[FilingProblem]:
    """Decisions that must not be cited, wherever the text names them."""
    histories = Histories(job.dossier_data.judged)
    for part in job.composition.parts:
        yield from forbidden(part.blocks, histories)


def build_word(job: BuildJob, out: Path | SaveTarget) -> BuildResult:
    """Write the text sections for Word, searching them for hidden names.

    Raises:
        Refused: a name was found in a pseudonymised copy; nothing was written.
        DiskProblem: the disk refused.
    """
    from casebook.formats.docx import write_docx

    if any(map(job.hides, pseudonymised_text.texts_of(job.composition))):
        raise _leaks(Message("the text"))
    data = write_docx(job.composition, job.styles)
    put(data, out)
    return BuildResult(
        pages=0,
        sha256=hashlib.sha256(data).hexdigest(),
        problems=(
            *citation_problems(job.dossier_data),
            *cover_problems(job.dossier_data),
            *_forbidden(job),
        ),
        contents=tuple(_parts(job.composition)),
    )


def _leaks(*where: Message) -> Refused:
    return Refused(
        Message("The copy would still name someone: {where}. No file was written.", where=where),
        field="copy",
        remedy="On an exhibit, mark the place as a redaction area in Evidence, or leave the exhibit out of "
        "the dossier. In the list of exhibits, change its title or date in Evidence. Elsewhere, remove the "
        "words from the text.",
    )


def _refused_there_too(error: Refused) -> Refused:
    """The error about words of which a replacement was refused, though not where they are left."""
    return Refused(
        Message(
            "{error} The same words were refused elsewhere, and a refusal holds only where it was made.",
            error=error.title,
        ),
        field="copy",
        remedy="In the review of replacements, refuse the same words there too, or accept the replacement "
        "you refused.",
    )


def _left(*where: Message) -> Refused:
    return Refused(
        Message("A redacted name is still in this copy: {where}. No file was written.", where=where),
        field="copy",
        remedy="Redact it there too, or remove it from the text. If it may be read in this copy, reject the "
        "areas that cover it, or give them another reason.",
    )


def _bare(*where: Message) -> Refused:
    return Refused(
        Message(
            "Content in a redacted area remains in the finished copy: {where}. No file was written.",
            where=where,
        ),
        field="copy",
        remedy="Redact the whole page, or leave the exhibit out of the dossier.",
    )


def _parts(composition: Composition) -> list[BuiltPart]:
    return [
        BuiltPart(
            key=part.anchor, title=part.title, digest=_digest(asdict(part, dict_factory=_printed)["blocks"])
        )
        for part in composition.parts
    ]


def _printed(fields: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {
        name: value for name, value in fields if name not in {"alone", "places", "is_once", "rests_on"}
    }  # as in the digests of builds before the fields were added


def _exhibits(job: BuildJob, files: Iterable[tuple[str, BundleFile]]) -> Iterator[BuiltPart]:
    """Yield each exhibit with its pages in its file; for a divided one, the file in which it ends."""
    areas = job.hiding.areas if job.hiding else {}
    received = {
        document.id: _digest_of(document.sha256, areas.get(document.id, ()))
        for document in job.dossier_data.exhibits
    }
    withheld = {
        document.id: ground_of(document, job.dossier_data.words)
        for document in job.dossier_data.withheld_exhibits
    }
    at = {item.key: (name, item) for name, file in files for item in file.items}
    for exhibit in job.composition.exhibits:
        name, item = at[exhibit.key]
        is_withheld = exhibit.key in withheld
        yield BuiltPart(
            key=exhibit.key,
            title=exhibit.title,
            digest=_digest(withheld[exhibit.key]) if is_withheld else received[exhibit.key],
            mark=exhibit.mark,
            first_page=item.first_page,
            last_page=item.last_page,
            scale_percent=item.scale_percent,
            file=name,
            is_placeholder=is_withheld or exhibit.key in job.standing,
        )


def _digest_of(sha256: str, areas: tuple[Area, ...]) -> str:
    """Of the bytes as received, and of what is painted over on them."""
    return _digest([sha256, [(area.page, area.edges) for area in areas]]) if areas else sha256


def _numbers(files: Collection[BundleFile]) -> Iterator[BuiltNumbers]:
    numbers_by_key: dict[str, tuple[str, ...]] = {}
    for file in files:
        for key, numbers in file.numbers:
            numbers_by_key[key] = numbers_by_key.get(key, ()) + numbers
    begins = dict(pair for file in files for pair in file.begins)
    for key, numbers in numbers_by_key.items():
        own = tuple((number, page) for number, page in begins.items() if page in numbers)
        yield BuiltNumbers(key=key, numbers=numbers, begins=own if key.startswith("part:") else ())


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, default=str).encode()).hexdigest()
