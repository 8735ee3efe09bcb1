"""The page on the first 48 hours, in print: without what nobody read, and without a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from casebook.base.clock import Clock, system_clock
from casebook.base.i18n import Translator
from casebook.domain.base.page_text import PageLanguage, TextByLanguage
from casebook.domain.dossier.composition import Line, Span
from casebook.domain.library.arrest.first_hours import (
    AdvicePart,
    ArrestFact,
    ArrestPage,
    ArrestReading,
    GeneralNote,
    OpenRoute,
    PageSection,
    Read,
    SpokenWhen,
    printable,
)
from casebook.domain.library.arrest.page_of_state import PARTS_OF_CHINA
from casebook.pdf.typeset.one_page import OnePage, SheetSection, set_one_page
from casebook.services.deadline.provision import provision
from casebook.services.library.first_hours_rules import is_from_rules, period


def sheet_pdf(
    shown: ArrestPage,
    language: PageLanguage,
    beside: PageLanguage,
    name: str = "",
    clock: Clock = system_clock,
) -> bytes:
    """Return the page as a PDF of one A4 sheet.

    Args:
        shown: the page.
        language: in which it is set.
        beside: the second language of the words to say; the same as `language` for one alone.
        name: printed at the top, or "".
        clock: for the day it is made.
    """
    return set_one_page(sheet(shown, language, beside, name, clock))


def sheet(
    shown: ArrestPage,
    language: PageLanguage,
    beside: PageLanguage,
    name: str = "",
    clock: Clock = system_clock,
) -> OnePage:
    """Return what is set on the page; see `sheet_pdf`."""
    words = Translator(language)
    writer = _PageWriter(printable(shown), language, beside, words)
    title = words("First 48 hours: {country}", country=words.territory_name(shown.code))
    return OnePage(
        title=title,
        lead=(*writer.lead(), *([(Span(name, "bold"),)] if name else [])),
        sections=tuple(writer.sections()),
        foot=tuple(writer.foot(clock().date())),
        language=language,
    )


def read_words(read: Read, words: Translator) -> str:
    """Return how a statement is known."""
    known: dict[Read, str] = {
        "article": words("article read"),
        "article-part": words("part of the article read"),
        "excerpt": words("as reported, from an excerpt"),
        "summary": words("as reported, article not read"),
        "rule-pack": words("as in the program's other data, not read again"),
        "unread": words("not read"),
    }
    return known[read]


def clock_words(shown: ArrestPage, words: Translator) -> tuple[str, ...]:
    """Return what is said before the time limits: whence they are, and which were not read."""
    if not shown.sections["clocks"] and not shown.return_appeals:
        return (words("No time limit that runs here was read. Ask a lawyer which ones run."),)
    gathered = words("No page was gathered for this State. Its deadline rules hold these: ask for others.")
    judge = words("By when you must be brought before a judge was not read: ask at once.")
    arrest = words("No time limit of provisional arrest was read: ask which one runs, and from what day.")
    return (
        *([gathered] if is_from_rules(shown) else []),
        *([] if shown.has_judge_limit else [judge]),
        *([] if shown.has_arrest_limit else [arrest]),
    )


def unlisted_words(shown: ArrestPage, words: Translator) -> str:
    """Return what is said behind the time limits of those that the page leaves out; "" where it has them."""
    if shown.return_appeals:
        return ""
    return words(
        "Detention or removal under immigration or asylum law has time limits of its own, not listed here. "
        "If it is used, ask which ones run."
    )


def _printed_words(read: Read, words: Translator) -> str:
    """Return the same for who reads the page: a report is a report, wherever this program has it from."""
    return read_words(read, words) if read in {"article", "article-part"} else words("as reported")


def condition_words(one: OpenRoute, language: PageLanguage, words: Translator) -> str:
    """Return what a route needs, in the page's language, and what the country data say of it; "" for nothing.

    The same stands in the terminal and in the window; in print only the condition.
    """
    if one.condition is None:
        return ""
    condition = one.condition.in_language(language)
    if one.state != "yes":
        return condition
    held = words("The country data say yes, from general knowledge: nobody read it.")
    return words.sentences((condition, held))


def when_words(when: SpokenWhen, words: Translator) -> str:
    """Return when words are said."""
    known: dict[SpokenWhen, str] = {
        "on arrest": words("on arrest"),
        "on arrest and before every judge": words("on arrest and before every judge"),
        "whenever asked": words("whenever asked"),
        "before any notice is sent": words("before any notice is sent"),
        "first hearing": words("at the first hearing"),
    }
    return known[when]


def section_title(section: PageSection, words: Translator) -> str:
    """Return the heading of a section."""
    titles: dict[PageSection, str] = {
        "clocks": words("Clocks"),
        "rights": words("Ask for"),
        "consent": words("No simplified consent"),
        "consul": words("The consulate"),
        "asylum": words("Asylum"),
        "interim": words("Interim measures, and where to ask"),
        "more": words("Also know"),
    }
    return titles[section]


def visits_title(shown: ArrestPage, words: Translator) -> str:
    """Return the heading above who may come; in a part of China, Chinese officers are no consulate."""
    if shown.code in PARTS_OF_CHINA:
        return words("Visits, and a foreign consul")
    return section_title("consul", words)


def to_check_title(words: Translator) -> str:
    """Return the heading above what nobody read: it leads to a question on the telephone alone."""
    return words("Call first to check: not a statement of the law")


class _PageWriter:
    """Puts a page into lines of one language."""

    def __init__(
        self, shown: ArrestPage, language: PageLanguage, beside: PageLanguage, words: Translator
    ) -> None:
        self._shown, self._language, self._beside, self._words = shown, language, beside, words

    def lead(self) -> Iterator[Line]:
        """Yield the first question."""
        words = self._words
        question = self._text(self._shown.question)
        yield self._labelled(words("First question"), question)

    def sections(self) -> Iterator[SheetSection]:
        """Yield every section that has an item."""
        words = self._words
        for title, items in (
            (section_title("clocks", words), self._clocks()),
            (section_title("rights", words), self._facts("rights")),
            (words("Say"), self._say()),
            (words("Do not sign"), self._advice("do-not-sign")),
            (section_title("consent", words), (*self._refuse(), *self._facts("consent"))),
            (visits_title(self._shown, words), self._consul()),
            (section_title("asylum", words), (*self._facts("asylum"), *map(self._note, self._shown.asylum))),
            (section_title("interim", words), self._interim()),
            (to_check_title(words), [self._route(one) for one in self._shown.routes_to_check]),
            (section_title("more", words), self._facts("more")),
        ):
            if items:
                yield SheetSection(title=title, items=tuple(items))

    def foot(self, made_on: date) -> Iterator[Line]:
        """Yield the day it is made, how it is known, and what it is not."""
        words = self._words
        texts = (
            words("Made on {day}.", day=words.format_date(made_on)),
            words(
                "Gathered on {day}; texts may have changed since. “As reported”: an account of the rule was "
                "read, not the rule. What nobody read is left out.",
                day=words.format_date(self._shown.compiled_on),
            ),
            words(
                "What to say and what not to sign is advice, not law. No lawyer has confirmed this page; it "
                "counts no deadline."
            ),
        )
        yield (Span(words.sentences(texts)),)

    def _text(self, text: TextByLanguage) -> str:
        return text.in_language(self._language)

    def _facts(self, section: PageSection) -> Sequence[Line]:
        return [self._fact(fact) for fact in self._shown.sections[section]]

    def _fact(self, fact: ArrestFact) -> Line:
        length = period(fact.value, fact.unit, self._words)
        return (
            *([Span(self._words.labelled(length, ""), "bold")] if length else []),
            *self._warned(self._text(fact.text), is_danger=fact.is_danger),
            self._basis(fact.cited_in(self._language), fact.reading),
        )

    def _note(self, note: GeneralNote) -> Line:
        text = self._warned(self._text(note.text), is_danger=note.is_danger)
        return (*text, self._basis(provision(note.article, self._words), note.reading))

    @staticmethod
    def _warned(text: str, *, is_danger: bool) -> Line:
        """Return what works against the person in bold, with a mark."""
        return (Span("! ", "bold"), Span(text, "bold")) if is_danger else (Span(text),)

    def _labelled(self, label: str, text: str) -> Line:
        colon = self._words.labelled("", "")
        return (Span(f"{label}{colon}", "bold"), Span(text))

    def _clocks(self) -> Sequence[Line]:
        before = self._words.sentences(clock_words(self._shown, self._words))
        after = unlisted_words(self._shown, self._words)
        return (
            *([(Span(before),)] if before else []),
            *self._facts("clocks"),
            *([(Span(after),)] if after else []),
        )

    def _basis(self, article: str, reading: ArrestReading) -> Span:
        parts = (article, _printed_words(reading.read, self._words), self._text(reading.as_of))
        return Span(f" [{self._words.series_of(filter(None, parts))}]", "quiet")

    def _say(self) -> Sequence[Line]:
        lines = []
        for one in self._shown.say:
            when = Span(f"({when_words(one.when, self._words)}) ", "quiet")
            own = Span(self._text(one.text), "bold")
            other = Span(f"\n{one.text.in_language(self._beside)}", language=self._beside)
            lines.append((when, own, *([other] if self._beside != self._language else [])))
        return lines

    def _advice(self, part: AdvicePart) -> Sequence[Line]:
        return [(Span(self._text(one.text)),) for one in self._shown.advice_on(part)]

    def _refuse(self) -> Sequence[Line]:
        return [(Span(self._words("Agree to nothing before a lawyer of your own has spoken with you.")),)]

    def _consul(self) -> Sequence[Line]:
        own = self._facts("consul")
        # A note on some States says what their own facts say.
        notes = [note for note in self._shown.consular if not (note.states and own)]
        return (*own, *map(self._note, notes), *self._advice("consul"))

    def _interim(self) -> Sequence[Line]:
        return (
            *self._facts("interim"),
            *self._advice("interim"),
            *map(self._route, self._shown.open_routes),
        )

    def _route(self, one: OpenRoute) -> Line:
        words = self._words
        # What the country data hold from general knowledge stays in the office: on paper it would be a rule.
        condition = self._text(one.condition) if one.condition else ""
        return (
            Span(words.labelled(self._text(one.route.to), ""), "bold"),
            *([Span(condition if words.is_chinese else f"{condition} ", "bold")] if condition else []),
            Span(self._text(one.route.text)),
            *([Span(f" {one.route.address}")] if one.route.address else []),
            self._basis("", one.route.reading),
        )
