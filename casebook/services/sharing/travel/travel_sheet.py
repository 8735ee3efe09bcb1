"""The page to carry beside a casebook that travels: what it is and what to say, without any name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.trip import Trip
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.pdf.typeset.single_page import Kind, TranslatedSheet, set_translations
from casebook.services.base import record, setting
from casebook.services.base.backups.backup_places import MADE_IN, every_place, not_at_hand
from casebook.services.base.export import put
from casebook.services.base.session import Session
from casebook.services.vault.journey_mark import is_travelling
from casebook.vault import vault_info

_MB = 1_000_000
SHEET_LANGUAGES = ("en", "fr", "es", "de", "el", "zh-Hans", "zh-Hant")


@entity
class SheetFacts:
    """What the page says of a casebook that travels. It names nobody.

    Attributes:
        size_bytes: of its folder.
        cases: how many.
        documents: how many it lists.
        files: how many files of them, and of other records, it holds.
        has_backups: backups of it were made since it was packed.
        is_lawyers: it is carried by a lawyer or for one, so that the page may claim privilege.
    """

    size_bytes: int
    cases: int
    documents: int
    files: int
    has_backups: bool = False
    is_lawyers: bool = False


def facts_of(session: Session) -> SheetFacts:
    """Return what the page says of the open casebook, which travels.

    Raises:
        Refused: it was not packed for a journey, so that the page would be untrue.
    """
    if not is_travelling(session):
        raise Refused(
            "This casebook was not packed for a journey, and the page would not be true of it.",
            field="vault",
            remedy=Message("Write the page of a casebook that was packed for a journey."),
        )
    info = vault_info(session.vault.path)
    return SheetFacts(
        size_bytes=info.database_bytes + info.attachment_bytes,
        cases=len(record.every(session, Case)),
        documents=len(record.every(session, Document)),
        files=info.attachment_count,
        has_backups=_has_backups(session),
    )


def _has_backups(travel: Session) -> bool:
    """Return whether there are backups of a casebook, as far as its session can look."""
    places = every_place(travel.vault, travel.store)
    if any(one.backups() for one in places if one.path.is_dir()):
        return True
    made_in = setting.value(travel, MADE_IN)
    return isinstance(made_in, str) and Path(made_in) in not_at_hand(places)


def facts_of_trip(trip: Trip) -> SheetFacts:
    """Return what the page says of a casebook as home packed it.

    Raises:
        Refused: it was packed by an earlier version, and home does not know its size and its files.
    """
    if not trip.size_bytes or trip.files is None:
        raise Refused(
            "This casebook does not know how much is in the one that travels.",
            field="trip",
            remedy="Open the casebook that travels and write the page there.",
        )
    return SheetFacts(
        size_bytes=trip.size_bytes, cases=len(trip.case_ids), documents=trip.documents, files=trip.files
    )


def sheets(facts: SheetFacts, languages: Sequence[str]) -> bytes:
    """Return the page in each language as a PDF; the caller chooses the destination.

    Args:
        facts: of the casebook that travels.
        languages: of `SHEET_LANGUAGES`, at least one.
    """
    leaves = (
        TranslatedSheet(title=title(one), language=one, lines=_lines(facts, Translator(one)))
        for one in languages
    )
    return set_translations(list(leaves))


def title(language: str) -> str:
    """Return the title of the page."""
    words = Translator(language)
    return words("Crossing a border with this casebook")


def sheet_text(facts: SheetFacts, *, language: str = "en") -> str:
    """Return the page as text."""
    return "\n\n".join((title(language), *(line for _, line in sheet_lines(facts, language)))) + "\n"


def save_sheet(
    facts: SheetFacts, target: Path | SaveTarget, *, language: str = "en", is_text: bool = False
) -> None:
    """Write the page to a file outside the casebook.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the target lies inside a casebook.
        DiskProblem: the disk refuses; nothing is left.
    """
    data = sheet_text(facts, language=language).encode() if is_text else sheets(facts, [language])
    put(data, target)


def sheet_lines(facts: SheetFacts, language: str) -> list[tuple[Kind, str]]:
    """Return the paragraphs of the page with what each is: "head" or "text"."""
    return _lines(facts, Translator(language))


def _lines(facts: SheetFacts, words: Translator) -> list[tuple[Kind, str]]:
    return [*_what_it_is(facts, words), *_what_to_say(facts, words), *_afterwards(words)]


def _what_it_is(facts: SheetFacts, words: Translator) -> list[tuple[Kind, str]]:
    return [
        ("head", words("What this is")),
        (
            "text",
            words(
                "One folder of {size} MB, encrypted. It holds cases: {cases}, documents listed: {documents}, "
                "files: {files}.",
                size=words.number(round(facts.size_bytes / _MB, 1)),
                cases=words.number(facts.cases),
                documents=words.number(facts.documents),
                files=words.number(facts.files),
            ),
        ),
        *_backups_named(facts, words),
        (
            "text",
            words(
                "It was made for this journey. It has no account, no server and no connection to another "
                "computer. It has no hidden part: what its one phrase opens is all there is in it."
            ),
        ),
        ("text", _whose_it_is(facts, words)),
    ]


def _backups_named(facts: SheetFacts, words: Translator) -> list[tuple[Kind, str]]:
    text = words("There are backups of it in a folder of their own.")
    return [("text", text)] if facts.has_backups else []


def _whose_it_is(facts: SheetFacts, words: Translator) -> str:
    if facts.is_lawyers:
        return words(
            "It concerns clients of a lawyer. Everything in it is confidential, and letters, notes and "
            "advice are privileged where the law protects them."
        )
    return words("It concerns people who confided in those who keep it. Everything in it is confidential.")


def _sentence_to_say(facts: SheetFacts, words: Translator) -> str:
    if facts.is_lawyers:
        return words(
            "“This computer holds confidential files of clients, which I must not disclose. Please note "
            "that I claim privilege, and let me telephone my office.” Say no more than is asked, and "
            "nothing untrue."
        )
    return words(
        "“This computer holds confidential files about other people, which I must not disclose. Please let "
        "me telephone my office.” Say no more than is asked, and nothing untrue."
    )


def _what_to_say(facts: SheetFacts, words: Translator) -> list[tuple[Kind, str]]:
    return [
        ("head", words("What to say at the border")),
        ("text", _sentence_to_say(facts, words)),
        (
            "text",
            words(
                "Ask for the name of the officer, the legal basis, and a receipt for whatever is taken. "
                "Write down the time, and what was done with the computer out of your sight."
            ),
        ),
        (
            "text",
            words(
                "Nobody can decide for you whether to refuse the phrase: take advice before you travel on "
                "what the law of that border demands, and what a refusal means for you there."
            ),
        ),
    ]


def _afterwards(words: Translator) -> list[tuple[Kind, str]]:
    return [
        ("head", words("Before and after")),
        (
            "text",
            words(
                "Cross with the computer switched off, not asleep. Carry the phrase in your head, or on "
                "paper apart from the computer."
            ),
        ),
        (
            "text",
            words(
                "If the computer was out of your sight, do not type the phrase on it. Have the tamper check "
                "code compared on another computer, and tell your office as soon as it is safe."
            ),
        ),
    ]
