"""The styles an office sets for its Word files, kept in the vault."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.structure import read_json
from casebook.domain.base.entity import entity
from casebook.domain.dossier.composition import Composition, DossierPart, Heading, Span, TextParagraph
from casebook.domain.dossier.letters.letter_file import TemplateReport
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base import setting
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.letters.letter_file import bytes_of
from casebook.services.processes.letter_worker import examined

_SETTING = "word.styles"


@entity
class _Kept:
    """The value of the setting."""

    styles: tuple[WordStyle, ...]


def house_styles(session: Session) -> tuple[WordStyle, ...]:
    """What the office sets in place of the program's styles; nothing where it set none."""
    kept = setting.value(session, _SETTING)
    return read_json(_Kept, json.dumps(kept).encode()).styles if isinstance(kept, dict) else ()


def reset(session: Session) -> None:
    """Return to the program's own styles.

    Raises:
        DiskProblem: the disk refuses.
    """
    setting.keep(session, _SETTING, None)


async def take(session: Session, file: Path | OpenedFile) -> tuple[WordStyle, ...]:
    """Take the styles of an office's Word file; dossiers and supplied letters are set in them from then on.

    Raises:
        NotFound: there is no such file.
        DamagedSource: it is no Word file.
        InvalidInput: it sets none of the styles.
        Refused: it was not read.
        DiskProblem: the disk refuses.
    """
    report: TemplateReport = await off_thread(lambda: examined(bytes_of(file)))
    styles = tuple(style for style in report.styles if style != WordStyle(name=style.name))
    if not styles:
        raise InvalidInput(
            "This file sets none of the styles that Casebook uses, or contains what a template must not.",
            field="file",
            remedy="Start from the file that “casebook letter styles --out” writes, and change its styles.",
        )
    kept = asdict(_Kept(styles=styles))
    await on_vault(lambda: setting.keep(session, _SETTING, json.loads(json.dumps(kept))))
    return styles


def write_reference(session: Session, out: Path | SaveTarget) -> None:
    """Write a Word file that shows every style as it is now, to be changed in Word and taken back.

    Raises:
        InvalidInput, Refused, DiskProblem: the file cannot be written there.
    """
    from casebook.formats.docx import write_docx

    part = DossierPart(
        title="Heading 1",
        anchor="part:1",
        blocks=(
            Heading(text="Heading 2"),
            Heading(text="Heading 3", level=3),
            TextParagraph(line=(Span("Numbered paragraph"),), is_numbered=True, reference=(Span("Source"),)),
            TextParagraph(line=(Span("Lettered paragraph"),), style="sub"),
            TextParagraph(line=(Span("Point of a list"),), style="bullet"),
            TextParagraph(line=(Span("Quotation"),), style="quotation"),
            TextParagraph(line=(Span("Running text"),)),
        ),
    )
    whole = Composition(title="Styles", language="en", parts=(part,), has_index=False)
    data = write_docx(whole, house_styles(session))
    put(data, out)
