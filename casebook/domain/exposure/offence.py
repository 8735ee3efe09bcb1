"""An offence of the requesting State's law, with its texts by date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.threshold import Threshold
from casebook.domain.library.reading_level import ReadingLevel

UnitMaximum = Literal["", "term", "life"]
"""The most that persons responsible in a unit get; "" where no rule of their own was read."""
PenalCode = Literal["PRC-CL", "HK-NSL", "HK-SNSO"]
OffenceKind = Literal["offence", "aggravation", "rule"]
Investigator = Literal["police", "state-security", "customs-police", "supervision", "hk-police"]
SecurityRules = Literal["", "yes", "no", "arguable"]
Absentia = Literal["", "yes", "no", "with-approval-of-the-supreme-procuratorate"]
Liuzhi = Literal["", "yes", "if-connected-with-a-duty-crime"]
EarlierText = Literal["", "not-read"]
LAW_FROM_ON = date(1997, 10, 1)
"""First day of the Criminal Law of 1997; that of 1979 is not covered."""

_ARTICLE = re.compile(r"(\d{1,3})\s*[条條]?(?:\s*(?:-|–|之)\s*(\d{1,2}))?\s*(?:\((\d{1,2})\)|第(\d{1,2})款)?")
_CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE_NUMBER = re.compile(
    r"(?:([一二三四五六七八九])百)?(?:零|([一二三四五六七八九])?十)?([一二三四五六七八九])?"
)


@entity
class OffenceVersion:
    """A text of an offence that was in force from one day to another.

    Attributes:
        from_on, to_on: its first and last day; `to_on` is None for the text that was last read.
        amendment: what brought it: ``text of 1997``, or the number of the amendment.
        level: how it was read.
        read_in: id of what was read.
        note: what changed.
        doubt: what is doubtful about its reading; printed with it.
        unread: what nobody read, for the office only.
        bands: by number.
        unit_most, unit_rule: the most that persons responsible in a unit get, and the rule in our own words.
    """

    from_on: date
    to_on: date | None
    amendment: str
    level: ReadingLevel
    read_in: str
    note: str
    doubt: str
    unread: str
    bands: tuple[Band, ...]
    unit_most: UnitMaximum = ""
    unit_rule: str = ""

    @property
    def amended_by(self) -> Message:
        """Return what brought it, in words."""
        if self.amendment.startswith("text of"):
            return Message("text of {year}", year=self.from_on.year)
        return Message("Amendment {number}", number=Message(self.amendment))

    def band(self, number: int) -> Band | None:
        """Return a band by its number, or None."""
        return next((band for band in self.bands if band.number == number), None)

    def is_in_force(self, on: date) -> bool:
        """Return whether it was in force on a day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


@entity
class Offence:
    """An offence, or a rule of the special part that is none of its own.

    Attributes:
        article: as cited: ``art. 103(1)``.
        numbers: the articles it stands in: ``103``, ``120-1``.
        paragraphs: of the article; none for the whole of it.
        title, title_zh: its name in English words of ours, and as the law has it.
        conduct: what it punishes, in our own words; "" where its name says it.
        political: the compiler's sorting, no finding.
        twin, twin_warning: the usual offence of a requested State, a prompt for that test.
        notes: what else the texts say; `unread` is what nobody read, for the office only.
        finding_ids, decision_ids: entries of the library on its use.
        earlier: whether an earlier text exists that was not read; "" where that is not known.
        level: how the article was read.
        source, url: what to cite.
    """

    id: str
    law: PenalCode
    article: str
    numbers: tuple[str, ...]
    paragraphs: tuple[str, ...]
    kind: OffenceKind
    title: str
    title_zh: str
    chapter: str
    conduct: str
    political: str
    twin: str
    twin_warning: str
    investigator: Investigator
    first_instance: str
    security_rules: SecurityRules
    absentia: Absentia
    liuzhi: Liuzhi
    notes: str
    unread: str
    finding_ids: tuple[str, ...]
    decision_ids: tuple[str, ...]
    earlier: EarlierText
    level: ReadingLevel
    source: str
    url: str
    versions: tuple[OffenceVersion, ...]
    thresholds: tuple[Threshold, ...]
    pack: str = ""

    @property
    def is_mainland(self) -> bool:
        """Return whether the Criminal Law of the PRC punishes it, not the law of Hong Kong."""
        return self.law == "PRC-CL"

    @property
    def measures(self) -> tuple[str, ...]:
        """Return what it is measured by, each once."""
        return tuple(dict.fromkeys(each.measure for each in self.thresholds if each.level != "none"))

    def version_on(self, on: date) -> OffenceVersion:
        """Return the text in force on a day.

        Raises:
            InvalidInput: there is none that was read: the act is before the law, the article has no text of
                that day, or nobody read it.
        """
        if self.kind != "offence":
            raise InvalidInput(
                Message(
                    "{article} is no offence of its own: it changes how others are punished.",
                    article=self.article,
                ),
                field="article",
                remedy="Name the article that the charge rests on.",
            )
        if self.is_mainland and on < LAW_FROM_ON:
            raise InvalidInput(
                "Acts before 1 October 1997 fall under the Criminal Law of 1979, which is not covered.",
                field="on",
                remedy="Read the old law, and whether the law of 1997 is lighter (art. 12).",
            )
        text = next((each for each in self.versions if each.is_in_force(on)), None)
        if text is None:
            raise self._no_text(on)
        if text.level == "none":
            raise InvalidInput(
                Message(
                    "The text of {article} in force on {day} is not among those read.",
                    article=self.article,
                    day=on,
                ),
                field="on",
                remedy="Read it in an official edition before you rely on any band.",
            )
        return text

    @property
    def worded(self) -> tuple[Threshold, ...]:
        """Return the thresholds that are in words and were read."""
        return tuple(one for one in self.thresholds if one.text and one.level != "none")

    def worded_of(self, version: OffenceVersion, on: date) -> tuple[Threshold, ...]:
        """Return the thresholds of a text that are in words, without those that ended before a day."""
        return tuple(
            one
            for one in self.worded
            if one.is_of(version.from_on) and (one.to_on is None or on <= one.to_on)
        )

    def later_than(self, on: date) -> tuple[OffenceVersion, ...]:
        """Return the texts read that came into force after a day, the earliest first."""
        return tuple(each for each in self.versions if each.from_on > on and each.level != "none")

    def _no_text(self, on: date) -> InvalidInput:
        first = self.versions[0]
        if self.earlier == "not-read":
            title = Message(
                "The text of {article} in force on {day} is not among those read; the first of them is of "
                "{first}.",
                article=self.article,
                day=on,
                first=first.from_on,
            )
        else:
            title = Message(
                "{article} has no text of {day}: the first known here is of {first} ({amendment}).",
                article=self.article,
                day=on,
                first=first.from_on,
                amendment=first.amended_by,
            )
        return InvalidInput(
            title, field="on", remedy="Check the day of the act, and which article held then."
        )


def article_key(text: str) -> tuple[str, str]:
    """Return the number of an article and its paragraph, as people write them.

    >>> article_key("Article 225 of the Criminal Law"), article_key("103(2)"), article_key("第一百二十条之六")
    (('225', ''), ('103', '2'), ('120-6', ''))

    Raises:
        InvalidInput: there is no number in it.
    """
    written = _ARTICLE.search(_arabic(text))
    if written is None:
        raise InvalidInput(
            Message("“{text}” names no article.", text=text),
            field="article",
            remedy="Enter its number, such as 225, 120-6 or 103(2).",
        )
    number, insertion, *paragraphs = written.groups(default="")
    return f"{number}-{insertion}" if insertion else number, "".join(paragraphs)


def may_name(text: str, offence: Offence) -> bool:
    """Return whether a text can name an article of an offence: it has its number, or names no article.

    >>> from casebook.services.exposure.exposure import penal_law
    >>> offence = penal_law().offence("cl-225")
    >>> may_name("Articles 266 and 225", offence), may_name("art 266", offence), may_name("fraud", offence)
    (True, False, True)
    """
    numbers = {
        "-".join(filter(None, written.groups(default="")[:2])) for written in _ARTICLE.finditer(_arabic(text))
    }
    return not numbers or not numbers.isdisjoint(offence.numbers)


def _arabic(text: str) -> str:
    """Return a text with Chinese numbers of articles in figures."""
    return re.sub(r"[一二三四五六七八九十百零]+", lambda run: str(_number(run[0]) or run[0]), text)


def _number(text: str) -> int:
    read = _CHINESE_NUMBER.fullmatch(text)
    if read is None:
        return 0
    hundreds, tens, ones = (_CHINESE_DIGITS.get(digit or "", 0) for digit in read.groups())
    return hundreds * 100 + (tens or ("十" in text)) * 10 + ones


def find_offence(offences: Iterable[Offence], text: str, law: PenalCode, paragraph: str = "") -> Offence:
    """Return the offence of an article.

    Args:
        offences: all of them.
        text: the article as written.
        law: in which law.
        paragraph: which of its paragraphs, where `text` names none.

    Raises:
        InvalidInput: `text` names no article, or the article has several offences and no paragraph is named.
        NotFound: no entry is of that article or paragraph.
    """
    number, written = article_key(text)
    wanted = paragraph or written
    of_article = [each for each in offences if each.law == law and number in each.numbers]
    fitting = [each for each in of_article if not wanted or not each.paragraphs or wanted in each.paragraphs]
    if not fitting:
        raise _unknown(number, wanted, of_article)
    if len(fitting) > 1:
        raise InvalidInput(
            Message(
                "Article {number} has several offences: {offences}.", number=number, offences=_named(fitting)
            ),
            field="paragraph",
            remedy="Name the paragraph, such as --paragraph 1.",
        )
    return fitting[0]


def _unknown(number: str, paragraph: str, of_article: Sequence[Offence]) -> NotFound:
    if of_article:
        return NotFound(
            Message(
                "Article {number} is here with {offences} only.", number=number, offences=_named(of_article)
            ),
            field="paragraph",
            remedy=Message(
                "Paragraph {paragraph} has no entry: read the article itself.", paragraph=paragraph
            ),
        )
    return NotFound(
        Message("Article {number} has no entry: nothing is computed.", number=number),
        field="article",
        remedy="Choose one of the offences that were read; “casebook exposure --list” names them, too.",
    )


def _named(offences: Iterable[Offence]) -> tuple[str, ...]:
    return tuple(f"{each.article} {each.title}" for each in offences)
