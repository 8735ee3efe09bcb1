"""An answer sheet: what goes into each field of a form, in the form's own order, to be copied by hand."""

from __future__ import annotations

from casebook.base.i18n import Translator
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
    intro = words("Form: {title}. Fields stand in the order of its pages.", title=check.form.title)
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


def _row(answer: FieldAnswer, words: Translator) -> tuple[Line, ...]:
    field = answer.field
    name = f"{answer.number}. {field.label or field.name}"
    value = answer.shown
    if not value:
        value = words("required, no value") if field.is_required else "–"
    return (Span(str(field.page)),), (Span(name),), (Span(value, "plain" if answer.value else "quiet"),)
