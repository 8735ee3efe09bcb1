"""Who will hold a copy, in words and in print for the file of the office."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.page_text import page_language
from casebook.domain.dossier.build import CopyKind
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.dossier.readers.reader_fact import ReaderFact, ReaderKind, ReaderRead, Receives
from casebook.domain.dossier.readers.reader_picture import (
    Knowledge,
    ReaderPicture,
    ReaderStep,
    ShowingExhibit,
    ShownPerson,
)
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import export


def reader(kind: ReaderKind, words: Translator, shown: ReaderPicture | None = None) -> str:
    """Return the name of a reader; of a court or recipient that of the picture, where it has one."""
    names: dict[ReaderKind, str] = {
        "us": words("Our office"),
        "recipient": (shown.for_whom if shown else "") or words("The recipient"),
        "court": (shown.forum if shown else "") or words("The court or body"),
        "other-side": words("The other side, such as counsel for the State"),
        "requesting-state": words("The requesting State"),
        "bureau": words("Its INTERPOL bureau"),
        "public": words("The public"),
        "press": words("The press"),
    }
    return names[kind]


def knowledge(step: ReaderStep, words: Translator) -> str:
    """Return how it is known that a reader gets a paper; of what is not known, whom to ask, if anybody."""
    known: dict[Knowledge, str] = {
        "known": words("a source says so"),
        "not-known": _not_known(step.from_, words),
        "as-public": words("reads what the public reads"),
        "on-request": words("can be kept confidential on request"),
        "kept-from": words("does not reach them"),
        "by-choice": words("we hand it over"),
    }
    return known[step.knowledge]


def _not_known(giver: ReaderKind, words: Translator) -> str:
    """Return that nobody said so; a registry answers for its court alone, the other side is not asked."""
    if giver == "court":
        return words("not known: ask the registry")
    if giver == "recipient":
        return words("not known: ask the recipient")
    return words("not known: counts as reaching them")


def receives(kind: Receives, words: Translator) -> str:
    """Return whether a source says that a reader gets a paper."""
    named: dict[Receives, str] = {
        "gets": words("gets it"),
        "on-request": words("can be kept confidential on request"),
        "kept-from": words("does not reach them"),
    }
    return named[kind]


def read_words(read: ReaderRead, words: Translator) -> str:
    """Return how a statement of a source is known."""
    known: dict[ReaderRead, str] = {
        "article": words("article read"),
        "article-part": words("part of the article read"),
        "excerpt": words("as reported, from an excerpt"),
        "summary": words("as reported, article not read"),
        "rule-pack": words("as in the program's other data, not read again"),
        "unread": words("not read"),
    }
    return known[read]


def fact_text(fact: ReaderFact, words: Translator) -> str:
    """Return what a source says, in the language of the page."""
    return fact.text.in_language(page_language(words.language))


def fact_basis(fact: ReaderFact, words: Translator) -> str:
    """Return the place of a statement and how it is known."""
    through = words("as reported in {who}", who=fact.reported_in) if fact.reported_in else ""
    parts = (fact.pinpoint, through, read_words(fact.read, words), fact.as_of, fact.url)
    return " · ".join(part for part in parts if part)


def copy_name(kind: CopyKind, words: Translator) -> str:
    """Return the type of a copy."""
    names: dict[CopyKind, str] = {
        "draft": words("draft"),
        "filing": words("filing copy"),
        "service": words("service copy"),
        "pseudonymised": words("pseudonymised copy"),
    }
    return names[kind]


def standing(one: ShownPerson, words: Translator) -> str:
    """Return what a copy shows of a person, and whether they consented; never that they are not named."""
    if one.is_named and not one.has_consent:
        return words("named without consent to this reader")
    if one.is_named and one.limits:
        return words("named, with consent limited to: {limits}", limits=one.limits)
    if one.is_named:
        return words("named, with consent")
    if not one.is_searched:
        return words("not found in the text; the exhibits were not searched for them")
    if one.exhibits:
        return words("found only on pages with painted areas: look at these pages")
    return words("not found in the text, nor on pages of exhibits that have text")


def places(one: ShownPerson, words: Translator) -> tuple[str, ...]:
    """Return the passages of a copy that name a person, then the exhibits that show them."""
    searched = one.is_in_text and not one.is_searched
    unsearched = (words("the exhibits were not searched for them"),) if searched else ()
    return (*one.passages, *(_showing(found, words) for found in one.exhibits), *unsearched)


def without_text(shown: ReaderPicture, words: Translator) -> str:
    """Return which pages of exhibits have no text in which anybody could be found, or ""."""
    if not shown.without_text:
        return ""
    listed = words.series_of(_exhibit(one, words) for one in shown.without_text)
    return words("Without text, and so searched for nobody: {exhibits}.", exhibits=listed)


def _showing(found: ShowingExhibit, words: Translator) -> str:
    text = _exhibit(found, words)
    return text if any(found.pages) else words.bracketed(text, words("came from this person"))


def _exhibit(exhibit: ShowingExhibit, words: Translator) -> str:
    name, pages = words(Message("Exhibit {mark}", mark=exhibit.name)), words.list_of(map(str, exhibit.pages))
    text = words("{exhibit}, page {pages}", exhibit=name, pages=pages) if any(exhibit.pages) else name
    if exhibit.is_carried:
        text = words.bracketed(text, words("of its original or translation"))
    return words.bracketed(text, words("areas painted over: look")) if exhibit.is_painted else text


def person_kind(one: ShownPerson, words: Translator) -> str:
    """Return why a person is listed."""
    if one.kind == "in-china":
        return words("relative, source or witness in China")
    return words("client of another case")


def put(shown: ReaderPicture, out: Path | SaveTarget, words: Translator) -> None:
    """Write the picture as a PDF for the file of the office.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    export.put(sheet_pdf(shown, words), out)


def sheet_pdf(shown: ReaderPicture, words: Translator) -> bytes:
    """Return the page; it names people and stays in the office."""
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    out = BytesIO()
    build_checked_bundle(composition(shown, words), out)
    return out.getvalue()


def composition(shown: ReaderPicture, words: Translator) -> Composition:
    """Return the page as a composition."""
    title = words("Who will hold this copy")
    part = DossierPart(title=title, anchor="readers", blocks=tuple(_blocks(shown, words)))
    return Composition(
        title=title, running_head=title, language=words.language, parts=(part,), has_index=False
    )


def _blocks(shown: ReaderPicture, words: Translator) -> Iterator[Block]:
    yield Pairs(
        rows=(
            (words("Copy"), _text(copy_name(shown.copy_kind, words))),
            (words("Court or body"), _text(shown.forum or words("not chosen"))),
            (words("Recipient"), _text(shown.for_whom or words("not named"))),
        )
    )
    if not shown.steps:
        yield TextParagraph(line=_text(words("A draft stays in the office: nobody else gets it.")))
    else:
        yield Heading(text=words("Who passes it to whom"))
        yield TextTable(
            head=(words("From"), words("To"), words("How it is known")),
            rows=tuple(_row(step, shown, words) for step in shown.steps),
            widths=(0.26, 0.3, 0.44),
        )
    yield Heading(text=words("People in China, and clients of other cases"))
    if not shown.people:
        yield TextParagraph(line=_text(words("Nobody of the case counts as in China.")))
    else:
        yield TextTable(
            head=(words("Person"), words("Why listed"), words("In this copy")),
            rows=tuple(_person(one, words) for one in shown.people),
            widths=(0.3, 0.32, 0.38),
        )
    yield TextParagraph(line=(Span(_note(shown, words), "quiet"),))


def _row(step: ReaderStep, shown: ReaderPicture, words: Translator) -> tuple[Line, ...]:
    lines = (knowledge(step, words), *_facts(step, words))
    to = f"→ {reader(step.to, words, shown)}"
    return _text(reader(step.from_, words, shown)), (Span(to, "bold"),), _text("\n".join(lines))


def _facts(step: ReaderStep, words: Translator) -> Iterator[str]:
    for fact in step.facts:
        yield f"{fact_text(fact, words)} [{fact_basis(fact, words)}]"


def _person(one: ShownPerson, words: Translator) -> tuple[Line, ...]:
    lines = standing(one, words)
    if found := places(one, words):
        lines = words.labelled(lines, words.series_of(found))
    name = Span(one.name, "bold" if one.is_at_risk else "plain")
    return (name,), _text(person_kind(one, words)), _text(lines)


def _note(shown: ReaderPicture, words: Translator) -> str:
    texts = [
        words(
            "Where no source says that a reader does not get a paper, it counts as reaching them. "
            "Handwriting, stamps and faces are not searched. This page names people: it stays in the office."
        ),
        without_text(shown, words),
        words("Reader data version {version}.", version=shown.facts_version),
    ]
    if shown.is_narrowed:
        texts.insert(0, words("A court profile of the office states whom this court discloses to."))
    return words.sentences(texts)


def _text(text: str) -> Line:
    return (Span(text),)
