"""A session that says what no session says, or falls: the launcher lives on, and says of it where it fell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.host.ipc.channel import ChannelMessage
from casebook.host.protocol.session_protocol import SessionMessage, is_sound
from tests.sampled import sampled

CASEBOOK = "0b1f3a52-6a55-4a06-9a5e-0d1f6f3b2c11"
LEFT = f"{CASEBOOK}/cases////"
SOUND = (
    ChannelMessage(SessionMessage.OPENED, ("/home/anna/a.casebook",)),
    ChannelMessage(SessionMessage.LOCKED, ("-8,20,1200,800,0,1", "", "")),
    ChannelMessage(
        SessionMessage.LOCKED, ("", "new-keys,keychain-left", f"{CASEBOOK}/case/7kq2/evidence//form")
    ),
    ChannelMessage(SessionMessage.PANICKED, ("",)),
    ChannelMessage(SessionMessage.ANEW, ("make", "", "")),
    ChannelMessage(SessionMessage.ENDING),
    ChannelMessage(SessionMessage.SHOWN),
    ChannelMessage(SessionMessage.PICK, (), (5,)),
    ChannelMessage(SessionMessage.DESKTOP, (), (5,)),
    ChannelMessage(SessionMessage.PROGRAM, (), (5,)),
)
GARBLED = (
    ChannelMessage(0),
    ChannelMessage(99, ("x",)),
    ChannelMessage(SessionMessage.GO),
    ChannelMessage(SessionMessage.OPENED),
    ChannelMessage(SessionMessage.OPENED, ("",)),
    ChannelMessage(SessionMessage.OPENED, ("/home/anna/a.casebook",), (5,)),
    ChannelMessage(SessionMessage.LOCKED, ("1,2,3,4,0", "", "")),
    ChannelMessage(SessionMessage.LOCKED, ("1,2,3,4,0,0", "a name", "")),
    ChannelMessage(SessionMessage.LOCKED, ("", "", f"{CASEBOOK}/case/Lin Zhi/evidence//")),
    ChannelMessage(SessionMessage.LOCKED, ("", "", "case")),
    ChannelMessage(SessionMessage.LOCKED, ("", "", f"{CASEBOOK}/case/7kq2/evidence//Removal")),
    ChannelMessage(SessionMessage.LOCKED, ("1,2,3,4,5,6; 7", "", "")),
    ChannelMessage(SessionMessage.PANICKED),
    ChannelMessage(SessionMessage.ANEW, ("break", "", "")),
    ChannelMessage(SessionMessage.ANEW, ("open", "")),
    ChannelMessage(SessionMessage.PICK),
    ChannelMessage(SessionMessage.DESKTOP),
    ChannelMessage(SessionMessage.PROGRAM),
    ChannelMessage(SessionMessage.PICK, (), (5, 6)),
    ChannelMessage(SessionMessage.SHOWN, ("x",)),
)
WIDENING = (
    ChannelMessage(SessionMessage.OPENED, ("/",)),
    ChannelMessage(SessionMessage.OPENED, (str(Path.home()),)),
    ChannelMessage(SessionMessage.OPENED, ("/usr/share/..",)),
)
"""B11: what would put more than a casebook within reach of the session that follows."""
PROGRAM = """
import os, sys
from pathlib import Path
from casebook.host.protocol.session_protocol import SessionStart, SessionMessage
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.launcher.supervise import Supervisor

def session(channel, start):
    if start.is_spare:
        told = channel.receive()
        os.write(1, f"shown as {told.kind}\\n".encode())
        channel.send(SessionMessage.SHOWN)
        channel.send(SessionMessage.ENDING)
        return 7
    channel.send(SessionMessage.OPENED, str(start.vault))
    channel.send({kind}, *{words!r}, files=[0] * {files})
    channel.receive()
    return 1

sys.exit(Supervisor(session, session, session, session).run(SessionStart(vault=Path("/nowhere/a.casebook"))))
"""


@pytest.mark.parametrize("message", SOUND, ids=lambda message: f"{message.kind}")
def test_what_sessions_tell_is_heard(message: ChannelMessage) -> None:
    assert is_sound(message)


@pytest.mark.parametrize("message", GARBLED, ids=lambda message: f"{message.kind} {message.words}")
def test_what_is_garbled_is_not_heard(message: ChannelMessage) -> None:
    assert not is_sound(message)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
@pytest.mark.parametrize(
    "message",
    [*sampled(GARBLED, kept=4), *sampled(WIDENING, kept=3)],
    ids=lambda message: f"{message.kind} {message.words}",
)
def test_a_session_that_garbles_is_ended_and_followed(message: ChannelMessage) -> None:
    assert not is_sound(message) or message in WIDENING
    program = PROGRAM.replace("{kind}", str(int(message.kind)))
    program = program.replace("{words!r}", repr(message.words)).replace("{files}", str(len(message.files)))
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.returncode) == (f"shown as {int(SessionMessage.SHOW)}\n", 7), ended.stderr


FALLING = """
import sys
from casebook.host.protocol.session_protocol import SessionStart
from casebook.launcher.supervise import Supervisor

def session(channel, start):
    raise KeyError("Lin Zhiyuan")

sys.exit(Supervisor(session, session, session, session).run(SessionStart()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_a_session_that_falls_is_told_by_its_place_and_never_by_its_text() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FALLING], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.returncode) == ("", 1)
    where = "KeyError at casebook.launcher.supervise:_started"
    assert re.fullmatch(rf"Casebook ended over a fault: {where}:\d+\n", ended.stderr)


PANICKING = """
import os, select, sys
from pathlib import Path
from casebook.host.protocol.session_protocol import SessionStart, SessionMessage
from casebook.launcher.supervise import Supervisor

def session(channel, start):
    if start.is_spare:
        channel.receive()
        channel.send(SessionMessage.SHOWN)
        select.select([os.pidfd_open(int(os.read(listed, 20)))], [], [])
        channel.send(SessionMessage.ENDING)
        return 7
    os.write(lists, str(os.getpid()).encode())
    channel.send(SessionMessage.OPENED, str(start.vault))
    channel.send(SessionMessage.PANICKED, "")
    os.write(1, f"told {int(channel.receive().kind)}\\n".encode())

listed, lists = os.pipe()
sys.exit(Supervisor(session, session, session, session).run(SessionStart(vault=Path("/nowhere/a.casebook"))))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_a_session_that_panicked_keeps_its_own_time_when_the_next_is_seen() -> None:
    """It puts drafts and the keychain's key away meanwhile, and one that hangs gets no more of it."""
    ended = subprocess.run(
        [sys.executable, "-c", PANICKING], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.returncode) == ("", 7), ended.stderr


REMARKING = """
import os, sys
from pathlib import Path
from casebook.host.protocol.session_protocol import SessionStart, SessionMessage
from casebook.launcher.supervise import Supervisor

def session(channel, start):
    if start.is_spare:
        channel.receive()
        channel.send(SessionMessage.ANEW, "open", {other}, "")
        channel.receive()
        return 1
    if os.read(begun, 1) == b"1":
        channel.send(SessionMessage.OPENED, str(start.vault))
        channel.send(SessionMessage.LOCKED, "", "backup-absent", "{left}")
        channel.receive()
        return 1
    os.write(1, " ".join(channel.receive().words[1:]).encode())
    channel.send(SessionMessage.ENDING)
    return 7

begun, order = os.pipe()
os.write(order, b"12")
sys.exit(Supervisor(session, session, session, session).run(SessionStart(vault=Path("/nowhere/a.casebook"))))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
@pytest.mark.parametrize(
    ("other", "remarks"), [("/nowhere/a.casebook", f"backup-absent {LEFT}"), ("/nowhere/b.casebook", " ")]
)
def test_a_remark_stays_through_a_fresh_session_of_its_casebook(other: str, remarks: str) -> None:
    program = REMARKING.replace("{other}", repr(other)).replace("{left}", LEFT)
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.returncode) == (remarks, 7), ended.stderr


CHOOSING = """
import os, sys
from pathlib import Path
from casebook.host.protocol.session_protocol import SessionStart, SessionMessage
from casebook.launcher.supervise import Supervisor

def session(channel, start):
    if start.is_spare:
        os.write(ready, b"1")
    elif os.read(begun, 1) == b"1":
        channel.send(SessionMessage.OPENED, str(start.vault))
        os.read(waiting, 1)
        if {is_noted}:
            (start.vault / "reach-travel").write_bytes(b"/media/stick/trip.casebook/00")
        channel.send(SessionMessage.LOCKED, "", "", "")
        channel.receive()
        return 1
    channel.receive()
    os.write(1, b"spare" if start.is_spare else b"fresh")
    channel.send(SessionMessage.ENDING)
    return 7

waiting, ready = os.pipe()
begun, order = os.pipe()
os.write(order, b"12")
vault = Path(sys.argv[1])
sys.exit(Supervisor(session, session, session, session).run(SessionStart(vault=vault)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
@pytest.mark.parametrize(("is_noted", "follows"), [(False, "spare"), (True, "fresh")])
def test_a_folder_chosen_meanwhile_is_within_reach_after_one_lock(
    tmp_path: Path, *, is_noted: bool, follows: str
) -> None:
    vault = tmp_path / "a.casebook"
    vault.mkdir()
    program = CHOOSING.replace("{is_noted}", repr(is_noted))
    ended = subprocess.run(
        [sys.executable, "-c", program, str(vault)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.returncode) == (follows, 7), ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_empty_folders_a_session_could_not_remove_go_with_it(tmp_path: Path) -> None:
    vault, home = tmp_path / "a.casebook", tmp_path / "trip.casebook"
    kept, backups = tmp_path / "trip.casebook-backups", tmp_path / "a.casebook-backups"
    for folder in (vault, home, kept, backups):
        folder.mkdir()
    (kept / "letter.pdf").touch()
    program = CHOOSING.replace("{is_noted}", "True").replace("/media/stick", str(tmp_path))
    ended = subprocess.run(
        [sys.executable, "-c", program, str(vault)], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 7, ended.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"a.casebook", "trip.casebook-backups"}


PICKING = """
import os, sys
from pathlib import Path
from casebook.host.ipc.channel import Channel
from casebook.host.protocol.session_protocol import SessionStart, SessionMessage
from casebook.launcher.supervise import Supervisor

def session(channel, start):
    if start.is_spare:
        channel.receive()
    channel.send(SessionMessage.OPENED, str(start.vault))
    here, there = Channel.pair()
    channel.send(SessionMessage.PICK, files=(there.descriptor,))
    here.receive()
    (start.vault / "reach-travel").write_bytes(b"/media/other/trip.casebook/00")
    channel.send(SessionMessage.ENDING)
    return 7

def picker(line):
    line.send(SessionMessage.SHOWN)
    line.wait(60_000)  # until the session, which has the other end, is gone
    return 0

vault = Path(sys.argv[1])
sys.exit(Supervisor(session, picker, session, session).run(SessionStart(vault=vault)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_empty_folders_go_before_another_journey_is_chosen(tmp_path: Path) -> None:
    vault, home = tmp_path / "a.casebook", tmp_path / "trip.casebook"
    for folder in (vault, home, tmp_path / "trip.casebook-backups"):
        folder.mkdir()
    (vault / "reach-travel").write_bytes(os.fsencode(home / "00"))
    ended = subprocess.run(
        [sys.executable, "-c", PICKING, str(vault)], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 7, ended.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"a.casebook"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_open_without_a_casebook_starts_the_window(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("DISPLAY")}
    started = subprocess.run(
        [sys.executable, "-m", "casebook", "open"],
        env={**environment, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Casebook cannot show its window" in started.stderr
