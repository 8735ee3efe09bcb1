"""A backup made by a session that can reach no more than its own vault and the folder chosen for backups."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup
from tests.host.confined import run_python

PROGRAM = """
import sys
from pathlib import Path
from casebook.host.sandbox.places import make_ready, session_grants
from casebook.host.sandbox.sandbox import confine_session
from casebook.services.vault import backup
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session

vault, stick, settings = Path({vault!r}), Path({stick!r}), Path({stick!r}).parent / "config" / "settings.json"
make_ready(vault, settings, is_new=False)
assert not confine_session(session_grants(vault, settings)).missing
with open_session(vault, {code!r}) as session:
    run_in_line(backup.back_up(session))
    run_in_line(backup.restore_test(session))
try:
    (stick / "beside").write_text("x")
except PermissionError:
    print("refused")
"""


def test_a_confined_session_backs_up_into_the_chosen_folder_only(
    session: Session, small: Path, small_code: str, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup.choose_folder(session, stick)
    session.lock()
    run = run_python(PROGRAM.format(vault=str(small), stick=str(stick), code=small_code))
    assert run.stdout == "refused\n", run.stderr
    with open_session(small, small_code) as again:
        assert [made.path.parent.parent for made in backup.every(again)] == [stick]


REPLUGGED = """
import shutil
from pathlib import Path
from casebook.base.errors import CasebookError
from casebook.host.sandbox.places import make_ready, session_grants
from casebook.host.sandbox.sandbox import confine_session
from casebook.services.agenda import agenda
from casebook.services.agenda.first_page import first_page
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.vault import backup

vault, stick = Path({vault!r}), Path({stick!r})
settings = stick.parent / "config" / "settings.json"
make_ready(vault, settings, is_new=False)
grants = session_grants(vault, settings)
assert not confine_session(grants).missing
print("ready", flush=True)
input()
with open_session(vault, {code!r}) as session:
    print(agenda.today(session).backups.is_at_hand, first_page(session).backup.is_at_hand)
    overview = backup.overview(session)
    print(len(overview.backups), "Lock and unlock" in str(overview.problem and overview.problem.remedy))
    try:
        run_in_line(backup.back_up(session))
    except CasebookError as error:
        print("Lock and unlock" in str(error.remedy))
"""


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_backup_folder_plugged_in_anew_is_not_at_hand(
    session: Session, small: Path, small_code: str, tmp_path: Path, *, is_empty: bool
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup.choose_folder(session, stick)
    if not is_empty:
        run_in_line(backup.back_up(session))
    session.lock()
    program = REPLUGGED.format(vault=str(small), stick=str(stick), code=small_code)
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        stick.rename(tmp_path / "before")
        shutil.copytree(tmp_path / "before", stick)
        if is_empty:
            shutil.rmtree(next(stick.iterdir()))
        output, _ = run.communicate("\n", timeout=30)
    lines = ["True True", "0 False", "True"] if is_empty else ["False False", "0 True", "True"]
    assert output.splitlines() == lines
