"""``first48``: the page on the first 48 hours after an arrest, State by State."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook.base.clock import system_clock
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.domain.base.page_text import PAGE_LANGUAGES, PageLanguage
from casebook.domain.library.arrest.first_hours import (
    AdvicePart,
    ArrestFact,
    ArrestPage,
    ArrestReading,
    GeneralNote,
    InterimRoute,
    OpenRoute,
    printable,
)
from casebook.services.library import first_hours
from casebook.services.library.first_hours_rules import period
from casebook.services.library.first_hours_sheet import (
    clock_words,
    condition_words,
    read_words,
    section_title,
    to_check_title,
    unlisted_words,
    visits_title,
    when_words,
)


def first48(
    *,
    code: str,
    out: Path | None,
    language: PageLanguage,
    beside: PageLanguage | str,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if not code:
        words = Translator(language)
        rows = first_hours.places(words)
        listed = [[row.id, row.name, row.question, str(row.unread or "")] for row in rows]
        head = [words("Code"), words("Country"), words("First question"), words("Statements not read")]
        answer({"rows": rows}, table(head, listed), json_wanted=json)
        return
    with perhaps_unlocked(vault, passphrase_file) as session:
        shown = first_hours.page(code, session)
        clock = session.clock if session else system_clock
    if out is not None:
        first_hours.put(shown, out, language, _second(beside, language), clock=clock)
    text = f"{out}: one page." if out is not None else _page_text(shown, language)
    answer({**_page_json(shown, language), "out": out}, text, json_wanted=json)


def _second(beside: str, language: PageLanguage) -> PageLanguage:
    chosen = next((one for one in PAGE_LANGUAGES if one == beside), None)
    return chosen or first_hours.usual_beside(language)


def _page_json(shown: ArrestPage, language: PageLanguage) -> dict[str, object]:
    return {
        "code": shown.code,
        "version": shown.version,
        "compiled_on": shown.compiled_on,
        "first_question": shown.question.in_language(language),
        "sections": {
            section: [_fact_json(fact, language) for fact in facts]
            for section, facts in shown.sections.items()
        },
        "asylum": [_note_json(note, language) for note in shown.asylum],
        "consulate": [_note_json(note, language) for note in shown.consular],
        "interim": [_route_json(one, language) for one in shown.routes],
        "say": [
            {"id": one.id, "when": one.when, "text": one.text.in_language(language)} for one in shown.say
        ],
        "advice": [
            {"id": one.id, "part": one.part, "text": one.text.in_language(language)} for one in shown.advice
        ],
    }


def _fact_json(fact: ArrestFact, language: PageLanguage) -> dict[str, object]:
    return {
        "id": fact.id,
        "topic": fact.topic,
        "text": fact.text.in_language(language),
        "article": fact.cited_in(language) or None,
        "url": fact.url or None,
        "value": fact.value or None,
        "unit": fact.unit or None,
        "rules": fact.rule_ids,
        "is_danger": fact.is_danger,
        "note": fact.note or None,
        **_reading_json(fact.reading, language),
    }


def _note_json(note: GeneralNote, language: PageLanguage) -> dict[str, object]:
    return {
        "id": note.id,
        "text": note.text.in_language(language),
        "article": note.article or None,
        "url": note.url or None,
        "is_danger": note.is_danger,
        **_reading_json(note.reading, language),
    }


def _route_json(one: OpenRoute, language: PageLanguage) -> dict[str, object]:
    route = one.route
    return {
        "id": route.id,
        "to": route.to.in_language(language),
        "text": route.text.in_language(language),
        "url": route.url or None,
        "address": route.address or None,
        "accepted": one.state,
        "condition": one.condition.in_language(language) if one.condition else None,
        **_reading_json(route.reading, language),
    }


def _stated(one: OpenRoute, language: PageLanguage, words: Translator) -> str:
    stated = (condition_words(one, language, words), one.route.text.in_language(language))
    return words.sentences(filter(None, stated))


def _known_by(reading: ArrestReading, language: PageLanguage, words: Translator) -> str:
    parts = (read_words(reading.read, words), reading.as_of.in_language(language))
    return words.series_of(filter(None, parts))


def _reading_json(reading: ArrestReading, language: PageLanguage) -> dict[str, object]:
    return {
        "reading_level": reading.level,
        "read": reading.read,
        "as_of": reading.as_of.in_language(language) or None,
        "confidence": reading.confidence,
        "is_printed": reading.may_be_printed,
    }


def _page_text(shown: ArrestPage, language: PageLanguage) -> str:
    words = Translator(language)
    known = words("How it is known")
    read = printable(shown)
    notes = [(note.text, note.reading) for note in (*read.asylum, *read.consular)]
    stated = [[text.in_language(language), read_words(reading.read, words)] for text, reading in notes]
    spoken = [[when_words(one.when, words), one.text.in_language(language)] for one in shown.say]
    before = clock_words(read, words)
    return "\n\n".join(
        (
            words("First 48 hours: {country}", country=words.territory_name(shown.code))
            + "\n"
            + words.labelled(words("First question"), shown.question.in_language(language)),
            *(["\n".join(before)] if before else []),
            *_fact_tables(read, language, words),
            *([table([words("Asylum and the consulate"), known], stated)] if stated else []),
            *_route_tables(read, language, words),
            *_unread_table(shown, language, words),
            table([words("When"), words("Say")], spoken),
            _advice_text(shown, language, words),
        )
    )


def _fact_tables(shown: ArrestPage, language: PageLanguage, words: Translator) -> Iterator[str]:
    known = words("How it is known")
    for section, facts in shown.sections.items():
        rows = [
            [
                period(fact.value, fact.unit, words),
                fact.text.in_language(language),
                fact.cited_in(language),
                _known_by(fact.reading, language, words),
            ]
            for fact in facts
        ]
        if rows:
            yield table([section_title(section, words), "", words("Article"), known], rows)
        if section == "clocks" and (unlisted := unlisted_words(shown, words)):
            yield unlisted


def _route_tables(shown: ArrestPage, language: PageLanguage, words: Translator) -> Iterator[str]:
    known = words("How it is known")
    for title, routes in (
        (words("Where to ask"), shown.open_routes),
        (to_check_title(words), shown.routes_to_check),
    ):
        rows = [
            [
                one.route.to.in_language(language),
                _stated(one, language, words),
                one.route.address or one.route.url,
                read_words(one.route.reading.read, words),
            ]
            for one in routes
        ]
        if rows:
            yield table([title, "", words("Address"), known], rows)


def _unread_table(shown: ArrestPage, language: PageLanguage, words: Translator) -> Iterator[str]:
    """Yield what nobody read by itself, so that no line of it passes for a rule."""
    rows = [
        [
            _unread_subject(one, language, words),
            one.text.in_language(language),
        ]
        for one in shown.unread
    ]
    if rows:
        title = words("Nobody read this: check by telephone, no rule of law")
        yield table([words("About"), title], rows)


def _unread_subject(
    one: ArrestFact | GeneralNote | InterimRoute, language: PageLanguage, words: Translator
) -> str:
    if isinstance(one, InterimRoute):
        return one.to.in_language(language)
    return one.cited_in(language) if isinstance(one, ArrestFact) else words("General")


def _advice_text(shown: ArrestPage, language: PageLanguage, words: Translator) -> str:
    titles: dict[AdvicePart, str] = {
        "do-not-sign": words("Do not sign"),
        "consul": visits_title(shown, words),
        "interim": section_title("interim", words),
    }
    rows = [[titles[one.part], one.text.in_language(language)] for one in shown.advice if one.part in titles]
    return table([words("Advice"), ""], rows)
