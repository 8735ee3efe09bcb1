"""What the office states about a recording, for its exhibit sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.evidence.transcript import TranscriptLine

_LENGTH = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)")


@entity
class Recording:
    """What the office states about a recording beside its document, and its transcript.

    Search and copies read the transcript as the text of the document, which follows from it in each casebook.

    Attributes:
        id: that of its document. Who recorded it is the author of that, where the medium is filed its
            `original_at`.
        length_seconds: how long it lasts; 0 where that is not known.
        holder: who holds the medium or the telephone, or "".
        transcriber: who wrote the transcript, or "".
        transcript_language: BCP 47 tag of the transcript, or "".
        is_translated: the transcript is a translation of what is said.
        transcript: its lines as `transcript_text` writes them, or "".
    """

    id: str
    case_id: str
    length_seconds: int = 0
    holder: str = ""
    transcriber: str = ""
    transcript_language: str = ""
    is_translated: bool = False
    transcript: str = ""

    @property
    def length(self) -> str:
        """The length, such as ``0:14:05``, or "".

        >>> Recording(id="r", case_id="c", length_seconds=845).length
        '0:14:05'
        """
        minutes, seconds = divmod(self.length_seconds, 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if self.length_seconds else ""


def beyond_end(recording: Recording, lines: Iterable[TranscriptLine]) -> str:
    """Return the last moment of a transcript that lies behind the end of its recording, or "".

    >>> lines = (TranscriptLine(at_seconds=7, words="They came."),)
    >>> beyond_end(Recording(id="r", case_id="c", length_seconds=1), lines)
    '0:00:07'
    >>> beyond_end(Recording(id="r", case_id="c"), lines)
    ''
    """
    timed = [one for one in lines if one.at_seconds is not None]
    last = max(timed, key=lambda one: one.at_seconds or 0, default=None)
    if last is None or not recording.length_seconds or (last.at_seconds or 0) <= recording.length_seconds:
        return ""
    return last.time


def length_in_seconds(text: str) -> int:
    """The seconds of a length as a person types it; 0 for an empty text.

    >>> length_in_seconds("1:02:03"), length_in_seconds("14:05"), length_in_seconds("")
    (3723, 845, 0)

    Raises:
        InvalidInput: it is none.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is None and text.strip():
        raise InvalidInput(
            "This is not a length of time.",
            field="length",
            remedy="Enter hours, minutes and seconds, such as 0:14:05.",
        )
    if match is None:
        return 0
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
