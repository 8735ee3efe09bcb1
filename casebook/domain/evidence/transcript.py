"""Transcripts of recordings: typed with times, or taken from WebVTT and SubRip files.

Source: WebVTT (W3C), 4, 6.3 and 6.4; SubRip as its players read it: with a comma, and without the first line.
"""

from __future__ import annotations

import html
import re

from casebook.domain.base.entity import entity

_RECORDED = ("audio/", "video/")
_TIMES = re.compile(r"^\s*(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?\s*-->", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_UNPARTED = re.compile(rf"\n(?=\d+[ \t]*\n{_TIMES.pattern[1:]})")
"""Before the number of a cue, also where no blank line is."""
_APART = re.compile(r"\s*(?:(?:NOTE|STYLE|REGION)\b|\d+\s*$)")
"""A block of WebVTT that is no cue, or the number of a cue alone."""
_TYPED = re.compile(
    r"^\[?(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?(?:\s*-->\s*[\d:.,]+)?\]?(?:[.,]\d{1,3})?\s+(?P<words>.+)$"
)
"""Also with a fraction or an end within the brackets, as programs that recognise speech print it."""
_SPEAKER = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:[bisucv]|font|ruby|rt|lang|\d+:[\d:.]+)(?:[.\s][^>]*)?>|\{\\[^}]*\}", re.IGNORECASE)
"""What the two formats know; another word in such brackets ("<inaudible>") is a remark of the transcriber."""


@entity
class TranscriptLine:
    """What is said from one moment on.

    Attributes:
        at_seconds: from the beginning of the recording; None where the line only goes on.
        words: what is said, after the speaker where one is named.
    """

    at_seconds: int | None
    words: str

    @property
    def time(self) -> str:
        """The moment, such as ``0:01:12``, or "".

        >>> TranscriptLine(at_seconds=72, words="").time
        '0:01:12'
        """
        if self.at_seconds is None:
            return ""
        minutes, seconds = divmod(self.at_seconds, 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def is_recording(media_type: str) -> bool:
    """Whether a file is sound or moving pictures, which no page can show."""
    return media_type.startswith(_RECORDED)


def transcript_lines(text: str) -> tuple[TranscriptLine, ...]:
    r"""The lines of a WebVTT or SubRip file, or of a text with a time before some of its lines.

    >>> [(line.time, line.words) for line in transcript_lines("1:12 They came.\nNo one asked why.")]
    [('0:01:12', 'They came.'), ('', 'No one asked why.')]
    >>> lines = transcript_lines("1\n00:00:01,500 --> 00:00:04,000\n<i>They\ncame.</i>")
    >>> [(line.time, line.words) for line in lines]
    [('0:00:01', 'They came.')]
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(_cues(text) if _TIMES.search(text) else _typed(text))


def transcript_text(lines: tuple[TranscriptLine, ...]) -> str:
    """The lines as a person types them, which `transcript_lines` reads again."""
    return "\n".join(f"{line.time} {line.words}".strip() for line in lines)


def _cues(text: str) -> list[TranscriptLine]:
    """Each cue with the lines that a blank one parts from it; comments, settings and numbers are left out."""
    cues: list[tuple[int, str]] = []
    for block in _BLANK.split(_UNPARTED.sub("\n\n", text)):
        if starts := list(_TIMES.finditer(block)):  # WebVTT, 6.3: times end the cue before them
            ends = [*(times.start() for times in starts[1:]), len(block)]
            for times, end in zip(starts, ends, strict=True):
                cues.append((_seconds(times), block[times.end() : end].partition("\n")[2]))
        elif cues and not _APART.match(block):
            at, said = cues.pop()
            cues.append((at, f"{said}\n{block}"))
    lines = [TranscriptLine(at_seconds=at, words=_said(marked)) for at, marked in cues]
    return [line for line in lines if line.words]


def _said(marked: str) -> str:
    """The words of a cue without its marks."""
    return " ".join(html.unescape(_TAG.sub("", _SPEAKER.sub(r"\1: ", marked))).split())


def _typed(text: str) -> list[TranscriptLine]:
    lines = []
    for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
        timed = _TYPED.match(line)
        seconds, words = (_seconds(timed), timed["words"]) if timed else (None, line)
        lines.append(TranscriptLine(at_seconds=seconds, words=words))
    return lines


def _seconds(times: re.Match[str]) -> int:
    return int(times[1] or 0) * 3600 + int(times[2]) * 60 + int(times[3])
