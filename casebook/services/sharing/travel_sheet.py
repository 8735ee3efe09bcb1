"""The page to carry beside a casebook that travels: what it is and what to say, without any name."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.pdf.typeset.single_page import Kind, set_leaf
from casebook.services.base import history, record
from casebook.services.base.export import put
from casebook.services.base.session import Session
from casebook.services.sharing.travel_content import PACKED
from casebook.vault import vault_info

_MB = 1_000_000


def sheet(session: Session, *, language: str = "en") -> bytes:
    """Return the A4 page of an open casebook as a PDF; the caller chooses the destination.

    Args:
        session: the casebook that travels.
        language: of the words.

    Raises:
        Refused: it was not packed for a journey, so that the page would be untrue.
    """
    words = Translator(language)
    return set_leaf(words("Crossing a border with this casebook"), _lines(session, words), language=language)


def sheet_text(session: Session, *, language: str = "en") -> str:
    """Return the page as text.

    Raises:
        Refused: it was not packed for a journey.
    """
    words = Translator(language)
    title = words("Crossing a border with this casebook")
    return "\n\n".join((title, *(line for _, line in _lines(session, words)))) + "\n"


def save_sheet(
    session: Session, target: Path | SaveTarget, *, language: str = "en", is_text: bool = False
) -> None:
    """Write the page to a file outside the casebook.

    Raises:
        InvalidInput: the folder is not there.
        Refused: it was not packed for a journey; or the target lies inside a casebook.
        DiskProblem: the disk refuses; nothing is left.
    """
    data = sheet_text(session, language=language).encode() if is_text else sheet(session, language=language)
    put(data, target)


def _lines(session: Session, words: Translator) -> list[tuple[Kind, str]]:
    _require_packed(session)
    return [*_what_it_is(session, words), *_what_to_say(words), *_afterwards(words)]


def _require_packed(session: Session) -> None:
    if [one.action for one in history.of_vault(session, most=1, before=2)] != [PACKED]:
        raise Refused(
            "This casebook was not packed for a journey, and the page would not be true of it.",
            field="vault",
            remedy="Write the page of a casebook that was packed with `casebook travel pack`.",
        )


def _what_it_is(session: Session, words: Translator) -> list[tuple[Kind, str]]:
    info = vault_info(session.vault.path)
    size_bytes = info.database_bytes + info.attachment_bytes
    documents = sum(not one.is_without_file for one in record.every(session, Document))
    return [
        ("head", words("What this is")),
        (
            "text",
            words(
                "One folder of {size} MB, encrypted. It holds cases: {cases}, documents: {documents}.",
                size=words.number(-(-size_bytes // _MB)),
                cases=words.number(len(record.every(session, Case))),
                documents=words.number(documents),
            ),
        ),
        (
            "text",
            words(
                "It was made for this journey. It has no account, no server and no connection to another "
                "computer. It has no hidden part: what its one phrase opens is all there is in it."
            ),
        ),
        (
            "text",
            words(
                "It concerns clients of a lawyer. Everything in it is confidential, and letters, notes and "
                "advice are privileged where the law protects them."
            ),
        ),
    ]


def _what_to_say(words: Translator) -> list[tuple[Kind, str]]:
    return [
        ("head", words("What to say at the border")),
        (
            "text",
            words(
                "“This computer holds confidential files of clients, which I must not disclose. Please note "
                "that I claim privilege, and let me telephone my office.” Say no more than is asked, and "
                "nothing untrue."
            ),
        ),
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
                "Cross with the computer switched off, not asleep. Carry the phrase in your head, not on "
                "paper."
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
