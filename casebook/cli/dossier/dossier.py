"""``dossier kinds|draft|list|show|edit|build|diff|certificate``: every copy is registered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, get_args

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import Counter, answer, pairs, table, with_problems
from casebook.cli.base.choice import one_of
from casebook.cli.base.key import Json, KeyFile, Vault, passphrase, reading, unlocked
from casebook.cli.base.typed import Document, Set, values
from casebook.cli.dossier.bundle import BLOCKING
from casebook.cli.dossier.certificate import EPILOG as CERTIFICATE
from casebook.cli.dossier.certificate import DossierId, certificate
from casebook.domain.dossier.build import BuildRequest, CopyKind, FileFormat
from casebook.domain.dossier.dossier import Dossier, DossierKind
from casebook.domain.dossier.output_layout import Additions, ShapeKind
from casebook.domain.person.person import Purpose
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier as dossiers

Out = Annotated[
    Path, typer.Option("--out", help="PDF to write; of several files, a folder or .zip.", show_default=False)
]
CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="Id or reference of the case.", show_default=False)
]
KINDS: tuple[DossierKind, ...] = get_args(DossierKind)
For = Annotated[str, typer.Option("--for", help="Who this copy is for; goes into the register.")]
Profile = Annotated[str, typer.Option("--profile", metavar="ID", help="Of the forum, in place of its own.")]
COPIES: tuple[CopyKind, ...] = get_args(CopyKind)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
Copy = Annotated[str, typer.Option("--copy", metavar="KIND", help=f"Which: {', '.join(COPIES)}.")]
For_ = Annotated[str, typer.Option("--purpose", help=f"Consented to: {', '.join(PURPOSES)}.")]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
Format = Annotated[str, typer.Option("--format", help="pdf, or docx for the text parts alone.")]
LockFile = Annotated[
    Path | None, typer.Option("--lock-file", help="File with a passphrase that locks the PDF (AES-256).")
]
Reviewed = Annotated[
    list[str] | None,
    typer.Option(
        "--reviewed", metavar="MARK:PAGES", help="Pages without text you looked at, such as 3:1-2; repeat it."
    ),
]
SHAPES: tuple[ShapeKind, ...] = get_args(ShapeKind)
ADDITIONS: tuple[Additions, ...] = get_args(Additions)
ShapeOption = Annotated[
    str, typer.Option("--shape", help=f"Files: {', '.join(SHAPES)}; as the forum takes them by itself.")
]
Placeholder = Annotated[
    list[str] | None,
    typer.Option(
        "--placeholder", metavar="MARK", help="Exhibit left out, with a page in its place; repeat it."
    ),
]
PdfA = Annotated[bool, typer.Option("--pdf-a", help="PDF/A-2b, as far as the exhibits are.")]
PartMb = Annotated[int, typer.Option("--part-mb", min=0, help="Most megabytes of a part; 0 for the forum's.")]
Continues = Annotated[
    str, typer.Option("--continues", metavar="BUILD", help="Build that went out; its page numbers stay.")
]
AdditionsOption = Annotated[
    str, typer.Option("--additions", help=f"Where late exhibits go: {', '.join(ADDITIONS)}.")
]
OldBuild = Annotated[str, typer.Argument(metavar="OLD", help="Id of a build.", show_default=False)]
NewBuild = Annotated[str, typer.Argument(metavar="NEW", help="Id of a later one.", show_default=False)]
EDIT = "Example: casebook dossier edit VAULT ID --set references_at=foot --set language=fr"
_PAGES = re.compile(r"(?P<mark>[^:]+):(?P<first>\d+)(?:-(?P<last>\d+))?")


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Dossiers and what was built from them.", no_args_is_help=True)
    group.command("kinds", epilog="Example: casebook dossier kinds --json")(kinds)
    group.command("draft", epilog='Example: casebook dossier draft VAULT CASE --title "Appeal"')(draft)
    group.command("list", epilog="Example: casebook dossier list VAULT --json")(list_)
    group.command("show", epilog="Example: casebook dossier show VAULT ID --json")(show)
    group.command("edit", epilog=EDIT)(edit)
    group.command("build", epilog="Example: casebook dossier build VAULT ID --out dossier.pdf")(build)
    group.command("diff", epilog="Example: casebook dossier diff VAULT OLD NEW --json")(diff)
    group.command("certificate", epilog=CERTIFICATE)(certificate)
    app.add_typer(group, name="dossier")


def kinds(json: Json = False) -> None:
    """What kinds of dossier there are, and what each is for."""
    rows = [
        {"id": template.id, "about": template.about, "profile": template.profile_id}
        for template in dossiers.templates()
    ]
    cells = [[row["id"], row["about"]] for row in rows]
    answer({"rows": rows}, table(["id", "about"], cells), json_wanted=json)


def draft(
    vault: Vault,
    case_name: CaseName,
    title: Annotated[str, typer.Option("--title", help="What stands on its cover.", show_default=False)],
    kind: Annotated[str, typer.Option("--kind", help=f"Which: {', '.join(KINDS)}.")] = "hearing-dossier",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Put a first dossier of a case together."""
    with unlocked(vault, passphrase_file) as session:
        case_id = case.named(session, case_name).id
        dossier = dossiers.draft(session, case_id, title, one_of(kind, KINDS, "kind"))
    shown = asdict(dossier)
    answer(shown, pairs(shown), json_wanted=json)


def list_(vault: Vault, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """The dossiers in the vault."""
    with reading(vault, passphrase_file) as session:
        rows = record.every(session, Dossier)
    words = table(["id", "kind", "title"], [[dossier.id, dossier.kind, dossier.title] for dossier in rows])
    answer({"rows": rows}, words, json_wanted=json)


def show(vault: Vault, dossier_id: DossierId, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """A dossier and its register of builds."""
    with reading(vault, passphrase_file) as session:
        dossier = asdict(record.find(session, Dossier, dossier_id))
        dossier["builds"] = builds.of_dossier(session, dossier_id)
    answer(dossier, pairs(dossier), json_wanted=json)


def edit(
    vault: Vault,
    dossier_id: DossierId,
    document: Document = "",
    set_: Set = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Set its title, forum, language, cover, or where its references stand: text or foot."""
    typed = values(Dossier, document, set_)
    with unlocked(vault, passphrase_file) as session:
        dossier = asdict(dossiers.change_settings(session, dossier_id, typed))
    answer(dossier, pairs(dossier), json_wanted=json)


def build(  # noqa: PLR0913, PLR0917 - the options of a verb
    vault: Vault,
    dossier_id: DossierId,
    out: Out,
    profile: Profile = "",
    copy: Copy = "filing",
    purpose: For_ = "court",
    for_whom: For = "",
    file_format: Format = "pdf",
    lock_file: LockFile = None,
    pdf_a: PdfA = False,
    reviewed: Reviewed = None,
    shape: ShapeOption = "",
    part_mb: PartMb = 0,
    continues: Continues = "",
    additions: AdditionsOption = "",
    placeholder: Placeholder = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Build a copy of a dossier in the files its forum takes, check it, and register it."""
    request = _of(dossier_id, profile, for_whom, continues)
    request = replace(request, part_mb=part_mb, is_archived=pdf_a)
    request = _of_words(request, copy, purpose, file_format, shape, additions)
    request = replace(request, passphrase=_lock(lock_file), reviewed=_pages(reviewed or []))
    request = replace(request, placeholders=frozenset(placeholder or ()))
    with unlocked(vault, passphrase_file) as session:
        report = run_in_line(builds.build(session, request, out, progress=Counter()))
    answer(report, with_problems(_told(out, report), report.problems), json_wanted=json)
    if not report.build.is_ready:
        raise typer.Exit(BLOCKING)


def _of(dossier_id: str, profile: str, for_whom: str, continues: str) -> BuildRequest:
    return BuildRequest(dossier_id=dossier_id, profile_id=profile, for_whom=for_whom, continues=continues)


def _lock(lock_file: Path | None) -> str:
    return passphrase(lock_file) if lock_file else ""


def _of_words(
    request: BuildRequest, copy: str, purpose: str, file_format: str, shape: str, additions: str
) -> BuildRequest:
    """The request with what is chosen among words."""
    return replace(
        request,
        copy_kind=one_of(copy, COPIES, "copy"),
        purpose=one_of(purpose, PURPOSES, "purpose"),
        file_format=one_of(file_format, FORMATS, "format"),
        shape=one_of(shape, SHAPES, "shape") if shape else "",
        additions=one_of(additions, ADDITIONS, "additions") if additions else "",
    )


def _told(out: Path, report: builds.BuildReport) -> str:
    build = report.build
    lines = (f"\n  {file.name}: {_count(file.pages)}SHA-256 {file.sha256}" for file in build.files)
    return f"{out}: {_count(build.pages)}SHA-256 {build.sha256}{''.join(lines)}"


def diff(
    vault: Vault, old: OldBuild, new: NewBuild, passphrase_file: KeyFile = None, json: Json = False
) -> None:
    """What is new, changed, moved or gone between two builds of the register."""
    with reading(vault, passphrase_file) as session:
        rows = builds.compare(session, old, new)
    cells = [
        [
            difference.state,
            difference.mark,
            difference.title,
            _range(difference.old_numbers),
            _range(difference.new_numbers),
        ]
        for difference in rows
    ]
    answer({"rows": rows}, table(["what", "mark", "title", "before", "now"], cells), json_wanted=json)


def _count(pages: int) -> str:
    """How many pages; a Word file has none of its own."""
    return f"{pages} pages, " if pages else ""


def _range(numbers: tuple[str, str]) -> str:
    first, last = numbers
    return first if first == last else f"{first}-{last}"


def _pages(names: Sequence[str]) -> dict[str, frozenset[int]]:
    pages: dict[str, frozenset[int]] = {}
    for one in names:
        read = _PAGES.fullmatch(one)
        if read is None:
            raise InvalidInput(
                "Pages that were reviewed are named as MARK:PAGES.", field="reviewed", remedy="Such as 3:1-2."
            )
        first, last = int(read["first"]), int(read["last"] or read["first"])
        pages[read["mark"]] = pages.get(read["mark"], frozenset()) | frozenset(range(first, last + 1))
    return pages
