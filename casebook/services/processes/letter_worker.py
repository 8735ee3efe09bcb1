"""Templates of an office, read and filled by an isolated process: a template comes from outside."""

from __future__ import annotations

import io
from importlib.util import find_spec

from casebook.base.errors import DamagedSource, Refused
from casebook.base.message import Message
from casebook.domain.dossier.letters.letter_file import TemplateReport, Values, joined
from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.host.process.worker_process import CAN_START
from casebook.host.protocol.extract_protocol import Family
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

_NO_WORD_FILE = DamagedSource(
    "This is not a Word file, or it is damaged.",
    field="file",
    remedy="Open it in Word, save it as .docx without macros, and choose it again.",
)
_LOCKED = DamagedSource(
    "The template is protected by a password.", field="file", remedy="Save it without a password."
)
_UNREAD = {
    "large": Message("The template is too large."),
    "failed": Message("The template could not be read."),
    "unconfined": Message("This computer cannot isolate the process that reads files."),
}
_REMEDY = Message("Use a supplied letter, or a smaller template without pictures.")


def require_libraries() -> None:
    """Refuse to make letters where the libraries that fill templates are not installed.

    Raises:
        Refused: one is not.
    """
    missing = tuple(name for name in ("docxtpl", "jinja2") if find_spec(name) is None)
    if missing:
        raise Refused(
            Message("Letters need packages that are not installed: {packages}.", packages=missing),
            field="letter",
            remedy="Install Casebook again with all its dependencies.",
        )


def examined(template: bytes) -> TemplateReport:
    """What a template holds, or why it is refused.

    Raises:
        DamagedSource: it is no Word file, or wants a password.
        Refused: it was not read.
    """
    return _asked(None, template)[0]


def filled_apart(template: bytes, values: Values) -> tuple[TemplateReport, bytes]:
    """The letter that a template makes of values; no bytes where it is refused.

    Raises:
        DamagedSource, Refused: as for `examined`.
    """
    return _asked(values, template)


def _asked(values: Values | None, template: bytes) -> tuple[TemplateReport, bytes]:
    require_libraries()
    try:
        if not CAN_START:
            return _here(values, template)
        with ExtractWorker(Family.LETTER) as worker:
            report = worker.read(io.BytesIO(joined(values, template)), TemplateReport)
    except (DamagedFile, Damaged) as error:
        raise _NO_WORD_FILE from error
    except (LockedFile, PasswordProtected) as error:
        raise _LOCKED from error
    except OversizedFile as error:
        raise Refused(_UNREAD["large"], field="file", remedy=_REMEDY) from error
    except NotRead as error:
        raise Refused(_UNREAD[error.why], field="file", remedy=_REMEDY) from error
    return report.answer, b"".join(report.parts)


def _here(values: Values | None, template: bytes) -> tuple[TemplateReport, bytes]:
    """Read it in this process, as bundles are where the system has no walls."""
    from casebook.formats.letter_template import examine, fill

    return (examine(template), b"") if values is None else fill(template, values)
