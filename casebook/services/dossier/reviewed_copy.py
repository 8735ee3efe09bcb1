"""Builds a copy, a pseudonymised one only as a person reviewed it: what changed since is reviewed first."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.build import BuildRequest
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import dropped_unless_done
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.build import BuildReport, build
from casebook.services.dossier.replacement_review import ReplacementReview, review

_OF_NO_TEXT = frozenset({"build"})
"""Records whose changes change no text of a copy."""


class OutdatedReview(Refused):
    """The copy would replace or leave something else than what was reviewed."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "What this copy replaces or leaves has changed since you reviewed it. No file was written."
            ),
            field="copy",
            remedy=Message("Review the replacements again. Reasons that you entered stay."),
        )


async def build_reviewed(
    session: Session,
    request: BuildRequest,
    out: Path | SaveTarget,
    reviewed: ReplacementReview,
    *,
    progress: Progress = silent,
) -> tuple[BuildReport, ReplacementReview]:
    """Build a copy as `build` does, and raise what it raises.

    Searching again takes as long as the review did: only if a record was changed meanwhile. The review
    returned knows those changes.

    Args:
        session: the open vault.
        request: which dossier, for whom, with the replacements that were refused.
        out: as of `build`.
        reviewed: the review that was accepted; of a pseudonymised copy.
        progress: called often enough to stop.

    Raises:
        OutdatedReview: another review would show anything else.
    """
    if request.copy_kind == "pseudonymised":
        with dropped_unless_done(out):
            reviewed = await _current(session, request, reviewed, progress)
    return await build(session, request, out, progress=progress), reviewed


async def _current(
    session: Session, request: BuildRequest, reviewed: ReplacementReview, progress: Progress
) -> ReplacementReview:
    """Return the review as of now, if it would show the same."""
    changed = await on_vault(lambda: session.store.nouns_since(reviewed.last_change))
    if changed <= _OF_NO_TEXT:
        return reviewed
    now = await review(session, request, progress=progress)
    if now.wants_decision and now.mark != reviewed.mark:
        raise OutdatedReview
    return now
