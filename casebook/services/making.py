"""Makes what a build asks for: a PDF, the files of a forum, or Word; each is searched and checked."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from casebook.base.errors import InvalidInput, Refused
from casebook.base.progress import Progress
from casebook.domain.build import Build, BuildRequest, BuiltFile, BuiltNumbers, BuiltPart
from casebook.domain.composition import Composition
from casebook.domain.entity import entity
from casebook.domain.filing import pages_named
from casebook.domain.preflight import PreflightProblem
from casebook.domain.shape import MB_BYTES, Shape, shape_of
from casebook.host.picking import Target
from casebook.services.brief import Brief
from casebook.services.check import check_built
from casebook.services.citation_check import citation_problems
from casebook.services.export import written
from casebook.services.veil import Covering, texts_of
from casebook.services.volume import file_names, listed, written_files

if TYPE_CHECKING:
    from casebook.pdf.division import Division
    from casebook.pdf.plan import Bundle
    from casebook.pdf.volumes import Volume


@entity
class Made:
    """What was made, for the register.

    Attributes:
        pages, sha256, files: as a build tells them.
        problems: what preflight found, blocking ones first.
        contents: what is in it.
        numbers: printed on the pages of each part.
    """

    pages: int
    sha256: str
    problems: tuple[PreflightProblem, ...]
    contents: tuple[BuiltPart, ...]
    files: tuple[BuiltFile, ...] = ()
    numbers: tuple[BuiltNumbers, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Job:
    """What is made: the material, what was asked, the text as this copy shows it, and what covers it.

    Attributes:
        former: the build it continues, or None.
    """

    brief: Brief
    request: BuildRequest
    composition: Composition
    covering: Covering
    former: Build | None = None

    @property
    def division(self) -> Division:
        """How its pages are numbered."""
        from casebook.pdf.division import Division

        told = self.former.numbers if self.former else ()
        return Division(former={part.key: part.numbers for part in told})

    @property
    def shape(self) -> Shape:
        """The files it leaves as: those asked for, else those of the forum.

        Raises:
            InvalidInput: parts were asked for, and nothing says how large they may be.
        """
        asked, given = self.request, shape_of(self.brief.profile)
        kind = asked.shape or given.kind
        most_bytes = asked.part_mb * MB_BYTES or given.most_bytes
        if kind == "parts" and not most_bytes:
            raise InvalidInput(
                "No rule was found on how large a file may be.",
                field="part_mb",
                remedy="Name the most megabytes.",
            )
        return Shape(kind=kind, most_bytes=most_bytes)


def make(job: Job, out: Path | Target, progress: Progress) -> Made:
    """Write what was asked for.

    Raises:
        Refused: a name was found in a pseudonymised copy; nothing was written.
        DamagedSource, InvalidInput, Cancelled, DiskProblem: as `services.build.build` says.
    """
    if job.request.file_format == "docx":
        return _make_word(job, out)
    return _make_pdf(job, out, progress) if job.shape.kind == "one" else _make_files(job, out, progress)


def make_in_memory(job: Job, progress: Progress) -> tuple[bytes, Made]:
    """One PDF, whatever its files would be, in memory alone."""
    file = io.BytesIO()
    made = _checked(job, file, "dossier.pdf", progress)
    return file.getvalue(), made


def _make_pdf(job: Job, out: Path | Target, progress: Progress) -> Made:
    from casebook.pdf.lock import lock_pdf

    with written(out) as file:
        made = _checked(job, file, out.name, progress)
        passphrase = job.request.passphrase
        return replace(made, sha256=lock_pdf(file, passphrase)) if passphrase else made


def _checked(job: Job, file: BinaryIO, name: str, progress: Progress) -> Made:
    from casebook.pdf.make import make_bundle

    bundle = make_bundle(job.composition, file, progress=progress, division=job.division)
    problems = _problems(job, file, name, bundle, progress)
    return Made(
        pages=bundle.page_count,
        sha256=bundle.sha256,
        problems=_ordered((*problems, *_beside(job))),
        contents=(*_parts(job.composition), *_exhibits(job, [("", bundle)])),
        numbers=tuple(_numbers([bundle])),
    )


def _make_files(job: Job, out: Path | Target, progress: Progress) -> Made:
    """The files of a forum that takes several; one where all fits into it."""
    from casebook.pdf.volumes import by_exhibit, by_size, make_volumes

    shape, whole = job.shape, job.composition
    if shape.kind == "exhibits":
        whole = replace(whole, has_dividers=False)
        volumes = make_volumes(whole, by_exhibit, progress=progress)
    else:
        divide = by_size(shape.most_bytes, job.division.former)
        volumes = make_volumes(whole, divide, progress=progress)
    names = file_names(out.name, shape.kind, whole.exhibits, len(volumes), job.brief.profile)
    if any(job.covering.veil.hides(name) for name in names):
        raise _leaks("the name of a file")
    told = list(zip(names, volumes, strict=True))
    problems = [problem for at, one in enumerate(told) for problem in _of_file(job, at, *one, progress)]
    files = [_locked(job, name, volume) for name, volume in told]
    written_files(out, [(name, volume.file) for name, volume in told])
    bundles = [volume.bundle for volume in volumes]
    return Made(
        pages=sum(bundle.page_count for bundle in bundles),
        sha256=files[0].sha256 if len(files) == 1 else listed(files),
        problems=_ordered((*problems, *_beside(job))),
        contents=(*_parts(whole), *_exhibits(job, zip(names, bundles, strict=True))),
        files=tuple(files) if len(files) > 1 else (),
        numbers=() if shape.kind == "exhibits" else tuple(_numbers(bundles)),
    )


def _of_file(job: Job, at: int, name: str, volume: Volume, progress: Progress) -> Iterator[PreflightProblem]:
    found = _problems(job, volume.file, name, volume.bundle, progress, is_first=at == 0)
    yield from (replace(problem, file=name) for problem in found)


def _locked(job: Job, name: str, volume: Volume) -> BuiltFile:
    from casebook.pdf.lock import lock_pdf

    passphrase = job.request.passphrase
    sha256 = lock_pdf(volume.file, passphrase) if passphrase else volume.bundle.sha256
    size_bytes = len(volume.file.getvalue())
    return BuiltFile(name=name, sha256=sha256, pages=volume.bundle.page_count, size_bytes=size_bytes)


def _problems(
    job: Job, file: BinaryIO, name: str, bundle: Bundle, progress: Progress, *, is_first: bool = True
) -> tuple[PreflightProblem, ...]:
    if job.brief.copy_kind == "pseudonymised":
        _require_no_leak(file, job.covering, progress)
    return check_built(file, name, job.brief.profile, job.composition, bundle, is_first=is_first)


def _beside(job: Job) -> Iterator[PreflightProblem]:
    """What is to be said of the text, whatever file it stands in."""
    yield from citation_problems(job.brief)
    yield from job.covering.problems()


def _ordered(problems: Iterable[PreflightProblem]) -> tuple[PreflightProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: (not problem.is_blocking, problem.file, problem.page)))


def _make_word(job: Job, out: Path | Target) -> Made:
    """The text parts alone; what they say is searched for hidden names as it goes in."""
    from casebook.formats.docx import write_docx

    if any(job.covering.veil.hides(text) for text in texts_of(job.composition)):
        raise _leaks("the text")
    data = write_docx(job.composition)
    with written(out) as file:
        file.write(data)
    return Made(
        pages=0,
        sha256=hashlib.sha256(data).hexdigest(),
        problems=citation_problems(job.brief),
        contents=tuple(_parts(job.composition)),
    )


def _require_no_leak(file: BinaryIO, covering: Covering, progress: Progress) -> None:
    """SECURITY: the last look, at the bytes themselves; what was meant to be covered is not believed."""
    from casebook.pdf.leak_scan import leaks

    found = leaks(file, covering.veil.hides, progress=progress)
    if found:
        pages = pages_named(sorted({page for page, _ in found if page}))
        raise _leaks(f"page {pages}" if pages else "what does not show")


def _leaks(where: str) -> Refused:
    return Refused(
        f"The copy would still name somebody: {where}. Nothing was written.",
        field="copy",
        remedy="Take what is left of the name out of the text, or leave that exhibit out of the dossier.",
    )


def _parts(composition: Composition) -> list[BuiltPart]:
    return [
        BuiltPart(key=part.anchor, title=part.title, digest=_digest(asdict(part)["blocks"]))
        for part in composition.parts
    ]


def _exhibits(job: Job, bundles: Iterable[tuple[str, Bundle]]) -> Iterator[BuiltPart]:
    """Each exhibit with its pages in the file it stands in; one cut in two, in the file where it ends."""
    received = {told.id: told.sha256 for told in job.brief.exhibits}
    at = {item.key: (name, item) for name, bundle in bundles for item in bundle.items}
    for exhibit in job.composition.exhibits:
        name, item = at[exhibit.key]
        yield BuiltPart(
            key=exhibit.key,
            title=exhibit.title,
            digest=received[exhibit.key],
            mark=exhibit.mark,
            first_page=item.first_page,
            last_page=item.last_page,
            scale_percent=item.scale_percent,
            file=name,
        )


def _numbers(bundles: Iterable[Bundle]) -> Iterator[BuiltNumbers]:
    told: dict[str, tuple[str, ...]] = {}
    for bundle in bundles:
        for key, numbers in bundle.numbers.items():
            told[key] = told.get(key, ()) + numbers
    yield from (BuiltNumbers(key=key, numbers=numbers) for key, numbers in told.items())


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, default=str).encode()).hexdigest()
