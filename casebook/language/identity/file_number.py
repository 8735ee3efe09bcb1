"""Numbers that police, prosecutors and courts give a file: whoever has the file knows whose it is.

Most have fewer figures than the number of a document, and many stand at the head of a page without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.language.identity.unexplained import decided_places

_HAN, _YEAR = "[\u4e00-\u9fff]", r"(?:19|20)\d\d"
_OPEN, _CLOSE = "[\u3014\\[\uff3b(\uff08]", "[\u3015\\]\uff3d)\uff09]"
_CHINESE = (
    rf"(?:{_HAN}|[(\uff08]{_HAN}{{1,4}}[)\uff09]){{0,16}}{_OPEN}\s?{_YEAR}\s?{_CLOSE}\s?第?"
    rf"(?:{_HAN}{{1,4}}\d{{0,5}}{_HAN}{{1,5}}第?)?\d{{1,6}}(?:-\d{{1,3}})?\s?[号號]"
)
_OF_LAW = re.compile("最高|法发|法發|法释|法釋|高检发|国发|國發|国办|公通字|司发|主席令|国务院|财|发改|人社")
"""At the beginning of the number of a norm, which is published."""
_LATIN = (
    rf"[A-Z]{{3,8}} ?\[{_YEAR}\] ?\d{{1,6}}"
    rf"|[A-Z]{{2,6}}(?:-[A-Z]{{2,6}})*[/\-]{_YEAR}[/\-]\d{{2,7}}"
    rf"|[A-Z]{{2,4}}/\d{{2,6}}/{_YEAR}"
)
_FILE = re.compile(rf"{_CHINESE}|(?<![\w/\-])(?:{_LATIN})(?![\w/\-])")
_WORD = r"(?:case|file|claim|docket|matter|warrant|(?:our|your)\s(?:ref(?:erence)?\.?|file))"
_NUMBER = r"(?:no\b\.?|nos\b\.?|number|nr\b\.?|№|#|:)"
_NAMED = re.compile(
    rf"(?<!\w)(?i:{_WORD})\s?(?i:{_NUMBER})?[\s:]{{1,3}}"
    rf"(?P<number>(?!\d{{1,7}}/\d\d(?!\d)|{_YEAR}-{_YEAR})(?=(?:[\w\-/]*\d){{4}})"
    r"[A-Z]{0,6}\d?[A-Z\d]*(?:[\-/][A-Z\d]+)+)(?![\w/])"
)
"""A number with a sign in it, behind a word for a file: "our file 0417-3"."""


def file_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of files in a text, as slices; those of norms and of published decisions are none.

    >>> said = "青公（经）拘通字〔2019〕417号; no. CO/1234/2026; our file 0417-3; C-182/15; 法发〔2010〕20号"
    >>> [said[start:end] for start, end in file_numbers(said)]
    ['青公（经）拘通字〔2019〕417号', 'CO/1234/2026', '0417-3']
    """
    decided = [*decided_places(text)]
    end = 0
    places = (
        *(one.span() for one in _FILE.finditer(text) if not _OF_LAW.match(one[0])),
        *(one.span("number") for one in _NAMED.finditer(text)),
    )
    for first, last in sorted(places):
        if first >= end and not any(start < last and first < until for start, until in decided):
            yield first, last
            end = last
