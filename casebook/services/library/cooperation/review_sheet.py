"""A review of cooperation for a government or parliament, on pages: of one State, or of several compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from casebook.base.clock import Clock, system_clock
from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Line,
    Span,
    TextParagraph,
)
from casebook.domain.library.clause import Clause
from casebook.domain.library.cooperation.open_question import articles_read
from casebook.domain.library.cooperation.review import (
    ENDING_SUBJECTS,
    CooperationReview,
    InstrumentReview,
    printable,
)
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.sheet import CountrySheet
from casebook.formats.docx import write_docx
from casebook.formats.hypertext.html_page import write_html
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import export
from casebook.services.base.flow import off_thread
from casebook.services.library import country, country_text
from casebook.services.library.cooperation import review_text
from casebook.services.library.cooperation.review_map import map_block
from casebook.services.library.cooperation.review_tables import compared
from casebook.services.library.country_sheet import (
    assurance_blocks,
    claim_blocks,
    conflict_blocks,
    decision_blocks,
    incident_blocks,
    said_line,
    weak_points,
)

ReviewFormat = Literal["pdf", "docx", "html"]
FORMATS: tuple[ReviewFormat, ...] = get_args(ReviewFormat)
_PART = "review"


async def write_review(
    reviews: Sequence[CooperationReview], out: Path | SaveTarget, words: Translator, as_: ReviewFormat
) -> None:
    """Write reviews off the thread of the vault; raises as `put` does."""
    await off_thread(lambda: put(reviews, out, words, as_))


def put(
    reviews: Sequence[CooperationReview],
    out: Path | SaveTarget,
    words: Translator,
    as_: ReviewFormat,
    clock: Clock = system_clock,
) -> None:
    """Write reviews; what nobody read is left out of them.

    Args:
        reviews: of at least one State.
        out: the file.
        words: in which language.
        as_: the format.
        clock: for the day it is made.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    export.put(rendered(reviews, words, as_, clock), out)


def rendered(
    reviews: Sequence[CooperationReview], words: Translator, as_: ReviewFormat, clock: Clock = system_clock
) -> bytes:
    """Return the bytes of the file."""
    whole = composition(reviews, words, clock)
    if as_ == "docx":
        return write_docx(whole)
    if as_ == "html":
        return write_html(whole)
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    out = BytesIO()
    build_checked_bundle(whole, out)
    return out.getvalue()


def composition(
    reviews: Sequence[CooperationReview], words: Translator, clock: Clock = system_clock
) -> Composition:
    """Return the paper with the day it is made: of several States a comparison first, then each by itself."""
    shown = tuple(map(printable, reviews))
    names = words.list_of(country.name(one.sheet, words) for one in shown)
    head = words("Cooperation with China, a review: {countries}", countries=names)
    parts = [
        DossierPart(
            title=country.name(one.sheet, words), anchor=one.sheet.code, blocks=tuple(_blocks(one, words))
        )
        for one in shown
    ]
    day = words("Made on {day}.", day=words.format_date(clock().date()))
    made_on = TextParagraph(line=(Span(day, "quiet"),))
    # One State is one shade: a map shows something only where States are compared.
    maps = (map_block(shown, words),) if len(shown) > 1 else ()
    overview = (made_on, *maps, *compared(shown, words), _note(shown[0], words))
    first = DossierPart(title=words("At a glance"), anchor=_PART, blocks=overview)
    return Composition(
        title=head,
        running_head=head,
        language=words.language,
        parts=(first, *parts),
        has_index=len(shown) > 1,
    )


def blocks(shown: CooperationReview, words: Translator) -> tuple[Block, ...]:
    """Return what a dossier prints of the review of one State, with what it does not know."""
    printed = printable(shown)
    return (*_blocks(printed, words), _note(printed, words))


def _blocks(shown: CooperationReview, words: Translator) -> Iterator[Block]:
    yield from _instruments(shown, words)
    yield from _use(shown, words)
    others = _without_returned(shown)
    yield from decision_blocks(others, words, is_counted=True)
    yield from _returned(shown, words)
    yield from assurance_blocks(others, words)
    yield from incident_blocks(others, words, repeated=shown.repeated)
    yield from claim_blocks(_with_claims(shown), words)
    yield from conflict_blocks(shown.sheet, words)
    yield from _questions(shown, words)
    yield from _not_seen(shown, words)


def _without_returned(shown: CooperationReview) -> CountrySheet:
    """Return the sheet without what the list of people handed over says of the same people.

    Handovers without a decision and incidents stand there, each once, as they are counted.
    """
    listed = {(one.kind, one.record_id) for one in shown.handed_over}
    return replace(
        shown.sheet,
        matters=tuple(
            matter
            for matter in shown.sheet.matters
            if not all(one.is_handover and ("decision", one.id) in listed for one in matter.decisions)
        ),
        incidents=tuple(one for one in shown.sheet.incidents if ("incident", one.id) not in listed),
    )


def _with_claims(shown: CooperationReview) -> CountrySheet:
    return replace(shown.sheet, claims=shown.claims)


def _instruments(shown: CooperationReview, words: Translator) -> Iterator[Block]:
    yield Heading(text=words("Instruments and channels"))
    if not shown.seen:
        text = words("Nothing was read of any instrument of this State.")
        yield TextParagraph(line=(Span(text),), is_numbered=True)
    for one in shown.seen:
        instrument = one.instrument
        life = country_text.life(instrument, words)
        kinds = {act.kind for act in instrument.acts}
        # The one act that is known, or those of ratification, say the same with their days.
        is_stated = kinds == {instrument.status} or (instrument.status == "ratified" and "ratified" in kinds)
        state = "" if is_stated else country_text.standing(instrument, words)
        facts = words.series_of(
            part for part in (country_text.channel(one.channel, words), state, life) if part
        )
        facts = review_text.with_dispute(facts, instrument, words)
        yield TextParagraph(
            line=(_named(instrument, words), Span(facts)),
            is_numbered=True,
            reference=said_line(
                instrument.reference, country_text.source(instrument.url, instrument.reported_in, words)
            ),
        )
        yield from _ending(one, words)
        yield from _notes(one, words)
        yield from _published(instrument, shown.sheet.clauses_of(instrument.id), words)
        yield from _terms(shown.sheet.clauses_of(instrument.id), words)


def _named(instrument: Instrument, words: Translator) -> Span:
    title = _closed(words(instrument.title), words)
    return Span(title if words.is_chinese else f"{title} ", "bold")


def _ending(one: InstrumentReview, words: Translator) -> Iterator[Block]:
    """Yield how an instrument ends; that nothing was read on it is said as well."""
    title = review_text.about("ending", words)
    for clause in one.endings:
        yield TextParagraph(
            line=(Span(words.labelled(title, country_text.as_compiled(clause.substance, words))),),
            style="bullet",
            reference=_place(clause, words),
        )
    if not one.endings and not one.about("term", "ending"):
        yield TextParagraph(
            line=(Span(words.labelled(title, review_text.no_ending(one, words))),), style="bullet"
        )


def _published(instrument: Instrument, clauses: Iterable[Clause], words: Translator) -> Iterator[Block]:
    """Yield how much of a published text was read: it answers what no minister is asked."""
    read = articles_read(instrument, clauses)
    if instrument.published != "yes" or read.startswith("all"):
        return
    text = words("Its text is published; its articles were not read here.")
    if read:
        text = words(
            "Its text is published; only part of its articles was read here: {articles}.",
            articles=review_text.articles(read, words),
        )
    yield TextParagraph(line=(Span(text),), style="bullet")


def _terms(clauses: Iterable[Clause], words: Translator) -> Iterator[Block]:
    for clause in clauses:
        if clause.subject not in ENDING_SUBJECTS:
            substance = country_text.as_compiled(clause.substance, words)
            text = words.labelled(country_text.clause_subject(clause.subject, words), substance)
            yield TextParagraph(line=(Span(text),), style="bullet", reference=_place(clause, words))


def _place(clause: Clause, words: Translator) -> Line:
    """Return where a clause stands; of one read in a copy, it says so in place of a page."""
    article = words("art. {number}", number=clause.article) if clause.article else words("article not read")
    return said_line(article, clause.url or words("read in a copy, not on an official page"))


def _notes(one: InstrumentReview, words: Translator) -> Iterator[Block]:
    for note in one.about("term", "ending", "approval"):
        text = words.labelled(review_text.note_title(note, words), review_text.note_text(note, words))
        yield TextParagraph(
            line=(Span(text),), style="bullet", reference=said_line(review_text.note_basis(note, words))
        )


def _use(shown: CooperationReview, words: Translator) -> Iterator[Block]:
    yield Heading(text=words("Use made of the instruments"))
    notes = [(one, note) for one in shown.seen for note in one.about("use")]
    for one, note in notes:
        yield TextParagraph(
            line=(_named(one.instrument, words), Span(review_text.note_text(note, words))),
            is_numbered=True,
            reference=said_line(review_text.note_basis(note, words)),
        )
    if not notes:
        text = words("No figures on the use of any instrument of this State were read.")
        yield TextParagraph(line=(Span(text),), is_numbered=True)


def _returned(shown: CooperationReview, words: Translator) -> Iterator[Block]:
    entries = shown.handed_over
    broken = {one.id for one in shown.sheet.breaches}
    if any(one.kind == "incident" and one.record_id in broken for one in entries):
        yield Heading(text=words("What happened to people handed over, and to promises made for them"))
    else:
        yield Heading(text=words("What happened to people handed over"))
    for one in entries:
        fate = review_text.fate(one, words)
        weak = weak_points(one.weak_points, words)
        account = country_text.as_compiled(one.text, words)
        text = words.sentences((_closed(account, words), fate, weak)) if fate or weak else account
        when = country_text.when(one.on, words)
        yield TextParagraph(
            line=(Span(f"{words.labelled(when, '')}", "bold"), Span(text)),
            is_numbered=True,
            reference=said_line(country_text.source(one.url, one.reported_in, words)),
        )
    if not entries:
        text = words("No record of anybody handed over by this State was read, which is not proof of none.")
        yield TextParagraph(line=(Span(text),), is_numbered=True)


def _closed(text: str, words: Translator) -> str:
    if text.endswith((".", "。")):
        return text
    return f"{text}。" if words.is_chinese else f"{text}."


def _questions(shown: CooperationReview, words: Translator) -> Iterator[Block]:
    yield Heading(text=words("Open questions to ask of a minister"))
    for wanted in shown.questions:
        yield TextParagraph(
            line=(Span(review_text.question(wanted, words)),),
            is_numbered=True,
            reference=said_line(words.labelled(words("Gap"), review_text.gap(wanted, words))),
        )


def _not_seen(shown: CooperationReview, words: Translator) -> Iterator[Block]:
    if shown.not_seen:
        yield Heading(text=words("Not seen"))
        text = words("These are known by name alone. Nothing of them was read, and nothing is said of them.")
        yield TextParagraph(line=(Span(text),))
    for one in shown.not_seen:
        yield TextParagraph(line=(Span(words(one.instrument.title)),), style="bullet")
    if shown.left_out:
        text = words.count(
            "{number} decision or incident that nobody read is left out.",
            "{number} decisions and incidents that nobody read are left out.",
            shown.left_out,
        )
        yield TextParagraph(line=(Span(text),))


def _note(shown: CooperationReview, words: Translator) -> TextParagraph:
    text = words(
        "“None found” does not prove that there is none. What nobody read is left out or named as not seen, "
        "and each numbered statement says how it is known. Country data version {version}, notes version "
        "{notes}. No lawyer has confirmed this review.",
        version=shown.sheet.version,
        notes=shown.notes_version,
    )
    if words.language.startswith("en"):
        return TextParagraph(line=(Span(text, "quiet"),))
    languages = (
        words("Instruments, decisions and sources are named as they are cited.")
        if words.is_chinese
        else words("Summaries, accounts and what questions quote of them stand in English, as compiled.")
    )
    return TextParagraph(line=(Span(words.sentences((text, languages)), "quiet"),))
