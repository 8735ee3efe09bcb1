"""What preflight says of citations: a warning each for places, accounts and checks that are still missing."""

from __future__ import annotations

from collections.abc import Callable

from casebook.domain.base.entity import entity
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.domain.library.authority import is_stale
from casebook.domain.library.finding import Finding
from casebook.services.dossier.dossier_data import DossierData

_OWN_RULE = "a rule of this program, not of a court"


@entity
class _Check:
    """One thing asked of every finding a dossier cites."""

    fails: Callable[[Finding], bool]
    one: str
    many: str
    rule: str
    mend: str


_CHECKS = (
    _Check(
        fails=lambda finding: not finding.pinpoint,
        one="{number} finding is cited without its place in the source.",
        many="{number} findings are cited without their place in the source.",
        rule="A finding is cited by its place in the source.",
        mend="Read the source and set the place, or choose other findings.",
    ),
    _Check(
        fails=lambda finding: finding.reading_level == "secondary" and not finding.reported_in,
        one="{number} finding is cited as reported in an account that is not named.",
        many="{number} findings are cited as reported in an account that is not named.",
        rule="A finding known through another account names that account.",
        mend="Name the account, or read the source itself.",
    ),
    _Check(
        fails=lambda finding: bool(finding.verify),
        one="{number} finding is cited whose check is still to be done.",
        many="{number} findings are cited whose check is still to be done.",
        rule="What the library asks to be checked is checked before it is cited.",
        mend="Make the check that the finding names, or leave the finding out.",
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
            what=brief.words.count(check.one, check.many, count),
            is_blocking=False,
            rule=brief.words("{rule} ({whose})", rule=brief.words(check.rule), whose=brief.words(_OWN_RULE)),
            mend=brief.words(check.mend),
        )
        for check, count in counted
        if count
    )


def _stale(brief: DossierData) -> _Check:
    return _Check(
        fails=lambda finding: bool(finding.pack) and is_stale(finding, brief.today),
        one="{number} finding is cited that was last checked more than a year ago.",
        many="{number} findings are cited that were last checked more than a year ago.",
        rule="What was checked long ago is checked again before it is cited.",
        mend="Look whether the source still says it, and record that you have read it.",
    )


def _revised(brief: DossierData) -> _Check:
    return _Check(
        fails=lambda finding: finding.id in brief.revised or finding.source_id in brief.revised,
        one="{number} finding is cited that an update of the library changed.",
        many="{number} findings are cited that an update of the library changed.",
        rule="A citation is looked at again when what it cites has changed.",
        mend="Read the finding as it stands now.",
    )
