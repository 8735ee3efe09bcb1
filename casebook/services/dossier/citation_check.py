"""What preflight says of citations: a warning each for places, accounts and checks that are still missing."""

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
class _Check:
    """One thing asked of every finding a dossier cites."""

    fails: Callable[[Finding], bool]
    counted_text: tuple[str, str]
    rule: Message
    mend: Message


_CHECKS = (
    _Check(
        fails=lambda finding: not finding.pinpoint,
        counted_text=ngettext_noop(
            "{number} finding is cited without its place in the source.",
            "{number} findings are cited without their place in the source.",
        ),
        rule=Message("A finding is cited by its place in the source."),
        mend=Message("Read the source and set the place, or choose other findings."),
    ),
    _Check(
        fails=lambda finding: finding.reading_level == "secondary" and not finding.reported_in,
        counted_text=ngettext_noop(
            "{number} finding is cited as reported in an account that is not named.",
            "{number} findings are cited as reported in an account that is not named.",
        ),
        rule=Message("A finding known through another account names that account."),
        mend=Message("Name the account, or read the source itself."),
    ),
    _Check(
        fails=lambda finding: bool(finding.verify),
        counted_text=ngettext_noop(
            "{number} finding is cited whose check is still to be done.",
            "{number} findings are cited whose check is still to be done.",
        ),
        rule=Message("What the library asks to be checked is checked before it is cited."),
        mend=Message("Make the check that the finding names, or leave the finding out."),
    ),
)


def citation_problems(brief: DossierData) -> tuple[PreflightProblem, ...]:
    """A warning for each check that some cited finding fails, with the count; none of them blocks."""
    cited = [citation.finding for citation in brief.all_cited]
    checks = (*_CHECKS, _stale(brief), _revised(brief))
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


def _stale(brief: DossierData) -> _Check:
    return _Check(
        fails=lambda finding: bool(finding.pack) and is_stale(finding, brief.today),
        counted_text=ngettext_noop(
            "{number} finding is cited that was last checked more than a year ago.",
            "{number} findings are cited that were last checked more than a year ago.",
        ),
        rule=Message("What was checked long ago is checked again before it is cited."),
        mend=Message("Look whether the source still says it, and record that you have read it."),
    )


def _revised(brief: DossierData) -> _Check:
    return _Check(
        fails=lambda finding: finding.id in brief.revised or finding.source_id in brief.revised,
        counted_text=ngettext_noop(
            "{number} finding is cited that an update of the library changed.",
            "{number} findings are cited that an update of the library changed.",
        ),
        rule=Message("A citation is looked at again when what it cites has changed."),
        mend=Message("Read the finding as it stands now."),
    )
