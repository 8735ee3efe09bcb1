"""What was produced from a dossier, when, for whom: the register of who holds what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Literal

from casebook.domain.entity import entity
from casebook.domain.person import Purpose

CopyKind = Literal["filing", "service", "pseudonymised"]


@entity
class BuiltPart:
    """A part of the text, or an exhibit, as it went out; builds are compared by these.

    Attributes:
        key: the same in every build of a dossier: ``part:<place>`` or the document's id.
        title: as printed.
        mark: of an exhibit, or "".
        digest: SHA-256 of what it says: of an exhibit's bytes as received, of a part's blocks.
        first_page, last_page: of an exhibit in the file; 0 for a part of the text.
    """

    key: str
    title: str
    digest: str
    mark: str = ""
    first_page: int = 0
    last_page: int = 0


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
        profile_id: the forum it was checked for, or "".
        purpose: for which the clients' consent was found to stand.
        contents: what was in it, in order.
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
    profile_id: str = ""
    purpose: Purpose = "court"
    contents: tuple[BuiltPart, ...] = ()


@entity
class BuildRequest:
    """What is asked of a build.

    Attributes:
        dossier_id: of the dossier.
        profile_id: of the forum, in place of the dossier's own.
        copy_kind: which copy.
        purpose: what the clients must have consented to.
        for_whom: who it is made for; goes into the register.
        reviewed: for a pseudonymised copy: pages without text that a person looked at, by exhibit mark.
    """

    dossier_id: str
    profile_id: str = ""
    copy_kind: CopyKind = "filing"
    purpose: Purpose = "court"
    for_whom: str = ""
    reviewed: Mapping[str, frozenset[int]] = field(default_factory=dict)
