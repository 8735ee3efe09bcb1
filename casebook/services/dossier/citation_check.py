"""Pre-filing checks of citations: missing pinpoints, secondary accounts and open verification."""

from __future__ import annotations

from collections.abc import Callable

from casebook.base.message import Message, ngettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.domain.library.authority import is_stale
from casebook.domain.library.finding import Finding
from casebook.services.dossier.dossier_data import DossierData

_OWN_RULE = Message("a rule of this program, not of a court")


@entity
class _CitationCheck:
    """One thing asked of every finding a dossier cites."""

    fails: Callable[[Finding], bool]
    counted_text: tuple[str, str]
    rule: Message
    mend: Message


_CHECKS = (
    _CitationCheck(
        fails=lambda finding: not finding.pinpoint,
        counted_text=ngettext_noop(
            "{number} finding is cited without its place in the source.",
            "{number} findings are cited without their place in the source.",
        ),
        rule=Message("A finding must be cited with a pinpoint: its place in the source."),
        mend=Message("Read the source and enter the place, or choose other findings."),
    ),
    _CitationCheck(
        fails=lambda finding: finding.reading_level == "secondary" and not finding.reported_in,
        counted_text=ngettext_noop(
            "{number} finding is cited from a secondary account that is not named.",
            "{number} findings are cited from a secondary account that is not named.",
        ),
        rule=Message("A finding known through a secondary account must name that account."),
        mend=Message("State which secondary account it comes from, or read the source itself."),
    ),
    _CitationCheck(
        fails=lambda finding: bool(finding.verify),
        counted_text=ngettext_noop(
            "{number} cited finding still has to be verified.",
            "{number} cited findings still have to be verified.",
        ),
        rule=Message("Anything the library marks for verification must be verified before it is cited."),
        mend=Message("Carry out the check noted in the finding, or leave the finding out."),
    ),
)


def citation_problems(dossier_data: DossierData) -> tuple[PreflightProblem, ...]:
    """A warning for each check that some cited finding fails, with the count; none of them blocks."""
    cited = [citation.finding for citation in dossier_data.all_cited]
    checks = (*_CHECKS, _stale(dossier_data), _revised(dossier_data))
    counted = ((check, sum(check.fails(finding) for finding in cited)) for check in checks)
    return tuple(
        PreflightProblem(
            check="citations",
            page=0,
            what=Message.plural(*check.counted_text, count),
            is_blocking=False,
            rule=Message("{rule} ({whose})", rule=check.rule, whose=_OWN_RULE),
            mend=check.mend,
        )
        for check, count in counted
        if count
    )


def _stale(dossier_data: DossierData) -> _CitationCheck:
    return _CitationCheck(
        fails=lambda finding: bool(finding.pack) and is_stale(finding, dossier_data.today),
        counted_text=ngettext_noop(
            "{number} cited finding was last checked more than a year ago.",
            "{number} cited findings were last checked more than a year ago.",
        ),
        rule=Message("Anything last checked long ago must be checked again before it is cited."),
        mend=Message("Check that the source still says this, then record that you have read it."),
    )


def _revised(dossier_data: DossierData) -> _CitationCheck:
    return _CitationCheck(
        fails=lambda finding: finding.id in dossier_data.revised or finding.source_id in dossier_data.revised,
        counted_text=ngettext_noop(
            "{number} cited finding was changed by a library update.",
            "{number} cited findings were changed by a library update.",
        ),
        rule=Message("A citation must be checked again when the material it cites has changed."),
        mend=Message("Read the finding in its current form."),
    )
