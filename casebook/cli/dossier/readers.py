"""``dossier readers``: who will hold a copy, and whom it shows to them, before it is built."""

from __future__ import annotations

from pathlib import Path

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.session import reading
from casebook.cli.dossier.dossier import COPIES, PURPOSES
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.readers.reader_fact import ReaderFact
from casebook.domain.dossier.readers.reader_picture import (
    ReaderPicture,
    ReaderStep,
    ShowingExhibit,
    ShownPerson,
)
from casebook.services.dossier.readers import reader_sheet
from casebook.services.dossier.readers.reader_picture import picture


def readers(
    *,
    vault: Path,
    dossier_id: str,
    profile: str,
    copy: str,
    purpose: str,
    for_whom: str,
    out: Path | None,
    language: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = BuildRequest(
        dossier_id=dossier_id,
        profile_id=profile,
        copy_kind=one_of(copy, COPIES, "copy"),
        purpose=one_of(purpose, PURPOSES, "purpose"),
        for_whom=for_whom,
    )
    with reading(vault, passphrase_file) as session:
        shown = picture(session, request)
    words = Translator(language)
    if out is not None:
        reader_sheet.put(shown, out, words)
    answer(_json(shown, words), _text(shown, words), json_wanted=json)


def _json(shown: ReaderPicture, words: Translator) -> dict[str, object]:
    return {
        "copy": shown.copy_kind,
        "court": shown.forum or None,
        "profile": shown.profile_id or None,
        "for": shown.for_whom or None,
        "narrowed_by_own_profile": shown.is_narrowed,
        "steps": [_step_json(step, words) for step in shown.steps],
        "not_known": [step.to for step in shown.unknown],
        "people": [_person_json(one, words) for one in shown.people],
        "without_text": [_exhibit_json(one, words) for one in shown.without_text],
        "pack": shown.facts_version,
    }


def _step_json(step: ReaderStep, words: Translator) -> dict[str, object]:
    return {
        "from": step.from_,
        "to": step.to,
        "known": step.knowledge,
        "words": reader_sheet.knowledge(step, words),
        "reached": step.is_reached,
        "sources": [_fact_json(fact, words) for fact in step.facts],
    }


def _fact_json(fact: ReaderFact, words: Translator) -> dict[str, object]:
    return {
        "id": fact.id,
        "receives": fact.receives,
        "paper": fact.paper,
        "text": reader_sheet.fact_text(fact, words),
        "pinpoint": fact.pinpoint,
        "reading_level": fact.reading_level,
        "read": fact.read,
        "reported_in": fact.reported_in or None,
        "url": fact.url or None,
        "as_of": fact.as_of or None,
        "rule": fact.rule_id or None,
    }


def _exhibit_json(exhibit: ShowingExhibit, words: Translator) -> dict[str, object]:
    return {
        "exhibit": words(exhibit.name),
        "pages": exhibit.pages,
        "of_original_or_translation": exhibit.is_carried,
        "painted_areas": exhibit.is_painted,
    }


def _person_json(one: ShownPerson, words: Translator) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "why": one.kind,
        "named": True if one.is_named else None,
        "in_text": one.is_in_text,
        "exhibits_searched": one.is_searched,
        "exhibits": [_exhibit_json(found, words) for found in one.exhibits],
        "consent": one.has_consent,
        "consent_limits": one.limits or None,
        "words": reader_sheet.standing(one, words),
        "at_risk": one.is_at_risk,
        "passages": one.passages,
    }


def _text(shown: ReaderPicture, words: Translator) -> str:
    steps = [
        [
            reader_sheet.reader(step.from_, words, shown),
            f"→ {reader_sheet.reader(step.to, words, shown)}",
            reader_sheet.knowledge(step, words),
            words.series_of(fact.pinpoint for fact in step.facts),
        ]
        for step in shown.steps
    ]
    people = [
        [
            one.name,
            reader_sheet.person_kind(one, words),
            reader_sheet.standing(one, words),
            words.series_of(reader_sheet.places(one, words)),
        ]
        for one in shown.people
    ]
    step_head = [words("From"), words("To"), words("How it is known"), words("Source")]
    no_step = words("A draft stays in the office: nobody else gets it.")
    head = [words("Person"), words("Why listed"), words("In this copy"), words("Where it stands")]
    parts = [table(step_head, steps) if steps else no_step, table(head, people) if people else ""]
    return "\n".join(filter(None, (*parts, reader_sheet.without_text(shown, words))))
