"""Pre-filing checks of grounds and assurances: arguments, elements and factors that are incomplete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casebook.base.message import Message, ngettext_noop
from casebook.domain.dossier.dossier import SectionKind
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.services.case.ground import Lack
from casebook.services.dossier.dossier_data import DossierData

_READ_AS_CONCEDED = Message("A point left unanswered in a filing is easily read as conceded.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ArgumentCheck:
    """Something counted in the parts of a kind.

    Attributes:
        counted_text: the problem for one and for several, with ``{number}``.
    """

    kind: SectionKind
    counted: Callable[[DossierData], int]
    counted_text: tuple[str, str]
    mend: Message


def _lacking(lack: Lack) -> Callable[[DossierData], int]:
    return lambda dossier_data: sum(
        lack in line.lacks for row in dossier_data.argument.grounds for line in row.lines
    )


_CHECKS = (
    _ArgumentCheck(
        kind="grounds",
        counted=_lacking("nothing"),
        counted_text=ngettext_noop(
            "{number} element of a ground has no proof.",
            "{number} elements of grounds have no proof.",
        ),
        mend=Message("Link the facts, evidence or findings that support it, or remove it."),
    ),
    _ArgumentCheck(
        kind="grounds",
        counted=_lacking("adverse-unanswered"),
        counted_text=ngettext_noop(
            "{number} point against a ground is unanswered.",
            "{number} points against grounds are unanswered.",
        ),
        mend=Message("Enter a response in the proof matrix."),
    ),
    _ArgumentCheck(
        kind="assurances",
        counted=lambda dossier_data: sum(
            len(assurance.open_factors) for assurance in dossier_data.argument.assurances
        ),
        counted_text=ngettext_noop(
            "{number} assurance factor is not assessed.",
            "{number} assurance factors are not assessed.",
        ),
        mend=Message("For each factor, state which way it points and why."),
    ),
)


def argument_problems(dossier_data: DossierData) -> Mapping[SectionKind, tuple[PreflightProblem, ...]]:
    """The warnings on each kind of part; none of them blocks."""
    problems: dict[SectionKind, tuple[PreflightProblem, ...]] = {}
    for check in _CHECKS:
        if count := check.counted(dossier_data):
            problem = PreflightProblem(
                check="argument",
                page=0,
                what=Message.plural(*check.counted_text, count),
                is_blocking=False,
                rule=_READ_AS_CONCEDED,
                mend=check.mend,
            )
            problems[check.kind] = (*problems.get(check.kind, ()), problem)
    return problems
