"""Files of answers that a browser saved from a questionnaire.

Source: `domain.dossier.client_papers.answer_file.FORMAT`. The checksum finds a file that was cut or changed
by hand; whoever means to deceive can make a new one, so answers are shown before they are saved.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from casebook.base.structure import read_json
from casebook.domain.dossier.client_papers.answer_file import (
    FORMAT,
    MAX_ANSWERS_BYTES,
    AnswerContent,
    AnswerFault,
    AnswerFile,
)
from casebook.formats.fault import Damaged, OversizedFile

_FAMILY = FORMAT.rpartition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """The file as it is written."""

    format: str
    content: str
    checksum: str


def load_for_answers() -> None:
    """Load what reading loads late."""
    read_answers(write_answers(AnswerContent(form="", paper="", version="", language="", answers=())))


def write_answers(content: AnswerContent) -> bytes:
    """Return the file as a form in a browser saves it."""
    text = json.dumps(asdict(content), ensure_ascii=False)
    written = _Written(format=FORMAT, content=text, checksum=_checksum(text))
    return json.dumps(asdict(written), ensure_ascii=False).encode()


def read_answers(data: bytes) -> AnswerFile:
    """Return the answers of a file, or why they are not taken.

    Raises:
        Damaged: it is cut short, or no JSON.
        OversizedFile: it is larger than any such file.
    """
    if len(data) > MAX_ANSWERS_BYTES:
        raise OversizedFile
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Damaged from error
    try:
        written = read_json(_Written, data)
    except ValueError:
        stated = document.get("format") if isinstance(document, dict) else ""
        is_ours = isinstance(stated, str) and stated.startswith(_FAMILY)
        return _fault("altered" if is_ours else "other")
    if written.format != FORMAT:
        return _fault("format" if written.format.startswith(_FAMILY) else "other")
    if _checksum(written.content) != written.checksum:
        return _fault("altered")
    try:
        return AnswerFile(content=read_json(AnswerContent, written.content))
    except ValueError:
        return _fault("altered")


def _fault(fault: AnswerFault) -> AnswerFile:
    return AnswerFile(fault=fault)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
