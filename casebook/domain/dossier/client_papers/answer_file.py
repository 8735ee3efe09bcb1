"""The file that a browser saves from a questionnaire: which form, and the answers by question."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

FORMAT = "casebook-answers-1"
"""Of the file: JSON with ``format``, ``content`` (a text, itself JSON) and ``checksum`` (SHA-256 of it)."""
MAX_ANSWERS_BYTES = 1 << 20

AnswerFault = Literal["", "other", "altered", "format"]
"""Why a file is not taken: it holds no answers, its checksum does not fit, or a later program made it."""


@entity
class QuestionAnswer:
    """What the client wrote to one question."""

    question: str
    text: str


@entity
class AnswerContent:
    """What is signed by the checksum.

    Attributes:
        form: id of the paper that was given; names nobody.
        paper, version, language: of the form.
        answers: those that are not empty.
    """

    form: str
    paper: str
    version: str
    language: str
    answers: tuple[QuestionAnswer, ...]


@entity
class AnswerFile:
    """A file of answers as it was read; without content where there is a fault."""

    fault: AnswerFault = ""
    content: AnswerContent | None = None
