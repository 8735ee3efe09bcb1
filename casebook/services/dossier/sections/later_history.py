"""Makes sure that every cited decision is printed with its later history.

What the program cites goes through `domain.library.citation`. What a person types, and whatever else reaches
the text, is searched here for the numbers and parties of those decisions: a section that names one without
saying what became of it gets a paragraph that does, and a finished text that still does not is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.dossier.composition import Block, Composition, DossierPart, Span, TextParagraph
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.domain.library.history import Citable, needs_history
from casebook.services.dossier.pseudonymised_text import texts_of

_LEAST = 6
"""Minimum length; shorter numbers, such as "1799", have too many other meanings."""
_PARTS = re.compile(r"[;()]|(?<!\d), | and (?=[A-Z0-9])")
_PLAIN_NUMBER = re.compile(r"[\d.,\s]+")
_LEADING = re.compile(r"^(?:communication |application )?[Nn]os?\. (?=\d)")
_PARTIES = re.compile(r"\w.* v\.? .*\w")


class Histories:
    """The decisions that must not be named without their later history, by the numbers they are known by."""

    def __init__(self, authorities: Iterable[Citable]) -> None:
        held = tuple(authorities)
        plain = {mark for authority in held if not needs_history(authority) for mark in _marks(authority)}
        self._by_mark: dict[str, dict[str, Citable]] = {}
        for authority in filter(needs_history, held):
            for mark in _marks(authority) - plain:
                self._by_mark.setdefault(mark, {})[authority.history] = authority

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        marks = sorted(self._by_mark, key=len, reverse=True)
        return re.compile(r"(?<![\w/.-])(?:" + "|".join(map(re.escape, marks)) + r")(?![\w/])")

    def named_in(self, texts: Iterable[str]) -> dict[str, Citable]:
        """The decisions that texts name, by the number first found."""
        if not self._by_mark:
            return {}
        whole = _spaced("\n".join(texts))
        found = Counter(self._pattern.findall(whole))
        named = {mark: authority for mark in found for authority in self._by_mark[mark].values()}
        return dict({authority.history: (mark, authority) for mark, authority in named.items()}.values())

    def missing_in(self, texts: Iterable[str]) -> dict[str, Citable]:
        """Return those whose later history is not in the same texts."""
        held = list(texts)
        whole = _spaced("\n".join(held))
        return {
            mark: authority
            for mark, authority in self.named_in(held).items()
            if _spaced(authority.history) not in whole
        }


def with_histories(blocks: tuple[Block, ...], histories: Histories, words: Translator) -> tuple[Block, ...]:
    """The blocks of a section, and below them what became of decisions it names without saying so.

    A later history may itself name a decision that has one, so it is looked through as well.
    """
    while missing := histories.missing_in(_texts(blocks)):
        blocks = (*blocks, *(_paragraph(mark, authority, words) for mark, authority in missing.items()))
    return blocks


def require_histories(composition: Composition, histories: Histories) -> None:
    """Require that every section states the later history of the decisions it names.

    Raises:
        Refused: one does not.
    """
    for part in composition.parts:
        missing = histories.missing_in(_texts(part.blocks))
        if missing:
            raise Refused(
                Message(
                    "The section “{section}” names a decision without its later history: {decisions}. "
                    "No file was written.",
                    section=part.title,
                    decisions=tuple(sorted(missing)),
                ),
                field="section",
                remedy="Cite the decision from the library, which adds its later history.",
            )


def forbidden(blocks: tuple[Block, ...], histories: Histories) -> Iterator[PreflightProblem]:
    """A problem where a section names a decision that is not to be cited."""
    named = histories.named_in(_texts(blocks))
    marks = sorted(mark for mark, authority in named.items() if authority.cite_use == "do-not-cite")
    if marks:
        yield PreflightProblem(
            check="history",
            page=0,
            what=Message(
                "A section names a decision that must not be cited: {decisions}.", decisions=tuple(marks)
            ),
            is_blocking=True,
            rule=Message("A decision that was annulled or could not be read is no authority."),
            mend=Message("Remove it from the text."),
        )


def _paragraph(mark: str, authority: Citable, words: Translator) -> TextParagraph:
    opening = words("Later history of {decision}", decision=mark)
    return TextParagraph(line=(Span(f"{opening}: ", emphasis="bold"), Span(authority.history)))


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    part = DossierPart(title="", anchor="", blocks=blocks)
    return texts_of(Composition(title="", running_head="", language="en", parts=(part,)))


def _marks(authority: Citable) -> set[str]:
    """What a decision is known by in a text: its numbers, its ECLI, and its parties."""
    parts = (_LEADING.sub("", part.strip()) for part in _PARTS.split(authority.number))
    numbers = {
        _spaced(mark)
        for mark in (*parts, authority.ecli)
        if len(mark) >= _LEAST and re.search(r"\d", mark) and not _PLAIN_NUMBER.fullmatch(mark)
    }
    return numbers | ({_spaced(authority.title)} if _PARTIES.fullmatch(authority.title) else set())


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)
