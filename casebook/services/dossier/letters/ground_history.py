"""A decision that a ground names and that must not be cited without its later history gets it in a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.composition import Block, Span, TextParagraph
from casebook.domain.dossier.text_numbering import lines_of
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import citable
from casebook.services.dossier.sections.later_history import Histories, with_histories


def with_later_history(session: Session, grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """Return grounds with what became of each decision, at the end of the first paragraph that names it."""
    if not any(ground.text for ground in grounds):
        return tuple(grounds)
    histories = Histories(citable(session))
    return tuple(replace(ground, text=_with_history(ground.text, histories)) for ground in grounds)


def _with_history(text: str, histories: Histories) -> str:
    paragraphs: tuple[Block, ...] = tuple(TextParagraph(line=(Span(one),)) for one in text.split("\n\n"))
    whole = with_histories(paragraphs, histories, Translator("en"))
    texts: list[str] = []
    for line in (line for block in whole for line in lines_of(block) if line):
        words = "".join(span.text for span in line)
        if line[0].emphasis == "quiet" and texts:  # an aside of its own number would read as an allegation
            texts[-1] = f"{texts[-1]} ({words.rstrip('.')}.)"
        else:
            texts.append(words)
    return "\n\n".join(texts)
