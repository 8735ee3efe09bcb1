"""A person's statement for a court: in their own language, with its translation paragraph by paragraph.

Each paragraph is tied to the facts it speaks of, to earlier accounts of the same and to the place of a
recording. What was corrected when it was read back is kept with who asked for it, and is never written over.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint

StatementForm = Literal["truth", "affirmation", "oath"]
"""A statement of truth, or sworn before an officer by affirmation or oath."""
StatementSide = Literal["text", "translation"]


@entity
class RecordingPlace:
    """A place of a recording.

    Attributes:
        document_id: the recording, a document of the case.
        at_seconds: from its start.
    """

    document_id: str
    at_seconds: int = 0


@entity
class StatementParagraph:
    """A paragraph, numbered by its place.

    Attributes:
        text: in the person's language.
        translation: in the language of the court, or "".
        fact_ids: the facts it speaks of.
        earlier: where the person, or somebody else, gave an account of it before.
        recording: where it was said, or None.
    """

    id: str
    text: str
    translation: str = ""
    fact_ids: tuple[str, ...] = ()
    earlier: tuple[Pinpoint, ...] = ()
    recording: RecordingPlace | None = None


@entity
class Correction:
    """A change made when the statement was read back.

    Attributes:
        number: of the paragraph, from 1, as it was then.
        side: which of its two texts.
        was, became: that text before and after.
        who: asked for it.
    """

    number: int
    side: StatementSide
    was: str
    became: str
    who: str


@entity
class ReadBack:
    """A reading of the whole statement to the person.

    Attributes:
        read_at: when.
        reader: who read it.
        language: in which it was read, as BCP 47 tag.
        corrections: what was changed.
        digest: of the words as they stood afterwards.
    """

    read_at: datetime
    reader: str
    language: str
    corrections: tuple[Correction, ...] = ()
    digest: str = ""


@entity
class Statement:
    """A statement in the making, or signed.

    Attributes:
        title: as it is listed; names nobody.
        person_id: who makes it.
        language: theirs, as BCP 47 tag.
        translation_language: of the court; the same where none is needed.
        confirmation: how it is confirmed.
        contact_id: the interpreter, a contact, or "".
        translator: who translated it, where that is someone else.
        recorded_by: who took it down.
        recorded_on: the day, or None.
        place: where it was taken.
        ground_ids: the grounds asked about.
        paragraphs: in order.
        read_backs: in order of time.
    """

    id: str
    case_id: str
    title: str
    person_id: str
    language: str
    translation_language: str = "en"
    confirmation: StatementForm = "truth"
    contact_id: str = ""
    translator: str = ""
    recorded_by: str = ""
    recorded_on: date | None = None
    place: str = ""
    ground_ids: tuple[str, ...] = ()
    paragraphs: tuple[StatementParagraph, ...] = ()
    read_backs: tuple[ReadBack, ...] = ()

    @property
    def is_translated(self) -> bool:
        """Return whether it has a second language."""
        return self.language.partition("-")[0] != self.translation_language.partition("-")[0]

    @property
    def untranslated(self) -> tuple[int, ...]:
        """Return the numbers of paragraphs, from 1, without a translation though one is needed."""
        if not self.is_translated:
            return ()
        return tuple(
            number
            for number, paragraph in enumerate(self.paragraphs, start=1)
            if not paragraph.translation.strip()
        )

    @property
    def digest(self) -> str:
        """Return a value that changes with any word of it."""
        words = "\0".join(f"{one.text}\1{one.translation}" for one in self.paragraphs)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def valid_read_backs(self) -> tuple[ReadBack, ...]:
        """Return the readings of the words as they stand now; one holds for the text that was read only."""
        if not self.paragraphs:
            return ()
        digest, language = self.digest, self.language
        return tuple(one for one in self.read_backs if (one.digest, one.language) == (digest, language))

    @property
    def is_read_back(self) -> bool:
        """Return whether it was read back as it stands now."""
        return bool(self.valid_read_backs)

    def paragraph(self, paragraph_id: str) -> StatementParagraph | None:
        """Return a paragraph, or None."""
        return next((one for one in self.paragraphs if one.id == paragraph_id), None)


def check_statement(statement: Statement) -> None:
    """Reject a statement with an empty paragraph, or a place of a recording before its start.

    Raises:
        InvalidInput: it has one.
    """
    for paragraph in statement.paragraphs:
        if not paragraph.text.strip():
            raise InvalidInput(
                "A paragraph has no text.",
                field="paragraphs",
                remedy="Enter it in the person's language, or remove it.",
            )
        if paragraph.recording and paragraph.recording.at_seconds < 0:
            raise InvalidInput(
                "A recording has no place before its start.", field="recording", remedy="Correct the seconds."
            )


def require_paragraph(statement: Statement) -> None:
    """Reject a statement without words, of which none can be read back.

    Raises:
        InvalidInput: it has none.
    """
    if not statement.paragraphs:
        raise InvalidInput(
            "The statement has no paragraph.", field="statement", remedy="Write a paragraph first."
        )
