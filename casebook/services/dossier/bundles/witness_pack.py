"""The pages of a build that are put to one witness, under the numbers of the bundle they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import Conflict, DiskProblem, FileMissing, InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import Build
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.pdf_job import ExtractPages
from casebook.domain.dossier.pdf_result import PagesExtracted
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base import record
from casebook.services.base.export import Digesting, written
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.processes.bundle_worker import BundleWorker


@entity
class ExtractRequest:
    """What goes into a pack.

    Attributes:
        build_id: the build whose numbers it keeps.
        exhibits: numbers of exhibits that go in whole.
        pages: first and last printed number of further pages.
    """

    build_id: str
    exhibits: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()


@entity
class ExtractReport:
    """A written pack.

    Attributes:
        numbers: printed on its pages, in order.
        sha256: of the file, lower-case hex.
    """

    numbers: tuple[str, ...]
    sha256: str


def span_of(text: str) -> tuple[str, str]:
    """Return both ends of a run of pages; numbers with a hyphen of their own are parted by two dots.

    >>> span_of("12-15"), span_of("45A"), span_of("A-1..A-3")
    (('12', '15'), ('45A', '45A'), ('A-1', 'A-3'))
    """
    first, _, last = text.replace("–", "-").partition(".." if ".." in text else "-")
    return first.strip(), last.strip() or first.strip()


async def extract(
    session: Session,
    request: ExtractRequest,
    file: Path | OpenedFile,
    out: Path | SaveTarget,
    *,
    progress: Progress = silent,
) -> ExtractReport:
    """Write a pack of chosen exhibits and pages of a build.

    Args:
        session: the open vault.
        request: the build and what of it.
        file: the file of that build, as it was built; the vault does not keep it.
        out: the PDF; a file already there is replaced.
        progress: called often enough to stop.

    Raises:
        NotFound: there is no such build, or no such file.
        InvalidInput: nothing was chosen, or something that the build or the file does not have; the name of
            the file names somebody.
        Conflict: the file is not that of the build, or would be overwritten.
        DamagedSource: the file is locked with a passphrase.
        Cancelled: the person stopped; nothing was written.
        DiskProblem: the disk refused.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    build = await on_vault(lambda: record.find(session, Build, request.build_id))
    dossier = await on_vault(lambda: record.find(session, Dossier, build.dossier_id))
    spans = (*_of_exhibits(build, request.exhibits), *request.pages)
    if not spans:
        raise InvalidInput(
            "No pages were chosen.", field="exhibit", remedy="Name at least one exhibit or page of the build."
        )
    words = Translator(dossier.language)
    chosen = (words("Extract from the bundle"), spans)
    return await off_thread(lambda: _written(build, file, chosen, out, progress))


def _of_exhibits(build: Build, marks: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield first and last number of each exhibit.

    Raises:
        InvalidInput: the build has no such exhibit, or several.
    """
    numbers = {part.key: part.numbers for part in build.numbers}
    for mark in marks:
        parts = [part for part in build.contents if part.mark == mark and numbers.get(part.key)]
        if len(parts) != 1:
            raise InvalidInput(
                Message("The build has no exhibit {mark}, or more than one.", mark=mark),
                field="exhibit",
                remedy="Name its pages by their printed numbers instead.",
            )
        printed = numbers[parts[0].key]
        yield printed[0], printed[-1]


def _written(
    build: Build,
    file: Path | OpenedFile,
    chosen: tuple[str, tuple[tuple[str, str], ...]],
    out: Path | SaveTarget,
    progress: Progress,
) -> ExtractReport:
    if isinstance(file, Path) and isinstance(out, Path) and file.resolve() == out.resolve():
        raise Conflict(
            "The pack would overwrite the bundle.", field="out", remedy="Choose another file name."
        )
    _require_build(build, file)
    title, spans = chosen
    exhibit = Exhibit(
        key="", mark="", title=title, media_type="", open=partial(_opened, file), file=file.name
    )
    with BundleWorker(to_build=False) as worker, written(out) as target:
        digest = Digesting(target)
        job = ExtractPages(exhibit=exhibit, title=title, spans=spans)
        extracted = worker.run(
            job, PagesExtracted, (exhibit,), lambda _, piece: digest.write(piece), progress
        )
        if extracted.missing:
            raise InvalidInput(
                Message("No page of the bundle has these numbers: {numbers}.", numbers=extracted.missing),
                field="pages",
                remedy="Enter them as they are printed, such as 45A.",
            )
    return ExtractReport(numbers=extracted.numbers, sha256=digest.sha256)


def _require_build(build: Build, file: Path | OpenedFile) -> None:
    with _opened(file) as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type] # typeshed asks for less
    if sha256 not in {build.sha256, *(part.sha256 for part in build.files)}:
        raise Conflict(
            "This file is not the one that was built: its hash is another.",
            field="file",
            remedy="Choose the file of this build, unchanged.",
        )


def _opened(file: Path | OpenedFile) -> BinaryIO:
    try:
        return file.open("rb")
    except FileNotFoundError as error:
        raise FileMissing(Message("The file {name} was not found.", name=file.name), field="file") from error
    except OSError as error:
        raise DiskProblem(Message("{name} cannot be read.", name=file.name), field="file") from error
