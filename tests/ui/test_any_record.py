"""Whatever somebody can save, every page of the case opens and every build is made: no bug, no lock."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from casebook.base.clock import fixed_clock
from casebook.base.ids import seeded_ids
from casebook.cli.base.noun import NOUNS
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.dossier.dossier_template import templates
from casebook.services.exchange import open_formats
from casebook.ui.pages.base import page as pages
from casebook.ui.pages.base import print_out
from casebook.ui.pages.base.failure import Failure
from casebook.ui.shell.window import Window
from tests.proof.ground import say
from tests.ui import any_case
from tests.ui.any_case import Draw, RecordDraw, Trial
from tests.ui.conftest import Opened
from tests.ui.driver import open_page, text_of
from tests.vaults import SAMPLE_AT, MasterVault

EXAMPLES = 40
SEEDS = st.integers(0, 2**32 - 1)
DRAWS = st.builds(
    Draw,
    records=st.fixed_dictionaries(
        {
            noun: st.none()
            | st.builds(RecordDraw, SEEDS, st.sampled_from((0.0, 0.3, 0.7, 1.0)), is_typed=st.booleans())
            for noun in NOUNS
        }
    ),
    forms=st.fixed_dictionaries({name: st.none() | SEEDS for name in any_case.FORMS}),
)
"""A record or none of each noun, and a form filled in or not on each page: so a failure shrinks to few."""
Begun = Callable[[], AbstractContextManager[Trial]]


@pytest.fixture
def begun(
    opened: Opened,
    empty_vault: MasterVault,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Begun:
    """Opens a window on an empty vault in which bugs are kept, not raised, and sees that there was none."""
    monkeypatch.setattr(print_out, "pick_printer", lambda _: "pdf")

    numbers = count()

    @contextmanager
    def opening() -> Iterator[Trial]:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        monkeypatch.setattr(pages, "pick_target", lambda *_: folder / "print.pdf")
        path = empty_vault.copied_to(folder / "tried.casebook")
        clock, ids = fixed_clock(SAMPLE_AT), seeded_ids(20260512)
        with open_session(path, empty_vault.code, clock=clock, ids=ids, who="tester") as session:
            workspace = opened(session)
            workspace.context.bug_raised.disconnect()
            bugs: list[BaseException] = []
            workspace.context.bug_raised.connect(bugs.append)
            with qtbot.captureExceptions() as raised:
                yield Trial(workspace, session, folder, bugs, Counter())
            window = workspace.window()
            assert isinstance(window, Window)
            window.close_workspace()
            assert not raised
            assert not bugs

    return opening


def test_missing_and_impossible_days_open_on_every_page_and_build(begun: Begun) -> None:
    with begun() as trial:
        any_case.begin(trial)
        any_case.save_without_dates(trial)
        any_case.save_days_that_never_were(trial)
        any_case.look_at_everything(trial)
        any_case.make_everything(trial)
        run_in_line(open_formats.write(trial.session, trial.folder / "open"))
        assert all(said in trial.printed.getvalue() for said in ("yesterday", "2026-02-29~"))
        assert (trial.folder / "print.pdf").read_bytes().startswith(b"%PDF")
        assert "Hearing" in text_of(open_page(trial.workspace, "case", id=trial.case_id, tab="overview"))
        chronology = open_page(trial.workspace, "case", id=trial.case_id, tab="chronology")
        days = chronology.rows.as_text(range(chronology.rows.rowCount()), chronology.table.shown)
        assert "0000-05" in days
        assert trial.workspace.findChild(Failure) is None


@pytest.mark.proof
def test_a_case_without_dates_opens_and_is_bound(begun: Begun) -> None:
    with begun() as trial:
        trial.is_whole = True
        any_case.begin(trial)
        any_case.save_without_dates(trial)
        any_case.look_at_everything(trial)
        any_case.make_everything(trial)
        for _ in any_case.EVERY_COPY[:: len(templates())]:
            any_case.bind_everything(trial)
        assert (trial.folder / "dossier.pdf").stat().st_size
    say("an undated stage, an undated event, an event of “yesterday”: opens on every page and builds")


@pytest.mark.proof
def test_any_record_that_can_be_saved_can_be_shown_and_printed(begun: Begun) -> None:
    chance = Random(20260302)  # noqa: S311 - chance that repeats
    records = {
        noun: RecordDraw(chance.getrandbits(32), is_typed=number % 2 == 1)
        for number, noun in enumerate(NOUNS)
    }
    draw = Draw(records, {name: chance.getrandbits(32) for name in any_case.FORMS})
    with begun() as trial:
        any_case.try_out(trial, draw)
        assert len(trial.saved) > len(NOUNS)
        assert trial.printed.getvalue()


@pytest.mark.proof
def test_no_form_is_saved_twice_while_it_is_being_saved(begun: Begun) -> None:
    with begun() as trial:
        any_case.begin(trial)
        any_case.save_without_dates(trial)
        times = list(any_case.save_twice(trial))
        assert {number for _, number in times} <= {0, 1}
        saved = {name for name, number in times if number}
        assert saved >= {"deadlines", "chronology", "people", "tasks", "notes"}


@pytest.mark.proof
def test_any_record_is_shown_printed_and_bound(begun: Begun) -> None:
    number = secrets.randbits(32)
    say(f"any record: drawn from the seed {number}; put it here to draw the same again")
    saved: Counter[str] = Counter()

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate, Phase.shrink],
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    @given(DRAWS)
    def tried(draw: Draw) -> None:
        with begun() as trial:
            trial.is_whole = True
            any_case.try_out(trial, draw)
            saved.update(trial.saved)

    tried()
    assert len(saved) > len(NOUNS)
    say(f"any record saved, then every page and build: no bug, no lock ({saved.total()} records)")
