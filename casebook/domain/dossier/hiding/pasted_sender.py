"""Senders of pasted lines, hidden on the pages of their chats alone, whole and with any capitals.

A line that looks like a message may be that of a diary: "04/05/2017, 10:30 - Arrest: three men". So nothing
of such a name is hidden elsewhere, none of its words alone, and nothing in other letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.domain.dossier.hiding.text_hit import ANY_PAGE, KeptText, TextHit

_STAMP = (
    r"[\[(\u3010]?(?:\d{1,4}[./\-\u5e74]\s?\d{1,2}[./\-\u6708]\s?\d{1,4}\u65e5?)?,?\s?"
    r"(?:[\u4e0a\u4e0b\u4e2d]\u5348|\u51cc\u6668|\u665a\u4e0a)?\s?"
    r"(?:\d{1,2}[:.\uff1a]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?)?[\])\u3011]?"
)
"""A date, a time of day, or both."""
_SIGNS = r"[\s>~*_\u2022\u00b7\u2013\-\u200e\u200f]*"
_MARKS = rf"{_SIGNS}(?:(?=[\[(\u3010]?\d){_STAMP}[,:]?{_SIGNS})?"
MARKED = re.compile(_MARKS)
_NAME = r"[^\W\d_](?:[^\W\d_]|['\u2019\-. \u00b7()\uff08\uff09~\u3000])*"
_VERB = (
    r"(?:said|says|wrote|writes|asked|answered|replied|sagte|schrieb|(?:a )?(?:\u00e9crit|dit)"
    r"|escribi\xf3|dijo|ha scritto|disse|escreveu|yazd\u0131|yazdi|dedi|написала?|сказала?|жазды|деді)"
)
WROTE = re.compile(rf"\s{_VERB}$|[\u5199\u5beb]?[\u8bf4\u8aaa\u9053\u95ee\u554f]$", re.IGNORECASE)
_PHONE = r"(?:\s?[(\uff08]\+?\d[\d \-]{5,}[)\uff09])?"
LINE = re.compile(rf"{_MARKS}(?P<name>{_NAME}){_PHONE}\s?[:\uff1a](?!//)")
_REPLIED = (
    re.compile(rf"{_SIGNS}Am .{{3,60}}? schrieb (?P<name>{_NAME})(?:\s?<[^<>]*>)?\s?:$"),
    re.compile(rf"{_SIGNS}On .{{3,60}}?, (?P<name>{_NAME})(?:\s?<[^<>]*>)? wrote:$"),
)
"""What a program of mail puts above what somebody wrote."""
_NOTICE = re.compile(
    rf"{_MARKS}(?:[\u4f60\u6211]\u9080[\u8bf7\u8acb])?\s?[\"\u201c\u300c](?P<name>{_NAME})[\"\u201d\u300d]\s?"
    r"(?:[\u64a4\u6536]\u56de|\u9080[\u8bf7\u8acb]|\u52a0\u5165|[\u9000\u79fb]\u51fa|\u62cd\u4e86\u62cd|$)"
)
"""A notice of WeChat pasted without its stamp."""
_FORWARDED = re.compile(
    rf"{_MARKS}[\[(\u3010]?(?:forwarded (?:message )?from|weitergeleitet von|transf\xe9r\xe9 de|reenviado de"
    r"|inoltrato da|encaminhado de|iletilen|переслано от"
    r"|(?:\u8f6c\u53d1|\u8f49\u767c)\u81ea?)"
    rf"\s?[:\uff1a]?\s?(?P<name>{_NAME})[\])\u3011]?\s*:?$",
    re.IGNORECASE,
)
_BEFORE_STAMP = re.compile(rf"{_MARKS}(?P<name>{_NAME}),?\s(?=[\[(\u3010]?\d){_STAMP}:?\s*$", re.IGNORECASE)
"""As Telegram and WeChat copy a message: its writer and the time, and the words in the next line."""
_OF_NAME = re.compile(
    r"(?:(?:first |last |full )?name|from|to|von|an|nom|pr\xe9nom|de|\xe0|nombre|para|nome|da|ad\u0131|isim"
    r"|kimden|kime|имя|от|кому|b?cc|signed(?: by)?|gezeichnet|gez\."
    r"|witness|zeuge|zeugin|t\xe9moin|testigo|testimone|tan\u0131k"
    r"|свидетель|подпись|\u8bc1\u4eba|\u8b49\u4eba|\u7b7e\u540d|\u7c3d\u540d|\u59d3\u540d|\u53d1\u4ef6\u4eba|\u6536\u4ef6\u4eba)"
    rf"\s?[:\uff1a]\s?(?P<name>{_NAME})$",
    re.IGNORECASE,
)
"""A label before a name that fills its line."""


WRITER_LINES = (*_REPLIED, _NOTICE, _FORWARDED, _BEFORE_STAMP, _OF_NAME, LINE)
"""Lines that name a writer in their group "name"."""
_HALF_OF_DAY = re.compile(
    r"(?<![^\W\d_])[ap]\.?m\.?(?![^\W\d_])|[\u4e0a\u4e0b\u4e2d]\u5348|\u51cc\u6668|\u665a\u4e0a",
    re.IGNORECASE,
)


class PlacedReplacer(NameReplacer):
    """Finds and replaces hidden forms, and on the pages of some exhibits those that are hidden there alone.

    Args:
        hidden: all that must not be read; of shape "pasted-sender" within its exhibits, of
            "pasted-writer" there only before what it writes.
        kept: replacements that were refused.
        public: as `NameReplacer` takes it.
        published: likewise.
    """

    def __init__(
        self,
        hidden: Iterable[Hidden],
        kept: Iterable[KeptText] = (),
        public: Iterable[str] = (),
        published: Iterable[str] = (),
    ) -> None:
        hidden, kept = tuple(hidden), tuple(kept)
        super().__init__(hidden, kept, public, published)
        self._writers = {folded(one.form) for one in hidden if one.shape == "pasted-writer"}
        self._placed: dict[str, NameReplacer] = {}
        for key in {key for one in hidden for key in one.within}:
            within = (replace(one, shape="stated", is_name=False) for one in hidden if key in one.within)
            self._placed[key] = NameReplacer(within, kept)

    def find(self, text: str, place: str = "") -> list[TextHit]:
        """Return every hidden place, as `NameReplacer.find` does; in a chat also the senders pasted there."""
        hits = super().find(text, place)
        placed = self._of(place)
        if placed is None:
            return hits
        pasted = (
            one
            for one in placed.find(text, place)
            if folded(text[one.start : one.end]) not in self._writers
            or _stands_as_writer(text, one.start, one.end)
        )
        return _joined(hits, [*pasted])

    def refused_in(self, text: str, place: str) -> Iterator[str]:
        """Yield what stays in a text because its replacement was refused in this place."""
        yield from super().refused_in(text, place)
        if placed := self._of(place):
            yield from placed.refused_in(text, place)

    def _of(self, place: str) -> NameReplacer | None:
        key, ends, _ = place.partition(ANY_PAGE)
        return self._placed.get(key) if ends else None


def _stands_as_writer(text: str, start: int, end: int) -> bool:
    """Return whether words stand where their line has its writer, and not within what it says."""
    first = text.rfind("\n", 0, start) + 1
    line = text[first:].partition("\n")[0]
    for pattern in WRITER_LINES:
        place = pattern.match(line)
        if place and place.start("name") <= start - first and end - first <= place.end("name"):
            return True
    before = _HALF_OF_DAY.sub("", text[first:start])
    return not any(map(str.isalpha, before)) and bool(re.match(r"\s?[:\uff1a]", text[end:]))


def _joined(hits: Sequence[TextHit], placed: Sequence[TextHit]) -> list[TextHit]:
    """Return both from left to right: a placed one in place of all within it, unless another overlaps it."""
    placed = [
        one
        for one in placed
        if not any(
            hit.start < one.end
            and one.start < hit.end
            and not (one.start <= hit.start and hit.end <= one.end)
            for hit in hits
        )
    ]
    others = (hit for hit in hits if not any(one.start <= hit.start and hit.end <= one.end for one in placed))
    return sorted((*others, *placed), key=lambda hit: hit.start)
