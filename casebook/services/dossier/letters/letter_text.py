"""Texts of a case as a letter prints them: with references that its recipient can follow, and no others.

A text of the case refers to exhibits and to parts of a dossier. A letter names an exhibit that it encloses;
of a reference beside a sentence to anything else nothing is printed. Where such a reference is part of a
sentence, a place is left open for a person to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from casebook.base.i18n import Translator
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.ground import Ground
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.letter import LetterKind
from casebook.domain.dossier.letters.letter_file import FilledLine, Values

_BESIDE = re.compile(r"\s*\((?P<all>(?:\[\[[^\]]*\]\][;, ]*)+)\)")
_ASIDE = re.compile(r"\s*\((?:[^()\[\]]*\[\[[^\]]*\]\])+[^()\[\]]*\)")
"""Words in parentheses that refer to something: left out where a recipient cannot follow them."""
_WITHIN = re.compile(r"\[\[(?P<refers>[^\]]*)\]\]")
_EXHIBIT = re.compile(r"(?P<mark>[^#@=?].*?)(?:\s+p\.\s*(?P<page>\d+))?")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\[])")
_WITH_ARTICLE = (
    *("People", "Republic", "Kingdom", "United"),
    *("Administrative", "Asylum", "Court", "District", "Federal", "High", "Immigration", "Supreme", "Upper"),
)
PARAGRAPH = "\a"
"""Ends a paragraph inside a value: docxtpl begins the next one there, in the same style."""
LOST = "sentence that refers to a part of the dossier"


def spoken(tags: Iterable[str], words: Translator) -> str:
    """Return languages as they are spoken: what they are written in is no matter of an interpreter."""
    return ", ".join(dict.fromkeys(filter(None, map(words.spoken_language, tags))))


def letter_text(text: str, marks: Iterable[str]) -> str:
    """Return a text as a letter prints it.

    Args:
        text: as the case has it, with ``[[...]]``.
        marks: numbers of the exhibits that go with the letter.
    """
    enclosed = frozenset(marks)
    beside = _BESIDE.sub(lambda match: _named_beside(match["all"], enclosed), text)
    sentences = _SENTENCES.split(" ".join(beside.split()))
    return " ".join(_sentence(one, enclosed) for one in sentences)


def joined_text(text: str, marks: Iterable[str] = ()) -> str:
    """Return a text of several paragraphs, each of which becomes one of the letter."""
    texts = (letter_text(one, marks) for one in text.split("\n\n"))
    return PARAGRAPH.join(one for one in texts if one)


def blank_text(text: str, marks: Iterable[str]) -> str:
    """Return what a person wrote into a blank: its references to exhibits resolved, each paragraph its own.

    Args:
        text: as it was written, with ``[[4 p.2]]`` for a page of an exhibit.
        marks: numbers of the exhibits that go with the letter.
    """
    return joined_text(text, marks) if "[[" in text or "\n\n" in text else text


def with_article(name: str) -> str:
    """Return a State or an English court as it stands inside a sentence."""
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


def is_for_another(ground: Ground, kind: LetterKind, proceedings: Iterable[Proceeding]) -> bool:
    """Return whether a ground is pleaded in proceedings before others than the body a letter goes to."""
    if not kind.addressee:
        return False
    pleaded = [one for one in proceedings if one.id in ground.proceeding_ids]
    return all(one.forum not in kind.addressee for one in pleaded)


def has_open_place(text: str) -> bool:
    """Return whether a text that `letter_text` gave leaves something to be written."""
    return _open(LOST) in text


def to_rewrite(grounds: Iterable[Ground], values: Values, lines: Iterable[FilledLine]) -> Iterator[Ground]:
    """Yield each ground of which the lines of a letter leave a sentence to be written."""
    printed = "\n".join(line.text for line in lines)
    texts = {
        one["title"]: one["text"].replace(PARAGRAPH, "\n")
        for one in values["grounds"]
        if isinstance(one, dict)
    }
    for ground in grounds:
        if texts.get(ground.title, "") in printed and has_open_place(texts.get(ground.title, "")):
            yield ground


def provision_line(kind: LetterKind, by_lawyer: str) -> str:
    """Return what stands at the head: the provisions read, and those of the lawyer; "" without either.

    What was not read is named before the letter is written, and nothing of it stands in the letter.
    """
    cited = [provision.cite for provision in kind.provisions if provision.is_cited]
    if by_lawyer:
        cited.append(by_lawyer)
    return f"{'Provision' if len(cited) == 1 else 'Provisions'}: {'; '.join(cited)}" if cited else ""


def proofs(pinpoints: Iterable[Pinpoint], marks: Mapping[str, str]) -> Iterator[str]:
    """Yield each enclosed exhibit that shows something, with its pages.

    Args:
        pinpoints: of what is shown.
        marks: numbers of the enclosed exhibits by ID of the document.
    """
    places = ((marks[one.document_id], one.page) for one in pinpoints if one.document_id in marks)
    return _exhibits(places)


def _exhibits(places: Iterable[tuple[str, int]]) -> Iterator[str]:
    pages: dict[str, list[int]] = {}
    for mark, page in places:
        pages.setdefault(mark, []).append(page)
    for mark, held in pages.items():
        numbers = [str(page) for page in sorted(set(held)) if page]
        if not numbers:
            yield f"exhibit {mark}"
        elif len(numbers) == 1:
            yield f"exhibit {mark}, page {numbers[0]}"
        else:
            yield f"exhibit {mark}, pages {', '.join(numbers[:-1])} and {numbers[-1]}"


def _places(references: str, enclosed: frozenset[str]) -> Iterator[tuple[str, int]]:
    for match in _WITHIN.finditer(references):
        found = _EXHIBIT.fullmatch(match["refers"])
        if found and found["mark"] in enclosed:
            yield found["mark"], int(found["page"] or 0)


def _named_beside(references: str, enclosed: frozenset[str]) -> str:
    named = "; ".join(_exhibits(_places(references, enclosed)))
    return f" ({named})" if named else ""


def _sentence(sentence: str, enclosed: frozenset[str]) -> str:
    named = _WITHIN.sub(lambda match: "; ".join(_exhibits(_places(match[0], enclosed))) or match[0], sentence)
    named = _ASIDE.sub("", named)
    return _open(LOST) if _WITHIN.search(named) else named


def _open(title: str) -> str:
    from casebook.formats.letter_expression import open_place

    return open_place(title)
