"""Requests for information that follow from a review: on the agreements, and on its open questions.

The statute is named only where the reference data hold it with its source: no State's is there yet, so the
place stays open for whoever sends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from casebook.base.errors import DiskProblem, NotFound
from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.letter import LetterBlank, LetterKind, LetterProvision
from casebook.domain.dossier.letters.letter_field import BLANK
from casebook.domain.dossier.letters.letter_file import FilledLine, Values
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.domain.library.cooperation.review import CooperationReview, printable
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.export import put, refuse_vaults
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.letters.house_style import house_styles
from casebook.services.dossier.letters.letter_kind import filled_supplied, supplied
from casebook.services.dossier.letters.letter_text import (
    blank_text,
    provision_line,
    with_article,
)
from casebook.services.library import country
from casebook.services.library.cooperation import review as reviewing
from casebook.services.library.cooperation import review_text

GENERAL, QUESTIONS = "freedom-of-information", "cooperation-questions"
"""IDs of the two kinds of letter."""
_LEFT_OPEN = "What I found in published sources leaves these questions open; the brackets say what was found:"
_NOT_READ = (
    "On these questions I have read nothing that answers them, and I do not say that I looked in every "
    "place. If an answer is published, it is enough to name the place:"
)
_BETWEEN = "\n\n"
"""Ends a paragraph where a person writes."""


@entity
class WantedReviewLetter:
    """Which request is wanted, and what a person wrote into it.

    Attributes:
        country: code of the State whose authority is asked.
        kind: ID of the kind of letter.
        answers: texts by the name of the blank; a blank that is not named has the text it begins with.
        provision: the statute that the person read, or "".
    """

    country: str
    kind: str
    answers: Mapping[str, str]
    provision: str = ""


@entity
class ReviewLetter:
    """A request as it would be sent.

    Attributes:
        kind: what it is.
        country: ISO 3166 code of the State whose authority is asked.
        filled: its paragraphs with their styles.
        blanks: what a person can change, each with the text that it begins with.
        open_places: what a person must still write, such as counsel's name.
        unread: provisions that nobody read: the statute to be looked up and entered.
        data: the Word file.
    """

    kind: LetterKind
    country: str
    filled: tuple[FilledLine, ...]
    blanks: tuple[LetterBlank, ...]
    open_places: tuple[str, ...]
    unread: tuple[LetterProvision, ...]
    data: bytes

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the texts of its paragraphs."""
        return tuple(line.text for line in self.filled)

    @property
    def file_name(self) -> str:
        """Return a name for its file."""
        return f"{self.country.lower()}-{self.kind.id}.docx"


def kinds() -> tuple[LetterKind, ...]:
    """Return the requests that follow from a review: on agreements and practice, and on what is open."""
    wanted = {kind.id: kind for kind in supplied()}
    return tuple(wanted[id_] for id_ in (GENERAL, QUESTIONS) if id_ in wanted)


def letters_of(review: CooperationReview) -> tuple[ReviewLetter, ...]:
    """Return the requests for information to a State, as they begin.

    Raises:
        Refused: what makes letters is not installed.
    """
    return tuple(letter_of(kind, review) for kind in kinds())


async def draft(session: Session, wanted: WantedReviewLetter) -> ReviewLetter:
    """Make a request in memory, in the styles of the office; nothing is written.

    Raises:
        NotFound: there is no such State or request.
        Refused: what makes letters is not installed.
    """

    def read() -> tuple[CooperationReview, tuple[WordStyle, ...]]:
        return reviewing.review(wanted.country, session), house_styles(session)

    shown, styles = await on_vault(read)
    kind = next((one for one in kinds() if one.id == wanted.kind), kinds()[0])
    return await off_thread(lambda: letter_of(kind, shown, wanted.answers, wanted.provision, styles))


async def save(letter: ReviewLetter, out: Path | SaveTarget) -> None:
    """Write a request off the thread of the vault.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    await off_thread(lambda: put(letter.data, out))


def write_letters(
    reviews: Sequence[CooperationReview], folder: Path
) -> tuple[tuple[Path, ReviewLetter], ...]:
    """Write the requests of each review into a folder.

    Args:
        reviews: of the States that are asked.
        folder: made where it is not there.

    Raises:
        Refused, DiskProblem: the folder or a letter cannot be written there.
    """
    make_folder(folder)
    written = []
    for review in reviews:
        for letter in letters_of(review):
            put(letter.data, folder / letter.file_name)
            written.append((folder / letter.file_name, letter))
    return tuple(written)


def make_folder(folder: Path) -> None:
    """Make the folder for the requests, to be opened by this user alone, where it is not there yet.

    Raises:
        Refused: it lies inside a vault or among its backups.
        DiskProblem: it cannot be made, such as where a file has its name.
    """
    refuse_vaults(folder.resolve() / QUESTIONS)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DiskProblem("The folder could not be created.", field="letters") from error


def questions_text(review: CooperationReview) -> str:
    """Return the open questions of a review, a paragraph each, with what is known here beside each.

    Those that what was read leaves open come first; of the others nothing was read, and the letter says so.
    """
    words = Translator("en")
    asked = printable(review).questions
    groups = (
        (_LEFT_OPEN, [one for one in asked if one.is_read_on]),
        (_NOT_READ, [one for one in asked if not one.is_read_on]),
    )
    numbers = count(1)
    return _BETWEEN.join(
        line
        for heading, questions in groups
        if questions
        for line in (
            heading,
            *(
                f"({next(numbers)}) {review_text.question(one, words)} ({review_text.gap(one, words)})"
                for one in questions
            ),
        )
    )


def with_questions(session: Session, kind: LetterKind, case_id: str) -> LetterKind:
    """Return the request on open questions with those of the State of a case, and other letters as they are.

    Args:
        session: the open vault.
        kind: as supplied.
        case_id: of the case whose State is asked; of a State without a sheet the place stays open.

    Raises:
        NotFound: there is no such case.
    """
    if kind.id != QUESTIONS:
        return kind
    code = record.find(session, Case, case_id).jurisdiction.partition("-")[0]
    try:
        review = reviewing.review(code, session)
    except NotFound:
        return kind
    return replace(kind, blanks=tuple(_begun(blank, review) for blank in kind.blanks))


def letter_of(
    kind: LetterKind,
    review: CooperationReview,
    answers: Mapping[str, str] | None = None,
    provision: str = "",
    styles: tuple[WordStyle, ...] = (),
) -> ReviewLetter:
    """Return a request to the State of a review.

    Args:
        kind: one of `kinds`.
        review: with its open questions.
        answers: what a person wrote into its blanks, by name.
        provision: the statute that the person read, or "".
        styles: of the office, in place of the program's.

    Raises:
        Refused: what makes letters is not installed.
    """
    blanks = tuple(_begun(blank, review) for blank in kind.blanks)
    texts = {blank.name: (answers or {}).get(blank.name, blank.text) for blank in blanks}
    report, data = filled_supplied(kind, styles, _values(kind, review, texts, provision), packs=True)
    return ReviewLetter(
        kind=kind,
        country=review.sheet.code,
        filled=report.lines,
        blanks=blanks,
        open_places=report.missing,
        unread=() if provision.strip() else kind.unread,
        data=data,
    )


def _begun(blank: LetterBlank, review: CooperationReview) -> LetterBlank:
    return replace(blank, text=questions_text(review)) if blank.name == "questions" else blank


def _values(kind: LetterKind, review: CooperationReview, texts: Mapping[str, str], provision: str) -> Values:
    return {
        "letter.title": kind.title,
        "letter.provision": provision_line(kind, provision.strip()),
        "addressee.name": kind.addressee,
        "case.country": with_article(country.name(review.sheet, Translator("en"))),
        **{f"{BLANK}.{name}": blank_text(text, ()) for name, text in texts.items() if text.strip()},
    }
