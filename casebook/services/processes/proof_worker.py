"""Proofs of time, examined by an isolated process: tokens and certificates come from outside."""

from __future__ import annotations

import io

from casebook.base.errors import DamagedSource, Refused
from casebook.base.message import Message
from casebook.domain.evidence.time_proof import ProofReport, ProofRequest
from casebook.formats.fault import Damaged, OversizedFile
from casebook.host.ipc.typed_json import written_answer
from casebook.host.process.worker_process import CAN_START
from casebook.host.protocol.extract_protocol import Family
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, NotRead

_DAMAGED = DamagedSource(
    "These files are not one proof of time with what belongs to it, or one of them is damaged.",
    field="files",
    remedy="Choose one time-stamp token (.tsr, .tst) or OpenTimestamps proof (.ots), with the certificates, "
    "the digest list, the request or the block header that belong to it.",
)
_TOO_LARGE = Refused(
    "There are too many files, or one of them is too large for a proof of time.",
    field="files",
    remedy="Choose only the proof and what belongs to it.",
)
_UNREAD = {
    "failed": Message("The proof could not be examined."),
    "unconfined": Message("This computer cannot isolate the process that reads files."),
}


def examined(request: ProofRequest) -> ProofReport:
    """What a proof says, and what of it was verified.

    Raises:
        DamagedSource: a file is broken or does not belong to a proof.
        Refused: the files are too large, or were not read.
    """
    try:
        if not CAN_START:
            from casebook.formats.proofs.proof import examine

            return examine(request)
        with ExtractWorker(Family.PROOF) as worker:
            report = worker.read(io.BytesIO(written_answer(request)), ProofReport).answer
    except (DamagedFile, Damaged) as error:
        raise _DAMAGED from error
    except OversizedFile as error:
        raise _TOO_LARGE from error
    except NotRead as error:
        raise _TOO_LARGE if error.why == "large" else Refused(_UNREAD[error.why], field="files") from error
    if len(report.roles) != len(request.files) or not set(report.covered) <= set(request.digests):
        raise Refused(_UNREAD["failed"], field="files")
    return report
