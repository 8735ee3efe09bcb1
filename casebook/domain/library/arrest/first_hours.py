"""The first 48 hours after an arrest on a Chinese request: what a page for one State is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.base.page_text import PageLanguage, TextByLanguage
from casebook.domain.library.country import RemedyKind, RemedyState
from casebook.domain.library.reading_level import ReadingLevel

Read = Literal["article", "article-part", "excerpt", "summary", "rule-pack", "unread"]
"""What was read, finer than a reading level: the article, part of it, an excerpt that quotes it, a report of
it, the program's own data that state it, or nothing."""
ArrestTopic = Literal[
    "adverse",
    "appeal",
    "arrest",
    "asylum",
    "asylum-and-detention",
    "bail",
    "case",
    "clock-scope",
    "consent",
    "consent-withdrawal",
    "consular",
    "custody",
    "detention-appeal",
    "detention-review",
    "example",
    "hearing",
    "identity",
    "innocence",
    "interim-measures",
    "interpreter",
    "judge-within",
    "jurisdiction",
    "lawyer",
    "nationality",
    "papers",
    "protection",
    "provisional-arrest-bar",
    "provisional-limit",
    "release-request",
    "remedy",
    "return-appeal",
    "rights-notice",
    "scope",
    "specialty-waiver",
    "supplement",
    "surrender",
    "warning",
]
PageSection = Literal["clocks", "rights", "consent", "consul", "asylum", "interim", "more"]
AdvicePart = Literal["do-not-sign", "consul", "interim", "question"]
SpokenWhen = Literal[
    "on arrest",
    "on arrest and before every judge",
    "whenever asked",
    "before any notice is sent",
    "first hearing",
]
ClockUnit = Literal["", "hours", "days", "working-days", "weeks", "months", "years"]
SECTIONS: Mapping[PageSection, tuple[ArrestTopic, ...]] = {
    "clocks": (
        "clock-scope",
        "judge-within",
        "custody",
        "provisional-limit",
        "identity",
        "hearing",
        "detention-review",
        "release-request",
        "detention-appeal",
        "supplement",
        "appeal",
        "surrender",
    ),
    "rights": ("lawyer", "interpreter", "rights-notice", "papers", "innocence", "bail", "remedy"),
    "consent": ("consent", "consent-withdrawal", "specialty-waiver"),
    "consul": ("consular",),
    "asylum": ("asylum", "asylum-and-detention", "protection", "return-appeal"),
    "interim": ("interim-measures",),
    "more": (
        "arrest",
        "provisional-arrest-bar",
        "jurisdiction",
        "scope",
        "nationality",
        "adverse",
        "warning",
        "case",
        "example",
    ),
}
"""The topics of each section in the order in which they are printed; clocks stand by `running_order`."""
CLOCK_TOPICS = frozenset(SECTIONS["clocks"]) - {"clock-scope"}
"""Time limits themselves, without what says how far they hold."""
_LATER_TOPICS = ("supplement", "appeal", "surrender")
"""Their time starts with a step after the arrest and the decision on it."""
UNIT_HOURS: Mapping[ClockUnit, int] = {
    "hours": 1,
    "days": 24,
    "working-days": 34,
    "weeks": 7 * 24,
    "months": 730,
    "years": 8760,
}
"""For comparison alone: a working day is a fifth of the hours of a week."""


@entity
class ArrestReading:
    """How a statement is known.

    Attributes:
        level: as of sources and findings; `none` is printed nowhere.
        read: the same in finer words.
        as_of: the state of the text that was read, in words; empty where nothing is to be said of it.
        confidence: of the compiler: "high", "medium" or "low".
    """

    level: ReadingLevel
    read: Read
    as_of: TextByLanguage
    confidence: str

    @property
    def may_be_printed(self) -> bool:
        """Return whether anything was read for it."""
        return self.level != "none"


@entity
class ArrestFact:
    """What the law or practice of a State says about the first days of custody.

    Attributes:
        state: ISO 3166 code.
        article: as cited, or "".
        article_in: the same by language, for one that is words rather than a number; None otherwise.
        url: the address to cite, or "" where only a copy or a report was read.
        value, unit: the length that is set in the margin; 0 and "" without one.
        rule_ids: the deadline rules that count it, that of `value` first.
        is_danger: it works against the person.
        note: for the office, never printed.
        checked_on: the day it was last checked.
    """

    id: str
    state: str
    topic: ArrestTopic
    text: TextByLanguage
    reading: ArrestReading
    checked_on: date
    article: str = ""
    article_in: TextByLanguage | None = None
    url: str = ""
    value: int = 0
    unit: ClockUnit = ""
    rule_ids: tuple[str, ...] = ()
    is_danger: bool = False
    note: str = ""

    def cited_in(self, language: PageLanguage) -> str:
        """Return the article as a page in a language cites it."""
        return self.article_in.in_language(language) if self.article_in else self.article


def running_order(fact: ArrestFact) -> tuple[int, int, int]:
    """Return the key by which clocks stand: from the arrest before later steps, the first to run out first.

    What says how far the clocks hold comes before them. Of those without a length the way to a judge comes
    first, any other last of its kind.
    """
    if fact.topic == "clock-scope":
        return (0, 0, 0)
    phase = 2 if fact.topic in _LATER_TOPICS else 1
    if fact.unit:
        return (phase, 1, fact.value * UNIT_HOURS[fact.unit])
    return (phase, 0 if fact.topic == "judge-within" else 2, 0)


@entity
class GeneralNote:
    """A statement on asylum or the consulate that is not about one State alone.

    Attributes:
        states: those it holds for; none for all.
        not_in: those it does not hold for.
    """

    id: str
    text: TextByLanguage
    reading: ArrestReading
    states: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    article: str = ""
    url: str = ""
    is_danger: bool = False


@entity
class InterimRoute:
    """Where interim measures are asked for.

    Attributes:
        to: the kind of recipient; never a telephone number.
        states: those it is open to; none for all, as far as `remedy` allows.
        remedy: what a State must have accepted, or ""; the registry records all but "crc-op3" and
            "inter-american".
        condition: the same in words, printed unless it is known to be met; empty without a remedy.
        named: States that the facts name as having accepted it; with them, a State of which nothing is known
            is left out.
        address: where it is written to, printed; "" where none is known.
    """

    id: str
    to: TextByLanguage
    text: TextByLanguage
    reading: ArrestReading
    states: tuple[str, ...] = ()
    remedy: RemedyKind | Literal["", "crc-op3", "inter-american"] = ""
    condition: TextByLanguage | None = None
    named: tuple[str, ...] = ()
    url: str = ""
    address: str = ""


@entity
class SpokenWords:
    """Words that the person says, in English and Chinese beside each other.

    Attributes:
        states, not_in: as of a general note.
    """

    id: str
    when: SpokenWhen
    text: TextByLanguage
    states: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


@entity
class PageAdvice:
    """Advice of the program's own that states no law.

    Attributes:
        part: of the page; "question" is the first question for a State without one of its own.
        states, not_in: as of a general note.
    """

    id: str
    part: AdvicePart
    text: TextByLanguage
    states: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


@entity
class FirstHours:
    """The pack.

    Attributes:
        questions: the first question to ask, by ISO 3166 code, in the order of the pack.
        compiled_on: the day its entries were gathered.
    """

    questions: Mapping[str, TextByLanguage]
    facts: tuple[ArrestFact, ...]
    asylum: tuple[GeneralNote, ...]
    consular: tuple[GeneralNote, ...]
    routes: tuple[InterimRoute, ...]
    say: tuple[SpokenWords, ...]
    advice: tuple[PageAdvice, ...]
    version: str
    compiled_on: date

    def question(self, code: str) -> TextByLanguage:
        """Return the first question for a State: its own, or the one that can be asked anywhere."""
        anywhere = (one.text for one in self.advice if one.part == "question")
        return self.questions.get(code) or next(anywhere, _NOTHING)


_NOTHING = TextByLanguage(en="", zh_hans="", zh_hant="")


@entity
class OpenRoute:
    """A recipient of a request for interim measures, for one State.

    Attributes:
        state: whether the State accepted it; "unknown" where the registry does not say, "yes" where nothing
            must be accepted.
        is_conditional: something must have been accepted, and neither the facts nor a dataset that was read
            say that this State did.
    """

    route: InterimRoute
    state: RemedyState
    is_conditional: bool = False

    @property
    def condition(self) -> TextByLanguage | None:
        """Return what must be checked before anybody writes there, or None."""
        return self.route.condition if self.is_conditional else None


@entity
class ArrestPage:
    """Everything known for one State, read or not.

    Attributes:
        code: ISO 3166.
        sections: its facts by section.
        asylum, consular: general notes that hold for it.
        routes: where interim measures may be asked for, those without a condition first; those its State
            refused are left out.
    """

    code: str
    question: TextByLanguage
    sections: Mapping[PageSection, tuple[ArrestFact, ...]]
    asylum: tuple[GeneralNote, ...]
    consular: tuple[GeneralNote, ...]
    routes: tuple[OpenRoute, ...]
    say: tuple[SpokenWords, ...]
    advice: tuple[PageAdvice, ...]
    version: str
    compiled_on: date

    def advice_on(self, part: AdvicePart) -> tuple[PageAdvice, ...]:
        """Return the advice for a part of the page."""
        return tuple(each for each in self.advice if each.part == part)

    @property
    def clocks(self) -> tuple[ArrestFact, ...]:
        """Return the time limits themselves, without what says how far they hold."""
        return tuple(fact for fact in self.sections["clocks"] if fact.topic in CLOCK_TOPICS)

    @property
    def has_arrest_limit(self) -> bool:
        """Return whether a time limit of provisional arrest was read."""
        return any(fact.topic == "provisional-limit" and fact.reading.may_be_printed for fact in self.clocks)

    @property
    def has_judge_limit(self) -> bool:
        """Return whether it was read by when the person must be brought before a judge."""
        return any(fact.topic == "judge-within" and fact.reading.may_be_printed for fact in self.clocks)

    @property
    def return_appeals(self) -> tuple[ArrestFact, ...]:
        """Return the time limits of asylum and removal cases: none of them runs from the arrest."""
        return tuple(fact for fact in self.sections["asylum"] if fact.topic == "return-appeal")

    @property
    def open_routes(self) -> tuple[OpenRoute, ...]:
        """Return the routes that are open by what was read; the others are pointers to check."""
        return tuple(one for one in self.routes if not one.is_conditional)

    @property
    def routes_to_check(self) -> tuple[OpenRoute, ...]:
        """Return the routes of which nobody read that this State accepted them."""
        return tuple(one for one in self.routes if one.is_conditional)

    @property
    def unread(self) -> tuple[ArrestFact | GeneralNote | InterimRoute, ...]:
        """Return what nobody read: shown in the office, never printed."""
        facts = (fact for of_section in self.sections.values() for fact in of_section)
        routes = (one.route for one in self.routes)
        stated: Iterable[ArrestFact | GeneralNote | InterimRoute] = chain(
            facts, self.asylum, self.consular, routes
        )
        return tuple(each for each in stated if not each.reading.may_be_printed)


def printable(page: ArrestPage) -> ArrestPage:
    """Return a page without anything that nobody read: what may leave the office."""
    return ArrestPage(
        code=page.code,
        question=page.question,
        sections={
            section: tuple(fact for fact in facts if fact.reading.may_be_printed)
            for section, facts in page.sections.items()
        },
        asylum=tuple(each for each in page.asylum if each.reading.may_be_printed),
        consular=tuple(each for each in page.consular if each.reading.may_be_printed),
        routes=tuple(each for each in page.routes if each.route.reading.may_be_printed),
        say=page.say,
        advice=page.advice,
        version=page.version,
        compiled_on=page.compiled_on,
    )
