"""The paper of a declaration: to be signed by hand, or printed again from the sealed record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.declaration.seal import ANNEX_LINES, is_as_printed
from casebook.domain.dossier.client_papers.paper_template import DRAFTS
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    FormField,
    FormFields,
    Heading,
    Span,
    TextParagraph,
)
from casebook.domain.dossier.paper import Paper
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.absence import require_settled
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import signing
from casebook.services.declaration.declaration_text import grouped, in_english, is_untranslated, text_of
from casebook.services.dossier.client_papers.paper_sheet import paper_sheet
from casebook.services.dossier.client_papers.paper_text import PaperText
from casebook.services.dossier.client_papers.paper_wording import PaperWording

FILE_NAME = "declaration.pdf"
"""Name of the file, which says its kind and names nobody."""
_NOT_SIGNED = (
    "The person signed this declaration in Chinese. This is its wording in English, as supplied with the "
    "program, without a certificate of a translator: it was not signed, and the Chinese text prevails."
)
_NO_SIGNATURE_HERE = (
    "That it was signed is as recorded. No scan of the signed paper goes with it, and nothing in this pack "
    "bears a signature."
)
_SCAN_GOES_ALONG = gettext_noop("The signed paper itself was scanned; the scan goes with it.")
_SCAN_STAYS = gettext_noop("The signed paper itself was scanned; the scan does not go with it.")
_NO_SCAN = gettext_noop("No scan of the signed paper is kept with it.")
_NOT_SIGNED_HEAD = "English wording, not signed"
_BY_TRANSLATOR = (
    FormField(label="Translation into English of the person's own words", lines=8),
    FormField(label="Translator: name, signature, and date", lines=2),
)


@entity
class DeclarationPaper:
    """A declaration as its paper says it.

    Attributes:
        texts: its lines in order.
    """

    declaration: Declaration
    wording: PaperWording
    texts: tuple[PaperText, ...]

    @property
    def may_be_signed(self) -> bool:
        """Return whether it has lines for signatures; a sealed one was signed."""
        return self.wording.may_be_signed and not self.declaration.is_sealed

    @property
    def main(self) -> DeclarationPaper:
        """Return it without its annex."""
        return replace(self, texts=tuple(one for one in self.texts if one.line.id not in ANNEX_LINES))

    @property
    def annex(self) -> DeclarationPaper:
        """Return its annex alone; without a line where it has none."""
        return replace(self, texts=tuple(one for one in self.texts if one.line.id in ANNEX_LINES))


def draft(session: Session, declaration_id: str) -> DeclarationPaper:
    """Return the paper as it would be written, in memory alone.

    Raises:
        NotFound: there is no such declaration.
    """
    declaration = declarations.named(session, declaration_id)
    wording, texts = text_of(session, declaration)
    return DeclarationPaper(declaration=declaration, wording=wording, texts=texts)


async def write(
    session: Session, declaration_id: str, out: Path | SaveTarget, *, size: Paper = "A4"
) -> tuple[DeclarationPaper, str]:
    """Write the paper as a PDF; returns it with the SHA-256 of the file, in lower-case hex.

    The words of a draft that is for signature are kept as they are printed: these are signed afterwards.

    Raises:
        NotFound: there is no such declaration.
        ReadOnly: it is a draft for signature, and the vault is open to read alone.
        InvalidInput: the name of the file names somebody of the vault, or ends otherwise.
        Refused: a party of the case is not here yet, or another case has its reference.
        DiskProblem: the disk refuses; nothing is left.
    """
    target = _target_of(out)
    await on_vault(lambda: require_neutral(session, target.name))
    drafted = await on_vault(lambda: _for_print(session, declaration_id))
    data = await off_thread(lambda: as_pdf(drafted, size))
    await off_thread(lambda: put(data, target))
    return drafted, hashlib.sha256(data).hexdigest()


async def pdf_of(session: Session, declaration_id: str, *, size: Paper = "A4") -> bytes:
    """Return the paper as a PDF, to be printed; its words are kept as `write` keeps them.

    Raises:
        NotFound: there is no such declaration.
        ReadOnly: it is a draft for signature, and the vault is open to read alone.
        Refused: a party of the case is not here yet, or another case has its reference.
    """
    drafted = await on_vault(lambda: _for_print(session, declaration_id))
    return await off_thread(lambda: as_pdf(drafted, size))


def _for_print(session: Session, declaration_id: str) -> DeclarationPaper:
    """Return the paper once what it says is kept."""
    declaration = declarations.named(session, declaration_id)
    require_settled(session, record.find(session, Case, declaration.case_id), [declaration])
    signing.printed(session, declaration_id)
    return draft(session, declaration_id)


def _target_of(out: Path | SaveTarget) -> Path | SaveTarget:
    """Return the file: in a folder it is named by its kind."""
    target = out / FILE_NAME if isinstance(out, Path) and out.is_dir() else out
    if isinstance(target, Path) and target.suffix.lower() != ".pdf":
        raise InvalidInput(
            Message("The name of this file must end in {ending}.", ending=".pdf"),
            field="out",
            remedy="Change the ending.",
        )
    return target


def as_pdf(
    paper: DeclarationPaper, size: Paper, *, is_english: bool = False, has_scan: bool = False
) -> bytes:
    """Return the PDF of a declaration, its annex on its own sheets: with lines to sign where it is a draft.

    Args:
        paper: the declaration.
        size: of the pages.
        is_english: whether the English is printed by itself.
        has_scan: whether the scan of the signed paper goes with it.
    """
    from casebook.pdf.bundle.fillable_sheet import set_fillable

    wording, texts = paper.wording, list(paper.texts)
    if is_english:
        wording, texts = in_english(wording, texts)
    if paper.declaration.is_sealed:
        texts = [one for one in texts if one.line.kind != "signature"]
    shown = replace(paper, texts=tuple(texts))
    sheets = [paper_sheet(wording, one.texts, size) for one in (shown.main, shown.annex) if one.texts]
    sheet = sheets[0]
    if len(sheets) > 1:
        sheet = replace(sheet, parts=(*sheet.parts, replace(sheets[1].parts[0], anchor="annex")))
    if is_english:
        sheet = _with_notice(sheet, paper, has_scan=has_scan)
    if paper.declaration.is_sealed:
        about_scan = _SCAN_GOES_ALONG if has_scan else _SCAN_STAYS if paper.declaration.scan_id else _NO_SCAN
        sheet = _with_seal(
            sheet, paper.declaration, Translator(wording.beside), "" if is_english else about_scan
        )
    elif paper.may_be_signed and is_as_printed(paper.declaration):
        sheet = _with_code(sheet, paper.declaration, Translator(wording.beside))
    return set_fillable(sheet)


def _with_notice(sheet: Composition, paper: DeclarationPaper, *, has_scan: bool) -> Composition:
    """Return the English sheet with what was signed instead, and room for a translator where it is needed."""
    part = sheet.parts[0]
    signature = _SCAN_GOES_ALONG if has_scan else _NO_SIGNATURE_HERE
    notices = (_NOT_SIGNED, signature) if paper.declaration.is_sealed else (_NOT_SIGNED,)
    blocks: list[Block] = [*(TextParagraph(line=(Span(one, "bold"),)) for one in notices), *part.blocks]
    if any(map(is_untranslated, paper.texts)):
        blocks.append(FormFields(rows=_BY_TRANSLATOR))
    return replace(
        sheet,
        running_head=f"{sheet.running_head} · {_NOT_SIGNED_HEAD}",
        parts=(replace(part, blocks=tuple(blocks)), *sheet.parts[1:]),
    )


def _with_code(sheet: Composition, declaration: Declaration, words: Translator) -> Composition:
    """Return the sheet with the code of what it says at the head of every page."""
    code = words("code of this paper: {code}", code=declaration.paper_code)
    hashed = words(
        "SHA-256 of what this paper says: {hash}. Its first letters are its code. Keep the "
        "paper: its code is "
        "asked for when the signature is recorded.",
        hash=grouped(declaration.printed_sha256),
    )
    part = sheet.parts[0]
    blocks = (*part.blocks, TextParagraph(line=(Span(hashed),)))
    return replace(
        sheet,
        running_head=f"{sheet.running_head} · {code}",
        parts=(replace(part, blocks=blocks), *sheet.parts[1:]),
    )


def _with_seal(
    sheet: Composition, declaration: Declaration, words: Translator, about_scan: str
) -> Composition:
    """Return the sheet with what was recorded when the declaration was signed, and what is said of a scan."""
    lines: Sequence[str] = [
        words("The declaration was signed on {day}.", day=words.format_date(declaration.signed_on))
        if declaration.signed_on
        else "",
        words(about_scan) if about_scan else "",
        words(
            "Printed for signature on {printed}, with the code {code}. Entered on {entered}, and "
            "sealed then: "
            "both days are of the clock of the computer.",
            printed=words.format_date(declaration.printed_on),
            code=declaration.paper_code,
            entered=words.format_date(declaration.entered_on),
        )
        if declaration.printed_on and declaration.entered_on
        else words("The day it was entered was not sealed."),
        words(
            "This page was printed from the sealed record. Its seal (SHA-256) is {seal}.",
            seal=grouped(declaration.seal),
        ),
        words(
            "Sentences written by hand on the signed paper, by the person, an interpreter or a witness, are "
            "not in the sealed record and are missing here."
        ),
    ]
    lines = [*lines, _translation(declaration, words), _withdrawal(declaration, words)]
    part = sheet.parts[0]
    blocks = (
        *part.blocks,
        Heading(text=words("Signature and seal")),
        *(TextParagraph(line=(Span(one),)) for one in lines if one),
    )
    return replace(sheet, parts=(replace(part, blocks=blocks), *sheet.parts[1:]))


def _translation(declaration: Declaration, words: Translator) -> str:
    """Return that an earlier paper does not say whether its translation was checked, else ""."""
    if declaration.language not in DRAFTS or any(one.id == "translation" for one in declaration.words):
        return ""
    return words(
        "The sealed record does not say when the translation of the standard wording was checked, or by whom."
    )


def _withdrawal(declaration: Declaration, words: Translator) -> str:
    """Return whether the person took it back, "" where nothing of that is recorded."""
    if declaration.is_withdrawn:
        return words("The person took it back and was free to do so, as it is recorded.")
    if declaration.withdrawals:
        return words("It is said that the person took it back; it is not shown that they were free to do so.")
    return ""
