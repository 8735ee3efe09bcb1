"""The sample casebook and its dossier, created in a separate folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from casebook.base.clock import fixed_clock
from casebook.base.errors import Conflict, DiskProblem
from casebook.base.i18n import Translator
from casebook.base.ids import seeded_ids
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.dossier.build import BuildRequest, CopyDecision
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.output_layout import shape_of
from casebook.domain.evidence.document import Document
from casebook.sample import sample
from casebook.sample.book.version import version_words
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.declaration import release_pack
from casebook.services.declaration.release_gate import ReleaseFor
from casebook.services.dossier.build import BuildReport, build
from casebook.services.dossier.profile import profile_of
from casebook.services.library.cooperation import review, review_sheet
from casebook.services.vault import vault
from casebook.vault import FLOOR_COST

PASSPHRASE = "sample casebook of invented people"  # noqa: S105 - printed beside the sample; guards nobody
AT = datetime(2026, 5, 11, 14, 2, tzinfo=timezone(timedelta(hours=3)))
WITHOUT_NEWS = timedelta(days=3)
"""How long after the signature the declaration of the sample is released: 72 hours, as its condition says."""
LAST_AT = AT + WITHOUT_NEWS
"""The latest change of the sample; the window doubts a clock before it."""
SEED = 2026
_ASYLUM_REASON = "The claim is before this court, which is asked to keep it from the requesting State."
_VERSION = "dossier-"
_REVIEWED = ("CY", "IT")
"""The State of the sample's court, and another whose agreements ended otherwise, to compare."""


@entity
class Demo:
    """What was made and where.

    Attributes:
        declaration: the release pack of the declaration, as its first recipient would get it.
        review: of the cooperation of two States with China, compared.
        versions: the same case before other courts, where they were asked for.
    """

    vault: Path
    dossier: Path
    declaration: Path
    review: Path
    passphrase_file: Path
    pages: int
    versions: tuple[Path, ...] = ()


def make(folder: Path, *, with_versions: bool = False, progress: Progress = silent) -> Demo:
    """Make the sample and its papers beside it; only former ones are replaced.

    The papers are ``dossier.pdf``, ``declaration.zip``, ``review.pdf`` and ``passphrase.txt``.

    With versions, a ``dossier-<word>.pdf`` follows for each (`sample.book.version`), or a ``.zip`` where the
    court takes each exhibit as a file.

    Raises:
        Conflict: something else stands under one of these names.
        DiskProblem: the disk refuses.
    """
    demo = Demo(
        vault=folder / "sample.casebook",
        dossier=folder / "dossier.pdf",
        declaration=folder / "declaration.zip",
        review=folder / "review.pdf",
        passphrase_file=folder / "passphrase.txt",
        pages=0,
    )
    with _begun(folder, demo):
        return _made(folder, demo, with_versions=with_versions, progress=progress)


def _made(folder: Path, demo: Demo, *, with_versions: bool, progress: Progress) -> Demo:
    session, _ = vault.create(
        demo.vault, PASSPHRASE, cost=FLOOR_COST, clock=fixed_clock(AT), ids=seeded_ids(SEED), who="sample"
    )
    with session:
        sample.fill_with_sample(session, progress=progress)
        chosen = next(
            dossier for dossier in record.every(session, Dossier) if dossier.kind == "hearing-dossier"
        )
        report = _filed(session, chosen, demo.dossier, progress)
        review_sheet.put(review.reviews(_REVIEWED, session), demo.review, Translator(), "pdf", session.clock)
        words = version_words() if with_versions else ()
        versions = tuple(_version(session, folder, word, progress) for word in words)
    _release_later(demo)
    return replace(demo, pages=report.build.pages, versions=versions)


def _version(session: Session, folder: Path, word: str, progress: Progress) -> Path:
    dossier = sample.add_version(session, word, progress=progress)
    is_divided = shape_of(profile_of(dossier.profile_id)).kind == "exhibits"
    out = folder / f"{_VERSION}{word}{'.zip' if is_divided else '.pdf'}"
    _filed(session, dossier, out, progress)
    return out


def _filed(session: Session, dossier: Dossier, out: Path, progress: Progress) -> BuildReport:
    return run_in_line(build(session, filing_request(session, dossier), out, progress=progress))


def _release_later(demo: Demo) -> None:
    """Release the declaration once the days without news have passed that its condition names."""
    with open_session(
        demo.vault,
        PASSPHRASE,
        clock=fixed_clock(LAST_AT),
        ids=seeded_ids(SEED + 1),
        who="sample",
    ) as session:
        _released(session, demo.declaration)


def _released(session: Session, out: Path) -> None:
    """Build the release pack of the declaration, for the first recipient that its condition names."""
    for declaration in record.every(session, Declaration):
        condition = declaration.conditions[0]
        wanted = ReleaseFor(
            contact_id=condition.recipient_ids[0],
            purpose="court",
            condition_id=condition.id,
            reason="Called her three times a day; nobody answered (invented).",
            decided_by=condition.contact_id,
            decided_on=session.clock().date(),
        )
        run_in_line(release_pack.build(session, declaration.id, [wanted], out, has_looked=True))


def filing_request(session: Session, dossier: Dossier) -> BuildRequest:
    """Return how a dossier of the sample is filed; asylum papers go to its court by a recorded decision."""
    documents = record.of_case(session, Document, dossier.case_id)
    decisions = tuple(
        CopyDecision(kind="disclose", subject=document.exhibit_mark, reason=_ASYLUM_REASON)
        for document in documents
        if document.id in dossier.exhibit_ids and document.kind == "asylum-paper"
    )
    return BuildRequest(
        dossier_id=dossier.id,
        copy_kind="filing",
        for_whom=dossier.court if decisions else "",
        decisions=decisions,
    )


@contextmanager
def _begun(folder: Path, demo: Demo) -> Iterator[None]:
    """Make the folder and clear it of a former sample; what does not end well leaves nothing."""
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        _clear(folder, demo)
        try:
            yield
        except BaseException:
            _remove(folder, demo)
            demo.passphrase_file.unlink(missing_ok=True)
            raise
    except BaseException:
        for path in new:
            with suppress(OSError):
                path.rmdir()
        raise


def _remove(folder: Path, demo: Demo) -> None:
    """Remove the casebook and the dossiers of a sample."""
    if demo.vault.exists():
        shutil.rmtree(demo.vault)
    for former in (demo.dossier, demo.declaration, demo.review, *folder.glob(f"{_VERSION}*")):
        former.unlink(missing_ok=True)


def _clear(folder: Path, demo: Demo) -> None:
    """Remove an earlier sample, recognised by its passphrase, and nothing else."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_ours = (
            demo.passphrase_file.exists()
            and demo.passphrase_file.read_text(encoding="utf-8") == f"{PASSPHRASE}\n"
        )
        if not is_ours and any(path.exists() for path in (demo.vault, demo.dossier, demo.passphrase_file)):
            raise Conflict(
                "The folder contains something other than the sample.",
                field="folder",
                remedy="Choose another folder. Nothing was changed.",
            )
        _remove(folder, demo)
        demo.passphrase_file.write_text(f"{PASSPHRASE}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise DiskProblem("The sample cannot be created there.", field="folder") from error
