"""What was produced from a dossier, when, for whom: the register of who holds what."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.entity import entity

CopyKind = Literal["filing", "service", "pseudonymised"]


@entity
class Build:
    """One PDF that left the program.

    Attributes:
        built_at: instant, UTC.
        copy_kind: which copy it is.
        for_whom: who it was made for, or "".
        sha256: of the file as written.
        pages: page count.
        problems: how many problems preflight found, blocking and not.
        is_ready: no blocking problem.
    """

    id: str
    dossier_id: str
    case_id: str
    built_at: datetime
    copy_kind: CopyKind
    sha256: str
    pages: int
    for_whom: str = ""
    problems: int = 0
    is_ready: bool = True
