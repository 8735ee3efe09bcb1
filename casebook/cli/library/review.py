"""``review``: a State's cooperation with China, its open questions, and requests for information."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.library import country_json
from casebook.domain.library.cooperation.cooperation_note import CooperationNote
from casebook.domain.library.cooperation.open_question import ReviewQuestion
from casebook.domain.library.cooperation.returned import ReturnedPeople
from casebook.domain.library.cooperation.review import (
    CooperationReview,
    InstrumentReview,
    office_questions,
    printable,
)
from casebook.services.dossier.letters.review_letter import ReviewLetter, make_folder, write_letters
from casebook.services.library import country, country_text
from casebook.services.library.cooperation import review, review_sheet, review_text
from casebook.services.library.cooperation.review import ReviewRow
from casebook.services.library.cooperation.review_sheet import FORMATS, ReviewFormat


def review_(
    *,
    codes: Sequence[str],
    out: Path | None,
    letters: Path | None,
    language: str,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    as_ = _format(out) if out else "pdf"
    words = Translator(language)
    with perhaps_unlocked(vault, passphrase_file) as session:
        if not codes:
            _require_countries(out, letters)
            rows = review.rows(session, words)
            answer({"rows": list(map(_row_json, rows))}, _rows_text(rows, words), json_wanted=json)
            return
        shown = review.reviews(codes, session)
    if letters is not None:
        make_folder(letters)
    if out is not None:
        review_sheet.put(shown, out, words, as_)
    written = write_letters(shown, letters) if letters is not None else ()
    reviews = [_review_json(one, words) for one in shown]
    document: dict[str, object] = {
        "reviews": reviews,
        "compared": [_row_json(review.row_of(one, words)) for one in shown],
        "letters": [_letter_json(path, letter) for path, letter in written],
    }
    if out is not None:
        document["file"] = out
    files = _written(out, letters, len(written)) if out is not None or letters is not None else ""
    answer(document, files or _text(shown, words), json_wanted=json)


def _written(out: Path | None, letters: Path | None, count: int) -> str:
    """Return which files were written, and where; what they say stands in them."""
    lines = [] if out is None else [f"The review was written to {out}."]
    if letters is not None:
        lines.append(f"{counted(count, 'letter was', 'letters were')} written to {letters}.")
    files = count + (out is not None)
    return " ".join([*lines, f"Outside the casebook {'it is' if files == 1 else 'they are'} not encrypted."])


def _format(out: Path) -> ReviewFormat:
    ending = out.suffix.lower().removeprefix(".")
    chosen = next((one for one in FORMATS if one == ending), None)
    if chosen is None:
        raise InvalidInput(
            "A review is written as .pdf, .docx or .html.",
            field="out",
            remedy="Give the file one of these endings.",
        )
    return chosen


def _require_countries(out: Path | None, letters: Path | None) -> None:
    if out is not None or letters is not None:
        raise InvalidInput(
            "No country is named.", field="codes", remedy="Name the States by code, such as CY IT."
        )


def _row_json(row: ReviewRow) -> dict[str, object]:
    return {
        "code": row.id,
        "name": row.name,
        "channels": {state.kind: state.status for state in row.channels},
        "binding": row.binding,
        "in_force": row.in_force,
        "ends_known": row.ends_known,
        "ended": row.ended,
        "instruments_seen": row.seen,
        "instruments_not_seen": row.not_seen,
        "decided": {
            one.kind: {"refused": one.refused, "allowed": one.allowed, "not_followed": one.not_followed}
            for one in row.decided
        },
        "handed_over": row.returned,
        "questions": row.questions,
        "questions_not_printed": row.office_questions,
    }


def _review_json(shown: CooperationReview, words: Translator) -> dict[str, object]:
    office = office_questions(shown)
    return {
        **country_json.sheet(shown.sheet),
        "instruments": [_instrument_json(one, words) for one in shown.instruments],
        "returned": [_returned_json(one) for one in shown.returned],
        "questions": [_question_json(one, words, office) for one in shown.questions],
        "not_seen": [one.instrument.id for one in shown.not_seen],
        "not_looked_up": review_text.not_looked_up(shown, words) or None,
        "notes_pack": shown.notes_version,
    }


def _instrument_json(one: InstrumentReview, words: Translator) -> dict[str, object]:
    return {
        "channel": one.channel,
        **country_json.instrument(one.instrument),
        "endings": [country_json.clause(clause) for clause in one.endings],
        "says_how_it_ends": one.says_how_it_ends,
        "notes_known": [_note_json(note, words) for note in one.notes],
    }


def _note_json(note: CooperationNote, words: Translator) -> dict[str, object]:
    return {
        "id": note.id,
        "about": note.about,
        "text": review_text.note_text(note, words),
        "article": note.article or None,
        "reading_level": note.reading_level,
        "read": note.read,
        "reported_in": note.reported_in or None,
        "url": note.url or None,
        "doubt": note.doubt or None,
        "checked": note.checked_on.isoformat(),
        "leaves_open": note.leaves_open,
        "is_printed": note.may_be_printed,
    }


def _returned_json(one: ReturnedPeople) -> dict[str, object]:
    return {
        "from": one.kind,
        "id": one.record_id,
        "on": one.on.edtf if one.on else None,
        "text": one.text,
        "fate": one.fate or None,
        "was_handed_over": one.was_handed_over,
        "reading_level": one.reading_level,
        "reported_in": one.reported_in or None,
        "url": one.url or None,
    }


def _question_json(
    one: ReviewQuestion, words: Translator, office: Sequence[ReviewQuestion]
) -> dict[str, object]:
    return {
        "kind": one.kind,
        "about": one.noun,
        "id": one.record_id,
        "question": review_text.question(one, words),
        "gap": review_text.gap(one, words),
        "is_printed": one not in office,
    }


def _letter_json(path: Path, letter: ReviewLetter) -> dict[str, object]:
    return {
        "file": str(path),
        "letter": letter.kind.id,
        "country": letter.country,
        "open": letter.open_places,
        "not_read": [provision.cite for provision in letter.unread],
    }


def _rows_text(rows: Sequence[ReviewRow], words: Translator) -> str:
    decided = [words("Extradition"), words("Removal"), words("To Hong Kong")]  # the first two to the mainland
    known = [words("Binding"), words("In force"), words("Ends known")]
    head = [words("Code"), words("Country"), *known, *decided, words("Questions")]
    cells = [
        [
            row.id,
            row.name,
            country_text.status(row.binding, words),
            str(row.in_force),
            f"{row.ends_known}/{row.seen}",
            *(
                words("refused {refused}, allowed {allowed}", refused=one.refused, allowed=one.allowed)
                for one in row.decided
            ),
            str(row.questions),
        ]
        for row in rows
    ]
    return table(head, cells)


def _text(shown: Sequence[CooperationReview], words: Translator) -> str:
    parts = [_rows_text([review.row_of(one, words) for one in shown], words)]
    for one in shown:
        parts += ["", country.name(one.sheet, words), *_instruments_text(one, words)]
        rows = [
            [country_text.when(entry.on, words), words(entry.text), review_text.fate(entry, words)]
            for entry in one.handed_over
            if entry.reading_level != "none"
        ]
        head = [words("Date"), words("Handed over"), words("What happened to them")]
        parts += [table(head, rows)] if rows else []
        office = office_questions(one)
        parts += [
            _questions_text(words("Question"), [each for each in one.questions if each not in office], words)
        ]
        parts += [*_unread_text(one, words), review_text.not_looked_up(one, words)]
    parts.append(words("Counted as in a file written with --out: what nobody has read stands apart."))
    return "\n".join(part for part in parts if part)


def _questions_text(title: str, questions: Sequence[ReviewQuestion], words: Translator) -> str:
    rows = [[review_text.question(one, words), review_text.gap(one, words)] for one in questions]
    return table([title, words("Gap")], rows) if rows else ""


def _unread_text(shown: CooperationReview, words: Translator) -> list[str]:
    """Return what nobody read, and what is asked because of it: for the office, and in no number."""
    printed = printable(shown).sheet
    kept = {one.id for one in printed.decisions} | {one.id for one in printed.incidents}
    unread = [
        *((one.id, one.decided_on, one.title) for one in shown.sheet.decisions),
        *((one.id, one.on, one.summary) for one in shown.sheet.incidents),
    ]
    rows = [
        [country_text.when(on, words), words(text)] for record_id, on, text in unread if record_id not in kept
    ]
    return [
        table([words("Date"), words("Not read or not to be cited: not counted")], rows) if rows else "",
        _questions_text(words("Question for the office: not counted"), office_questions(shown), words),
    ]


def _note_row(note: CooperationNote, words: Translator) -> list[str]:
    texts = review_text.note_title(note, words), review_text.note_text(note, words)
    return ["", *texts, review_text.note_basis(note, words)]


def _instruments_text(shown: CooperationReview, words: Translator) -> list[str]:
    rows = []
    for one, printed in zip(shown.instruments, printable(shown).instruments, strict=True):
        # As a file written with --out has it: without the days and acts that nobody read.
        state = country_text.standing(printed.instrument, words)
        rows.append(
            [words(one.instrument.title), state if one.instrument.is_seen else words("not read"), "", ""]
        )
        rows += [
            ["", review_text.about("ending", words), words(clause.text), clause.article]
            for clause in one.endings
        ]
        rows += [_note_row(note, words) for note in one.notes]
    head = [words("Instrument"), words("About"), "", words("How it is known")]
    return [table(head, rows)] if rows else []
