from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.clock import Clock
from casebook.base.errors import Conflict, InvalidInput, NotFound, PackInvalid, Refused
from casebook.base.resources import resource
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.own_rule import OwnRule
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.deadline.deadline_details import counted_with
from casebook.services.deadline.own_rule import RULES
from casebook.services.deadline.rule import rows

SHIPPED = "cy-ipac-15"
HEAD = """[pack]
id = "office"
version = "7"
compiled = 2026-11-01
checked = 2026-11-01
source = "a colleague"
counts = { rule = %d }

"""


def pack_file(folder: Path, *texts: str) -> Path:
    path = folder / "office.toml"
    path.write_text(HEAD % len(texts) + "\n".join(texts), encoding="utf-8")
    return path


def whats(session: Session, text: str) -> str:
    return "\n".join(str(problem.what) for problem in RULES.check(session, text))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_example_in_a_year_nobody_counts_in_is_a_defect(session: Session, day: str) -> None:
    text = re.sub(r"^on = .*$", f"on = {day}", RULES.draft(SHIPPED), flags=re.MULTILINE)
    assert f"{day} is outside the years 1900 to 2090" in whats(session, text)


def test_a_copied_rule_is_kept_and_counted_with(session: Session, clock: Clock) -> None:
    text = RULES.draft(SHIPPED).replace("15 days", "10 days")
    assert "the example says" in whats(session, text), "an example that no longer holds is named"
    shipped = counted_with(session).rules("CY")[1]
    assert shipped.id == SHIPPED
    text = RULES.draft(SHIPPED)
    assert RULES.check(session, text) == ()
    RULES.keep(session, text)
    books = counted_with(session)
    assert f"own-{SHIPPED}" in books.own
    answer = books.compute(f"own-{SHIPPED}", DeadlineInput(on=date(2026, 3, 2)), clock=clock)
    assert answer.result.chosen is not None
    assert answer.result.chosen.due_on == date(2026, 3, 17)
    assert "ID of another rule of yours" in whats(session, text)


def test_a_rule_without_its_source_or_an_example_is_refused(session: Session) -> None:
    text = RULES.draft(SHIPPED)
    without = "\n".join(line for line in text.splitlines() if not line.startswith("citation"))
    assert "is missing" in whats(session, without)
    assert "at least 1 times" in whats(session, text.split("[[rule.example]]")[0])
    with pytest.raises(InvalidInput, match="does not pass"):
        RULES.keep(session, without)
    assert record.every(session, OwnRule) == []


def test_a_shipped_id_a_wrong_method_and_no_toml_are_each_named(session: Session) -> None:
    text = RULES.draft(SHIPPED)
    assert "is taken" in whats(session, text.replace(f"own-{SHIPPED}", SHIPPED))
    assert "not a calculation method" in whats(session, text.replace("cy-art-146", "cy-art-999"))
    assert "is not valid TOML" in whats(session, "[[rule]\n")
    assert "one [[rule]]" in whats(session, text + text)
    assert whats(session, RULES.draft(""))
    with pytest.raises(NotFound):
        RULES.draft("nothing")


def test_every_shipped_rule_can_be_begun_from(session: Session) -> None:
    for rule in counted_with(session).rules():
        assert RULES.draft(rule.id).startswith("[[rule]]")


def test_a_colleagues_pack_is_shown_as_a_difference_and_taken_by_choice(
    session: Session, tmp_path: Path
) -> None:
    first = RULES.draft(SHIPPED)
    broken = RULES.draft("cy-ipac-30").replace("30 days", "31 days")
    shipped = RULES.draft("de-asylg-klage-2w").replace("own-", "", 1).replace("Klage", "Suit")
    comparison = RULES.compare(session, pack_file(tmp_path, first, broken, shipped))
    assert [entry.verdict for entry in comparison.differences] == ["new", "broken", "shipped"]
    assert record.every(session, OwnRule) == [], "comparing writes nothing"
    with pytest.raises(InvalidInput, match="Items that fail a check or change"):
        RULES.take(session, comparison, (comparison.differences[1].id,))
    assert RULES.take(session, comparison, (comparison.differences[0].id,)) == 1
    (kept,) = record.every(session, OwnRule)
    assert kept.taken_from == "office 7"
    changed = first.replace('extendable = "no"', 'extendable = "by the court"')
    again = RULES.compare(session, pack_file(tmp_path, changed))
    (difference,) = again.differences
    assert (difference.verdict, difference.fields) == ("changed", (("extendable", "no", "by the court"),))
    mine = first.replace('extendable = "no"', 'extendable = "once"')
    RULES.keep(session, mine, kept.id, seen=kept.text)
    with pytest.raises(Conflict, match="changed in another window"):
        RULES.take(session, again, (difference.id,))
    with pytest.raises(Conflict, match="changed in another window"):
        RULES.keep(session, first, kept.id, seen=kept.text)
    assert record.find(session, OwnRule, kept.id).text.strip() == mine.strip()
    again = RULES.compare(session, pack_file(tmp_path, changed))
    RULES.take(session, again, (difference.id,))
    assert RULES.compare(session, pack_file(tmp_path, changed)).differences[0].verdict == "same"
    assert len(record.every(session, OwnRule)) == 1


def test_files_that_are_no_pack_of_rules_are_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        RULES.compare(session, tmp_path / "nothing.toml")
    empty = tmp_path / "office.toml"
    empty.write_text(HEAD % 0, encoding="utf-8")
    with pytest.raises(InvalidInput, match="not a pack of this type"):
        RULES.compare(session, empty)
    empty.write_text("not toml at all", encoding="utf-8")
    with pytest.raises(PackInvalid):
        RULES.compare(session, empty)
    hidden = RULES.draft(SHIPPED).replace('title = "', 'title = """\n[[rule]]\n')
    empty.write_text(HEAD % 1 + hidden.replace("\nforum", '"""\nforum', 1), encoding="utf-8")
    with pytest.raises((InvalidInput, PackInvalid)):
        RULES.compare(session, empty)
    methods = resource("packs", "counting-methods", "cy.toml")
    with pytest.raises(InvalidInput, match="not a pack of this type"):
        RULES.compare(session, methods)


def test_of_two_rules_with_one_id_neither_is_counted_with(session: Session) -> None:
    kept = RULES.keep(session, RULES.draft(SHIPPED))
    same = replace(kept, id="same")
    record.add(session, same)
    assert counted_with(session).rule(kept.rule_id).id == kept.rule_id, "they say the same"
    record.change(session, replace(same, text=f"{same.text}\n# of another office\n"))
    with pytest.raises(Refused, match="Several custom rules"):
        counted_with(session).rule(kept.rule_id)
    assert {row.id for row in rows(session) if row.own_id} == {kept.id, "same"}
    with pytest.raises(Refused, match=kept.rule_id):
        RULES.compare(session, pack_file(Path(session.vault.path).parent, kept.text))
