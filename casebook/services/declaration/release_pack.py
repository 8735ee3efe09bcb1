"""The release pack of a declaration: what each recipient gets, its files, and the disclosure register."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from casebook.base.errors import InvalidInput, Refused, VaultDamaged
from casebook.base.message import Message, in_sequence
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration, DeclarationRelease, ReleasedFile
from casebook.domain.declaration.seal import kept_name
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.formats.pack_files import pack_files
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.absence import require_settled
from casebook.services.base.export import refuse_vaults, written
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.declaration import declaration_paper
from casebook.services.declaration.declaration_paper import DeclarationPaper
from casebook.services.declaration.release_content import ReleaseFile, files_of
from casebook.services.declaration.release_gate import ReleaseFor, ReleaseProblem, problems
from casebook.services.declaration.release_keeping import problems_of_files
from casebook.services.declaration.verify_page import AbsentPart, ReleasedName, verify_page
from casebook.services.evidence import custody

FILE_NAME = "release.zip"
"""Name of the pack, which says its kind and names nobody."""
SUMS, VERIFY = "SHA256SUMS", "VERIFY.txt"
_PART_BYTES = 1 << 20
_CHINESE = ("zh-Hans", "zh-Hant")


@entity
class ReleasePreview:
    """What one recipient would get.

    Attributes:
        files: with the page on verifying and without the list of hashes.
        problems: what stands against it, or has to be looked at.
    """

    recipient: Contact
    wanted: ReleaseFor
    files: tuple[ReleaseFile, ...]
    problems: tuple[ReleaseProblem, ...]

    @property
    def is_blocked(self) -> bool:
        """Return whether nothing leaves for this recipient."""
        return any(one.is_blocking for one in self.problems)

    @property
    def needs_look(self) -> bool:
        """Return whether a person has to say that they looked."""
        return any(one.needs_look for one in self.problems)


def preview(
    session: Session, declaration_id: str, wanted: Sequence[ReleaseFor]
) -> tuple[ReleasePreview, ...]:
    """Return what each recipient would get, and what stands against it; nothing is written.

    Raises:
        NotFound: there is no such declaration, contact or file.
        InvalidInput: nobody is chosen, or somebody twice.
    """
    if not wanted or len({one.contact_id for one in wanted}) < len(wanted):
        raise InvalidInput(
            "Choose the recipients of the declaration, each once.",
            field="to",
            remedy="Choose among the contacts of the casebook.",
        )
    paper = declaration_paper.draft(session, declaration_id)
    return tuple(_preview(session, paper, one) for one in wanted)


def _preview(session: Session, paper: DeclarationPaper, wanted: ReleaseFor) -> ReleasePreview:
    declaration = paper.declaration
    recipient = record.find(session, Contact, wanted.contact_id)
    files = files_of(session, paper, wanted.parts)
    case = record.find(session, Case, declaration.case_id)
    client = record.find(session, Person, declaration.person_id)
    texts = [one.searched for one in files]
    return ReleasePreview(
        recipient=recipient,
        wanted=wanted,
        files=(*files, _verify_file(declaration, files)),
        problems=(
            *problems(session, declaration, case, client, recipient, wanted, texts),
            *problems_of_files(session, declaration, wanted.parts, files),
        ),
    )


def _verify_file(declaration: Declaration, files: Sequence[ReleaseFile]) -> ReleaseFile:
    language = declaration.language if declaration.language in _CHINESE else "zh-Hans"
    listed = [ReleasedName(name=one.name, what=one.what) for one in files]
    names = {one.name.partition(".")[0] for one in files}
    absent: list[AbsentPart] = []
    if declaration.video_id and not names & {"video", "recording"}:
        absent.append("recording")
    if "signed-paper" not in names:
        absent.append("scan")
    if not any(one.startswith("time-proof") for one in names):
        absent.append("proofs")
    data = verify_page(listed, ("en", language), absent, kept=kept_name(declaration)).encode()
    return ReleaseFile(
        name=VERIFY, what=Message("how to verify these files"), open=lambda: BytesIO(data), text=""
    )


async def build(
    session: Session,
    declaration_id: str,
    wanted: Sequence[ReleaseFor],
    out: Path | SaveTarget,
    *,
    has_looked: bool = False,
    progress: Progress = silent,
) -> tuple[DeclarationRelease, ...]:
    """Write the packs, and enter each in the disclosure register and in the chain of custody.

    Args:
        session: the open vault.
        declaration_id: which.
        wanted: the recipients.
        out: a folder, in which each recipient's files get one of their own, numbered as the entries say; or
            for one recipient alone a ZIP.
        has_looked: a person watched and read what nobody can search.
        progress: of the writing.

    Raises:
        NotFound, InvalidInput: as for `preview`; the name of the file names somebody of the vault, one file
            is to hold what several recipients get, or a folder of another release is there.
        Refused: something stands against a release, nobody looked at what cannot be searched, a party of the
            case is not here yet, or the place is inside a vault.
        ReadOnly: the vault is open to read alone.
        VaultDamaged: a file of the vault was changed; nothing is left of its pack.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; nothing is entered.
    """
    previews = await on_vault(lambda: preview(session, declaration_id, wanted))
    _require_open(previews, has_looked=has_looked)
    _require_apart(out, len(previews))
    await on_vault(lambda: _require_ready(session, declaration_id, out))
    sums = await off_thread(lambda: _written(previews, out, progress))
    return await on_vault(lambda: _entered(session, declaration_id, previews, sums))


def _require_open(previews: Sequence[ReleasePreview], *, has_looked: bool) -> None:
    blocking = [one for shown in previews for one in shown.problems if one.is_blocking]
    if blocking:
        raise Refused(
            in_sequence(dict.fromkeys(one.what for one in blocking)),
            field="release",
            remedy=in_sequence(dict.fromkeys(one.mend for one in blocking)),
        )
    if has_looked:
        return
    unseen = [one for shown in previews for one in shown.problems if one.needs_look]
    if unseen:
        raise Refused(
            in_sequence(dict.fromkeys(one.what for one in unseen)),
            field="looked",
            remedy=in_sequence(dict.fromkeys(one.mend for one in unseen)),
        )


def _require_apart(out: Path | SaveTarget, count: int) -> None:
    """Refuse one file for several recipients: each would learn of the others, and who gets which is lost."""
    if not (isinstance(out, Path) and out.is_dir()):
        if count > 1:
            raise InvalidInput(
                "Several recipients cannot share one file.",
                field="out",
                remedy="Choose a folder, in which each gets one, or build the packs one by one.",
            )
    elif any((out / _folder(number)).exists() for number in range(1, count + 1)):
        raise InvalidInput(
            "In this folder stands a release that was written before.",
            field="out",
            remedy="Choose an empty folder.",
        )


def _require_ready(session: Session, declaration_id: str, out: Path | SaveTarget) -> None:
    declaration = record.find(session, Declaration, declaration_id)
    require_settled(session, record.find(session, Case, declaration.case_id), [declaration])
    session.store.require_writing()  # the files would stay without their entry
    require_neutral(session, out.name)


Hashes = tuple[ReleasedFile, ...]


def _written(
    previews: Sequence[ReleasePreview], out: Path | SaveTarget, progress: Progress
) -> list[tuple[str, Hashes]]:
    """Write the packs; returns of each the hash of its list and the files in it."""
    sums: list[tuple[str, Hashes]] = []
    with ExitStack() as opened:
        packs: list[list[tuple[str, BinaryIO]]] = []
        for at, one in enumerate(previews):
            progress(at, len(previews), Message("preparing the files"))
            files = [(file.name, opened.enter_context(_checked(file))) for file in one.files]
            hashes = tuple(ReleasedFile(name=name, sha256=_digest(data)) for name, data in files)
            listed = "".join(f"{file.sha256}  {file.name}\n" for file in hashes).encode()
            packs.append([*files, (SUMS, BytesIO(listed))])
            sums.append((hashlib.sha256(listed).hexdigest(), hashes))
        progress(len(previews), len(previews), Message("writing the pack"))
        if isinstance(out, Path) and out.is_dir():
            _write_folders(out, packs)
        else:
            with written(out) as file:
                pack_files(file, iter(packs[0]))
    return sums


def _checked(file: ReleaseFile) -> BinaryIO:
    """Return a file from its start, once its bytes are those that the record names."""
    data = file.open()
    if file.sha256 and _digest(data) != file.sha256:
        raise VaultDamaged("The stored file does not match its record.", field=file.document_id)
    return data


def _digest(data: BinaryIO) -> str:
    digest = hashlib.sha256()
    data.seek(0)
    while part := data.read(_PART_BYTES):
        digest.update(part)
    data.seek(0)
    return digest.hexdigest()


def _folder(number: int) -> str:
    return f"release-{number}"


def _write_folders(out: Path, packs: Sequence[Sequence[tuple[str, BinaryIO]]]) -> None:
    refuse_vaults(out / SUMS)
    for number, files in enumerate(packs, start=1):
        folder = out / _folder(number)
        folder.mkdir()
        for name, data in files:
            with written(folder / name) as file:
                data.seek(0)
                copyfileobj(data, file, _PART_BYTES)


def _entered(
    session: Session,
    declaration_id: str,
    previews: Sequence[ReleasePreview],
    sums: Sequence[tuple[str, Hashes]],
) -> tuple[DeclarationRelease, ...]:
    """Enter the packs in the register, and each document that went in its chain of custody."""
    releases = tuple(
        DeclarationRelease(
            id=session.ids(),
            at=session.clock(),
            contact_id=one.recipient.id,
            purpose=one.wanted.purpose,
            condition_id=one.wanted.condition_id,
            reason=one.wanted.reason.strip(),
            sha256=sha256,
            files=hashes,
            decided_by=one.wanted.decided_by,
            decided_on=one.wanted.decided_on,
            folder=_folder(number) if len(previews) > 1 else "",
        )
        for number, (one, (sha256, hashes)) in enumerate(zip(previews, sums, strict=True), start=1)
    )
    was = record.find(session, Declaration, declaration_id)
    recipients: dict[str, list[str]] = {}
    for one in previews:
        for file in one.files:
            if file.document_id:
                recipients.setdefault(file.document_id, []).append(one.recipient.name)
    with session.store.write("declaration.release") as transaction:
        record.replace_seen(transaction, was, replace(was, releases=(*was.releases, *releases)))
        for document_id, names in recipients.items():
            document = record.find(session, Document, document_id)
            noted = document
            for name in names:
                noted = custody.with_step(session, noted, "disclosed", why=name)
            record.replace_seen(transaction, document, noted)
    return releases
