"""Two versions of the packs: what became of each rule, and which deadlines of a casebook change."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import NotFound, Refused
from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline
from casebook.services.library.packs.pack_versions import compare, read_version
from tests.packs.written import change

INSTALLED = Path("installed")
OLDER = (
    "\n[[rule.earlier]]\ndecided_before = 2026-06-12\n"
    'period = "1 month"\nwords = "Decisions issued before 12 June 2026: one month under the former s. 32 '
    '(Act 314/2025 art. II pt 5)."\n'
)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The shipped packs before the Czech law of June 2026: one month, and no earlier text."""
    folder = tmp_path / "packs"
    shutil.copytree(resource("packs"), folder)
    czech = folder / "deadline-rules" / "cz.toml"
    text = czech.read_text(encoding="utf-8")
    start = text.index('id = "cz-asylum-15d"')
    end = text.index("[[rule]]", start)
    rule = text[start:end].replace('period = "15 days"', 'period = "1 month"').replace(OLDER, "")
    rule = rule.replace("due = 2026-07-22", "due = 2026-08-07")
    rule = rule.replace(
        'other_periods = ["10 days', 'other_periods = ["15 days, 16 days: the law of June 2026", "10 days'
    )
    czech.write_text(text[:start] + rule + text[end:], encoding="utf-8")
    return folder


def serve(session: Session, *days: str) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CZ")
    for day in days:
        event = Event(
            id=f"served-{day}", case_id=case.id, kind="decision-served", title="", on=StatedDate(edtf=day)
        )
        record.add(session, event)
        deadline.add_by_rule(session, event.id, "cz-asylum-15d")


def test_a_version_is_told_in_sentences_with_the_deadlines_it_changes(session: Session, older: Path) -> None:
    serve(session, "2026-07-07", "2026-07-08", "2026-05-04")
    before = session.store.audit_head()
    difference = compare(read_version(INSTALLED), read_version(older), session)
    (rule,) = difference.rules
    assert rule.id == "cz-asylum-15d"
    moved = [(effect.before, effect.after) for effect in difference.deadlines]
    assert [(then and then.on, now and now.on) for then, now in moved] == [
        (date(2026, 7, 22), date(2026, 8, 7)),
        (date(2026, 7, 23), date(2026, 8, 10)),
    ], "the decision of May fell under one month before and after"
    assert session.store.audit_head() == before, "nothing is written"


def test_the_newer_law_is_named_with_its_day(older: Path) -> None:
    difference = compare(read_version(older), read_version(INSTALLED))
    (rule,) = difference.rules
    assert Translator()(rule.what) == (
        "CZ · Action against asylum decision (other cases): 1 month became 15 days for decisions from "
        "12 June 2026"
    )
    assert (difference.added, difference.changed, difference.withdrawn) == ((), (), ())


def test_packs_that_fail_a_check_are_not_compared(older: Path, tmp_path: Path) -> None:
    change(older / "topics.toml", "[pack]", "[pack]\nstray = 1")
    with pytest.raises(Refused, match="fails a check"):
        read_version(older)
    with pytest.raises(NotFound):
        read_version(tmp_path / "none")
    with pytest.raises(NotFound, match="no reference data"):
        read_version(tmp_path)
