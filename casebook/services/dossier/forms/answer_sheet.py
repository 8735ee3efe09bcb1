"""An answer sheet: what goes into each field of a form, in the form's own order, to be copied by hand."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.base.file_name import shown_name
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Line,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.dossier.form_check import FieldAnswer, FormCheck, refusal_of


def answer_sheet(check: FormCheck) -> Composition:
    """Return the sheet as one part without cover and index, in the language of the form."""
    words = Translator(check.form.language)
    title = words("Answers for a form")
    intro = words(
        "Form: {title}. Fields stand in the order of its pages.", title=_printable(check.form.title)
    )
    reason = refusal_of(check.form)
    blocks: list[Block] = [TextParagraph(line=(Span(intro),))]
    if reason:
        blocks.append(TextParagraph(line=(Span(words(reason), "quiet"),)))
    blocks.append(
        TextTable(
            head=(words("Page"), words("Field"), words("Value")),
            rows=tuple(_row(answer, words) for answer in check.answers),
            widths=(0.1, 0.4, 0.5),
        )
    )
    part = DossierPart(title=title, anchor="answer-sheet", blocks=tuple(blocks))
    return Composition(title=title, language=words.language, parts=(part,), has_index=False)


def _printable(text: str) -> str:
    """Return a text of the file with its hidden characters as signs that a font has: <U+202E>."""
    return shown_name(" ".join(text.split())).replace("⟨", "<").replace("⟩", ">")


def _row(answer: FieldAnswer, words: Translator) -> tuple[Line, ...]:
    field = answer.field
    name = f"{answer.number}. {_printable(field.label or field.name)}"
    value = _printable(answer.shown) if field.choices else answer.shown
    if not value:
        value = words("required, no value") if field.is_required else "–"
    return (Span(str(field.page)),), (Span(name),), (Span(value, "plain" if answer.value else "quiet"),)
