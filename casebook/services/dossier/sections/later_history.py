"""Makes sure that every cited decision is printed with its later history.

What the program cites goes through `domain.library.citation`. What a person types, and whatever else reaches
the text, is searched here for those decisions (`decision_mention`): a section that names one without
saying what became of it gets a paragraph that does, and a finished text that still does not is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.dossier.composition import Block, Composition, DossierPart, Span, TextParagraph
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.library.history import (
    Citable,
    history_in_language,
    needs_history,
    printed_history,
    states_nothing_later,
)
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.dossier.sections.decision_mention import DayMarks, mark_pattern, marks, spaced


class Histories:
    """The decisions that must not be named without their later history, by the numbers they are known by."""

    def __init__(self, authorities: Iterable[Citable]) -> None:
        held = tuple(authorities)
        plain = {mark for authority in held if not needs_history(authority) for mark in marks(authority)}
        self._judged = tuple(each for each in held if needs_history(each) and _tells(each))
        self._by_mark: dict[str, list[Citable]] = {}
        for authority in self._judged:
            for mark in marks(authority) - plain:
                self._by_mark.setdefault(mark, []).append(authority)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return mark_pattern(self._by_mark)

    @cached_property
    def _days(self) -> tuple[DayMarks, DayMarks]:
        """By the day alone those that stop a filing; the others also by court and month, as a table lists."""
        barred = [each for each in self._judged if each.cite_use == "do-not-cite"]
        others = [each for each in self._judged if each.cite_use != "do-not-cite"]
        return DayMarks(barred), DayMarks(others, has_months=True)

    def named_in(self, texts: Iterable[str]) -> tuple[tuple[str, Citable], ...]:
        """The decisions that texts name, each history once, with what was found."""
        whole = spaced("\n".join(texts))
        found = dict.fromkeys(self._pattern.findall(whole))
        by_number = ((mark, each) for mark in found for each in self._by_mark[mark])
        by_day = (pair for days in self._days for pair in days.named_in(whole))
        named = (*by_day, *by_number)
        return tuple({each.history: (mark, each) for mark, each in named}.values())

    def missing_in(self, texts: Iterable[str], words: Translator) -> tuple[tuple[str, Citable], ...]:
        """Those of them whose later history the same texts tell neither in their language nor in English."""
        held = list(texts)
        whole = spaced("\n".join(held))
        return tuple(each for each in self.named_in(held) if not _is_stated(each[1], whole, words))


def _tells(authority: Citable) -> bool:
    """Return whether a decision has a later history, known or not; what is not known is not printed."""
    return bool(authority.history) and not states_nothing_later(authority.history)


def _is_stated(authority: Citable, whole: str, words: Translator) -> bool:
    forms = (printed_history(authority), history_in_language(authority, words))
    return any(spaced(form) in whole for form in forms)


def with_histories(blocks: tuple[Block, ...], histories: Histories, words: Translator) -> tuple[Block, ...]:
    """The blocks of a section, with what became of decisions it names below the first that names each.

    A later history may itself name a decision that has one, so it is looked through as well.
    """
    while missing := {
        printed_history(each): (mark, each) for mark, each in histories.missing_in(_texts(blocks), words)
    }:
        noted: list[Block] = []
        for block in blocks:
            wanted = [
                pair
                for pair in histories.named_in(_texts((block,)))
                if missing.pop(printed_history(pair[1]), None)
            ]
            noted += _completed(block, wanted, words)
        blocks = tuple(noted)
        for pair in missing.values():  # two blocks together name it, such as a court and the day below it
            blocks = _with_day(blocks, pair, words)
    return blocks


def _completed(block: Block, named: Sequence[tuple[str, Citable]], words: Translator) -> Iterator[Block]:
    """Yield a block with what became of the decisions it names: in it where it is a paragraph, else below."""
    if not named:
        yield block
    elif isinstance(block, TextParagraph) and block.reference:
        yield _with_reference(block, named, words)
    elif isinstance(block, TextParagraph) and block.style != "quotation":
        spans = (replace(span, text=words.bracketed("", span.text)) for span in _spans(named, words))
        yield replace(block, line=(*block.line, *spans))
    else:
        yield block
        yield from (TextParagraph(line=(span,)) for span in _spans(named, words))


def _with_day(blocks: tuple[Block, ...], pair: tuple[str, Citable], words: Translator) -> tuple[Block, ...]:
    """Return blocks with the history of a decision at the last that names its day, else at the end."""
    day = pair[0].rpartition(", ")[2]
    at = [place for place, block in enumerate(blocks) if day in spaced("\n".join(_texts((block,))))]
    if not at:
        return (*blocks, *(TextParagraph(line=(span,)) for span in _spans([pair], words)))
    return (*blocks[: at[-1]], *_completed(blocks[at[-1]], [pair], words), *blocks[at[-1] + 1 :])


def require_histories(composition: Composition, histories: Histories) -> None:
    """Require that every section states the later history of the decisions it names.

    Raises:
        Refused: one does not.
    """
    words = Translator(composition.language)
    for part in composition.parts:
        missing = histories.missing_in(_texts(part.blocks), words)
        if missing:
            raise Refused(
                Message(
                    "The section “{section}” names a decision without its later history: {decisions}. "
                    "No file was written.",
                    section=part.title,
                    decisions=tuple(sorted(mark for mark, _ in missing)),
                ),
                field="section",
                remedy="Cite the decision from the library, which adds its later history.",
            )


def forbidden(blocks: tuple[Block, ...], histories: Histories) -> Iterator[FilingProblem]:
    """A problem where a section names a decision that is not to be cited."""
    named = histories.named_in(_texts(blocks))
    marks = sorted(mark for mark, authority in named if authority.cite_use == "do-not-cite")
    if marks:
        yield FilingProblem(
            check="history",
            page=0,
            what=Message(
                "A section names a decision that must not be cited: {decisions}.", decisions=tuple(marks)
            ),
            is_blocking=True,
            rule=Message("A decision that was annulled or could not be read is no authority."),
            mend=Message("Remove it from the text."),
        )


def _spans(named: Iterable[tuple[str, Citable]], words: Translator) -> Iterator[Span]:
    return (_later(mark, authority, words) for mark, authority in named)


def _with_reference(
    block: TextParagraph, named: Iterable[tuple[str, Citable]], words: Translator
) -> TextParagraph:
    """Return a paragraph with the histories behind its sources, where the reader looks for them."""
    spans = (span for later in _spans(named, words) for span in (Span(" · "), later))
    return replace(block, reference=(*block.reference, *spans))


def _later(mark: str, authority: Citable, words: Translator) -> Span:
    name = f"{authority.title} ({mark})" if mark.startswith(f"{authority.court}, ") else mark
    opening = words("Later history of {decision}", decision=name)
    return Span(words.labelled(opening, history_in_language(authority, words)), emphasis="quiet")


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    part = DossierPart(title="", anchor="", blocks=blocks)
    return texts_of(Composition(title="", running_head="", language="en", parts=(part,)))
