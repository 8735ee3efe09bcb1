"""Requests for information that follow from a review: on the agreements, and on its open questions.

The statute is named only where the reference data hold it with its source: no State's is there yet, so the
place stays open for whoever sends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.dossier.letter import LetterKind, LetterProvision
from casebook.domain.dossier.letters.letter_field import BLANK
from casebook.domain.dossier.letters.letter_file import Values
from casebook.domain.library.cooperation.review import CooperationReview, printable
from casebook.services.base.export import put
from casebook.services.dossier.letters.letter_kind import filled_supplied, supplied
from casebook.services.dossier.letters.letter_text import PARAGRAPH, provision_line, with_article
from casebook.services.library import country
from casebook.services.library.cooperation import review_text

GENERAL, QUESTIONS = "freedom-of-information", "cooperation-questions"
"""IDs of the two kinds of letter."""


@entity
class ReviewLetter:
    """A request as it would be sent.

    Attributes:
        kind: what it is.
        country: ISO 3166 code of the State whose authority is asked.
        lines: its paragraphs.
        open_places: what a person must still write, such as counsel's name.
        unread: provisions that nobody read: the statute to be looked up and entered.
        data: the Word file.
    """

    kind: LetterKind
    country: str
    lines: tuple[str, ...]
    open_places: tuple[str, ...]
    unread: tuple[LetterProvision, ...]
    data: bytes

    @property
    def file_name(self) -> str:
        """Return a name for its file."""
        return f"{self.country.lower()}-{self.kind.id}.docx"


def letters_of(review: CooperationReview) -> tuple[ReviewLetter, ...]:
    """Return the requests for information to a State: on agreements and practice, and on what is open.

    Raises:
        Refused: what makes letters is not installed.
    """
    wanted = {kind.id: kind for kind in supplied() if kind.id in {GENERAL, QUESTIONS}}
    return tuple(_letter(wanted[id_], review) for id_ in (GENERAL, QUESTIONS) if id_ in wanted)


def write_letters(
    reviews: Sequence[CooperationReview], folder: Path
) -> tuple[tuple[Path, ReviewLetter], ...]:
    """Write the requests of each review into a folder.

    Raises:
        InvalidInput: there is no such folder.
        Refused, DiskProblem: one cannot be written there.
    """
    require_folder(folder)
    written = []
    for review in reviews:
        for letter in letters_of(review):
            put(letter.data, folder / letter.file_name)
            written.append((folder / letter.file_name, letter))
    return tuple(written)


def require_folder(folder: Path) -> None:
    """Refuse a folder that is not there, before anything is written.

    Raises:
        InvalidInput: there is no such folder.
    """
    if not folder.is_dir():
        raise InvalidInput("There is no such folder.", field="letters", remedy="Choose a folder that exists.")


def questions_text(review: CooperationReview) -> str:
    """Return the open questions of a review as paragraphs of a letter, each with the gap it comes from."""
    words = Translator("en")
    asked = printable(review).questions
    return PARAGRAPH.join(
        f"({number}) {review_text.question(one, words)} [{review_text.gap(one, words)}]"
        for number, one in enumerate(asked, start=1)
    )


def _letter(kind: LetterKind, review: CooperationReview) -> ReviewLetter:
    report, data = filled_supplied(kind, (), _values(kind, review), packs=True)
    return ReviewLetter(
        kind=kind,
        country=review.sheet.code,
        lines=tuple(line.text for line in report.lines),
        open_places=report.missing,
        unread=kind.unread,
        data=data,
    )


def _values(kind: LetterKind, review: CooperationReview) -> Values:
    blanks = {blank.name: blank.text for blank in kind.blanks}
    if kind.id == QUESTIONS:
        blanks["questions"] = questions_text(review)
    return {
        "letter.title": kind.title,
        "letter.provision": provision_line(kind, ""),
        "addressee.name": kind.addressee,
        "case.country": with_article(country.name(review.sheet, Translator("en"))),
        **{f"{BLANK}.{name}": text for name, text in blanks.items()},
    }
