"""Files of answers: written and read back the same, and nothing else is taken for one."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as some

from casebook.domain.dossier.client_papers.answer_file import AnswerContent, QuestionAnswer
from casebook.formats.answer_file import read_answers, write_answers
from casebook.formats.fault import Damaged, OversizedFile

TEXT = some.text(some.characters(exclude_categories=["Cs"]))
CONTENT = some.builds(
    AnswerContent,
    form=TEXT,
    paper=TEXT,
    version=TEXT,
    language=TEXT,
    answers=some.lists(some.builds(QuestionAnswer, question=TEXT, text=TEXT), max_size=3).map(tuple),
)


@given(CONTENT)
def test_answers_are_read_as_they_were_written(content: AnswerContent) -> None:
    read = read_answers(write_answers(content))
    assert (read.fault, read.content) == ("", content)


@given(CONTENT, some.integers(min_value=0), some.integers(0, 255))
def test_a_changed_byte_never_changes_an_answer(content: AnswerContent, at: int, byte: int) -> None:
    data = bytearray(write_answers(content))
    data[at % len(data)] = byte
    with suppress(Damaged):
        read = read_answers(bytes(data))
        assert read.content in {None, content}
        assert bool(read.fault) == (read.content is None)


@given(some.binary(max_size=200))
def test_any_bytes_are_refused_in_order(data: bytes) -> None:
    with suppress(Damaged, OversizedFile):
        assert read_answers(data).fault
