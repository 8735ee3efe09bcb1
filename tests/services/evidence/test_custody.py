from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.evidence.document import CustodyStep, Document
from casebook.services.base.session import Session
from casebook.services.evidence import custody
from tests.conftest import NOW

RECEIVED = CustodyStep(kind="received", at=NOW - timedelta(days=3), who="Ada", sha256_after="00ff")
DOCUMENT = Document(
    id="d1",
    case_id="c1",
    title="Letter",
    kind="other",
    attachment_id="a",
    sha256="00ff",
    size_bytes=1,
    media_type="",
    custody=(RECEIVED,),
)


def test_a_step_has_who_when_why_and_the_hash_before_and_after(session: Session) -> None:
    document = custody.with_step(session, DOCUMENT, "disclosed", why="to the other side")
    step = document.custody[-1]
    assert (step.who, step.why, step.at) == ("tester", "to the other side", NOW)
    assert (step.sha256_before, step.sha256_after) == ("00ff", "00ff")
    assert document.custody_breaks_at is None


@pytest.mark.parametrize("days", [-4, 1])
def test_a_step_out_of_time_is_refused(session: Session, days: int) -> None:
    with pytest.raises(InvalidInput, match="must follow"):
        custody.with_step(session, DOCUMENT, "copied", at=NOW + timedelta(days=days))


def test_a_break_in_the_chain_is_seen_where_it_is() -> None:
    copied = replace(RECEIVED, kind="copied", sha256_before="00ff", sha256_after="00ff")
    strange = replace(copied, sha256_before="beef")
    assert DOCUMENT.custody_breaks_at is None
    assert replace(DOCUMENT, custody=()).custody_breaks_at is None
    assert replace(DOCUMENT, custody=(RECEIVED, copied, strange)).custody_breaks_at == 2
    assert replace(DOCUMENT, sha256="beef").custody_breaks_at == 0


def test_a_step_goes_on_from_the_hash_the_last_one_left(session: Session) -> None:
    document = replace(DOCUMENT, custody=(replace(RECEIVED, sha256_after="beef"),))
    assert custody.with_step(session, document, "copied").custody[-1].sha256_before == "beef"


@pytest.mark.parametrize(
    ("language", "unlocked", "saved"),
    [
        ("en", "opened with its password", "a copy was saved outside the casebook"),
        ("zh-Hans", "以密码打开", "副本已另存到案卷库外"),
        ("de", "mit dem Passwort geöffnet", "eine Kopie wurde außerhalb von Casebook gespeichert"),
    ],
)
def test_what_the_program_recorded_is_worded_where_it_is_read(
    language: str, unlocked: str, saved: str
) -> None:
    words = Translator(language)
    step = replace(RECEIVED, kind="copied", why="")
    assert custody.reason(replace(step, detail="unlocked"), words) == unlocked
    assert custody.reason(replace(step, detail="saved-outside"), words) == saved
    assert custody.reason(replace(step, why="to the other side"), words) == "to the other side"
