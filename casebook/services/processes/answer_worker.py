"""Files of answers to a questionnaire, read by an isolated process: they come from outside."""

from __future__ import annotations

import io

from casebook.base.errors import DamagedSource, InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.dossier.client_papers.answer_file import AnswerFile
from casebook.formats.fault import Damaged, OversizedFile
from casebook.host.process.worker_process import CAN_START
from casebook.host.protocol.extract_protocol import Family
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

_DAMAGED = DamagedSource(
    "This file of answers is incomplete or damaged.",
    field="file",
    remedy="Ask for the file again: the client opens the form, opens the saved answers and saves them anew.",
)
_TOO_LARGE = InvalidInput(
    "The file is too large to be a file of answers.",
    field="file",
    remedy="Choose the file that the form saved, answers.json.",
)
_UNREAD = {
    "failed": Message("The file of answers could not be read."),
    "unconfined": Message("This computer cannot isolate the process that reads files."),
}


def read_answers_apart(data: bytes) -> AnswerFile:
    """Return the answers of a file, or why they are not taken.

    Raises:
        DamagedSource: it is cut short or damaged.
        InvalidInput: it is too large.
        Refused: it was not read.
    """
    try:
        if not CAN_START:
            from casebook.formats.answer_file import read_answers

            return read_answers(data)
        with ExtractWorker(Family.ANSWERS) as worker:
            return worker.read(io.BytesIO(data), AnswerFile).answer
    except (DamagedFile, LockedFile, Damaged) as error:
        raise _DAMAGED from error
    except OversizedFile as error:
        raise _TOO_LARGE from error
    except NotRead as error:
        raise (
            _TOO_LARGE
            if error.why == "large"
            else Refused(_UNREAD.get(error.why, _UNREAD["failed"]), field="file")
        ) from error
