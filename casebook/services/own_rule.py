"""Rules of the office's own: written here or taken from a colleague's pack, checked like those that ship."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from casebook.base.errors import DiskProblem, InvalidInput, NotFound, Problem
from casebook.base.resources import resource
from casebook.domain.entity import entity
from casebook.domain.own_rule import OwnRule
from casebook.domain.rule import Rule
from casebook.host.picking import Picked
from casebook.packs.own_rule import MOST_BYTES, read_rule_pack, rule_text, try_rule
from casebook.services import record
from casebook.services.deadline_details import counted_with
from casebook.services.reckoning import packs
from casebook.services.session import Session
from casebook.store.registry import shelf_of

Verdict = Literal["new", "changed", "same", "shipped", "broken"]


@entity
class Difference:
    """What one rule of a colleague's pack would change.

    Attributes:
        verdict: `shipped` where a rule of the program has its id, `broken` where it fails a check.
        rule: None where it cannot be read.
        fields: the fields in which it differs from the one that stands: name, before, after.
        problems: what is wrong with it.
        text: as it is written there.
    """

    id: str
    verdict: Verdict
    rule: Rule | None
    fields: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...]
    text: str

    @property
    def can_be_taken(self) -> bool:
        """Whether taking it would change anything and break nothing."""
        return self.verdict in {"new", "changed"}


@entity
class Comparison:
    """A colleague's pack held against what stands."""

    pack: str
    differences: tuple[Difference, ...]


def check(session: Session, text: str, own_id: str = "") -> tuple[Problem, ...]:
    """Every defect of a rule as it is written; none where it may be kept.

    Args:
        session: the open vault.
        text: the rule.
        own_id: the own rule it replaces, or "".
    """
    stands = [told for told in record.every(session, OwnRule) if told.id != own_id]
    tried = try_rule(text, packs().shelf)
    taken = tried.rule is not None and any(told.rule_id == tried.rule.id for told in stands)
    also = (Problem(where="id", what="is the id of another rule of yours"),) if taken else ()
    return (*tried.problems, *also)


def keep(session: Session, text: str, own_id: str = "") -> OwnRule:
    """Keep a rule that passes every check; in the place of the one it was made from, where there is one.

    Raises:
        InvalidInput: a check fails.
    """
    problems = check(session, text, own_id)
    rule = try_rule(text, packs().shelf).rule
    if problems or rule is None:
        what = "; ".join(f"{problem.where} {problem.what}" for problem in problems[:3])
        raise InvalidInput(
            "The rule does not pass its checks.", field="rule", remedy=what or "It cannot be read."
        )
    made = OwnRule(
        id=own_id or session.ids(),
        rule_id=rule.id,
        text=text.strip() + "\n",
        taken_on=session.clock().date(),
    )
    if own_id:
        record.change(session, made)
    else:
        record.add(session, made)
    return made


def compare(session: Session, path: Path | Picked) -> Comparison:
    """Hold a colleague's pack against the packs and the own rules; nothing is written.

    Raises:
        NotFound, DiskProblem, PackInvalid, InvalidInput: the file is none, or no pack of rules.
    """
    pack = read_rule_pack(_bytes(path), path.name)
    name = f"{pack.id} {pack.version}"
    stands = {told.rule_id: told for told in record.every(session, OwnRule)}
    found = [_difference(text, name, stands, at) for at, text in enumerate(pack.texts, start=1)]
    return Comparison(pack=name, differences=tuple(found))


def take(session: Session, comparison: Comparison, ids: tuple[str, ...]) -> int:
    """Take chosen rules of a colleague's pack, all or none; gives how many.

    Raises:
        InvalidInput: one of them cannot be taken.
    """
    chosen = [told for told in comparison.differences if told.id in ids]
    if any(not told.can_be_taken for told in chosen):
        raise InvalidInput("A rule that fails a check, or changes nothing, is not taken.", field="rule")
    stands = {told.rule_id: told for told in record.every(session, OwnRule)}
    with session.store.write("own-rule.take") as transaction:
        for told in chosen:
            before = stands.get(told.id)
            made = OwnRule(
                id=before.id if before else session.ids(),
                rule_id=told.id,
                text=told.text + "\n",
                taken_from=comparison.pack,
                taken_on=session.clock().date(),
            )
            if before:
                transaction.replace(made)
            else:
                transaction.add(made)
    return len(chosen)


def draft(rule_id: str = "") -> str:
    """A rule to begin from: the text of a shipped one under an id of its own, or an empty form."""
    return rule_text(resource("packs"), rule_id)


def text_of(session: Session, rule_id: str) -> tuple[str, str]:
    """The record id and text of an own rule; both "" where the rule ships with the program."""
    with session.store.reading() as connection:
        for told in shelf_of(OwnRule).all(connection):
            if told.rule_id == rule_id:
                return told.id, told.text
    return "", ""


def broken(session: Session) -> tuple[OwnRule, ...]:
    """Own rules that no longer pass their checks, as after an update of the packs."""
    return counted_with(session).broken


def _bytes(path: Path | Picked) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path.name}.", field="pack") from error
    except OSError as error:
        raise DiskProblem(f"{path.name} cannot be read.", field="pack") from error


def _difference(text: str, pack: str, stands: dict[str, OwnRule], at: int) -> Difference:
    shelf = packs().shelf
    tried = try_rule(text, shelf, pack)
    rule = tried.rule
    id_ = rule.id if rule else f"{at}"
    if rule is not None and id_ in shelf.rules:
        fields, verdict = _fields(shelf.rules[id_], rule), "shipped"
        problems = tuple(told for told in tried.problems if "is taken" not in told.what)
    else:
        before = try_rule(stands[id_].text, shelf).rule if id_ in stands else None
        fields = _fields(before, rule) if before and rule else ()
        is_same = id_ in stands and stands[id_].text.strip() == text.strip()
        verdict = "broken" if tried.problems else "same" if is_same else "changed" if before else "new"
        problems = tried.problems
    return Difference(id=id_, verdict=verdict, rule=rule, fields=fields, problems=problems, text=text)  # type: ignore[arg-type]


_COMPARED = (
    "title",
    "forum",
    "trigger",
    "period",
    "direction",
    "counts_trigger",
    "roll",
    "method_id",
    "calendar_id",
    "citation",
    "as_of",
    "status",
    "consequence",
    "extendable",
)


def _fields(before: Rule, after: Rule) -> tuple[tuple[str, str, str], ...]:
    pairs = ((name, str(getattr(before, name)), str(getattr(after, name))) for name in _COMPARED)
    return tuple(pair for pair in pairs if pair[1] != pair[2])
