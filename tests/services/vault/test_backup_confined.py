"""A backup made by a session that can reach no more than its own vault and the folder chosen for backups."""

from __future__ import annotations

from pathlib import Path

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
