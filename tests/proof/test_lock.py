"""What ends a session: its launcher's end, sleep, the desktop's lock.

What stands behind it: the whole program; SIGKILL and SIGTERM; a message bus of its own on which
python-dbusmock plays logind and the screen saver.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casebook.services.base.session import open_session
from tests.proof.ground import say
from tests.proof.watched import driven, gone, until

PYTHON_WITH_MOCK = "/usr/bin/python3"
_LOGIN, _SAVER = "org.freedesktop.login1", "org.gnome.ScreenSaver"


@pytest.mark.process
def test_a_killed_launcher_takes_the_session_with_it(vault: Path, code: str) -> None:
    with driven(vault, code, "stay", "") as (messages, launcher):
        session = int(until(messages, "open")[1])
        os.kill(launcher, signal.SIGKILL)
        assert gone(session)


@pytest.mark.process
def test_a_launcher_asked_to_end_locks_in_order_first(vault: Path, code: str) -> None:
    with driven(vault, code, "stay", "") as (messages, launcher):
        session = int(until(messages, "open")[1])
        os.kill(launcher, signal.SIGTERM)
        assert gone(session)
        assert gone(launcher)
    with open_session(vault, code) as opened:
        assert not opened.is_recovered


@contextmanager
def bus() -> Iterator[str]:
    """A message bus of its own with logind and a screen saver on it; its address."""
    reading, writing = os.pipe()
    command = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
    with subprocess.Popen(command, pass_fds=(writing,)) as daemon:
        os.close(writing)
        with os.fdopen(reading) as reader:
            address = reader.readline().strip()
        mocks = [
            subprocess.Popen([PYTHON_WITH_MOCK, "-m", "dbusmock", *args], env=_at(address))
            for args in (
                ("--system", "--template", "logind"),
                ("--session", _SAVER, "/org/gnome/ScreenSaver", _SAVER),
            )
        ]
        for name in (_LOGIN, _SAVER):
            subprocess.run(
                ["gdbus", "wait", "--session", "--timeout", "20", name], env=_at(address), check=True
            )
        try:
            yield address
        finally:
            for running in (*mocks, daemon):
                running.kill()
                running.wait()


def _at(address: str) -> dict[str, str]:
    return {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address}


def emit(address: str, name: str, path: str, signal_name: str, *words: str) -> None:
    """Have a mock send a signal."""
    interface, member = signal_name.rsplit(".", 1)
    call = ["gdbus", "call", "--session", "-d", name, "-o", path]
    call += ["-m", "org.freedesktop.DBus.Mock.EmitSignal", interface, member, *words]
    subprocess.run(call, env=_at(address), check=True, capture_output=True)


TRIGGERS = {
    "sleep": (_LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager.PrepareForSleep", "b", "[<true>]"),
    "session lock": (_LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Session.Lock", "", "[]"),
    "screen saver": (_SAVER, "/org/gnome/ScreenSaver", f"{_SAVER}.ActiveChanged", "b", "[<true>]"),
}


@pytest.mark.proof
@pytest.mark.parametrize("trigger", TRIGGERS)
def test_sleep_and_the_desktops_lock_end_the_session_in_order(
    vault: Path, code: str, trigger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bus() as address:
        for name, value in _at(address).items():
            monkeypatch.setenv(name, value)
        with driven(vault, code, "stay", "") as (messages, launcher):
            session = int(until(messages, "open")[1])
            emit(address, *TRIGGERS[trigger])
            until(messages, "ended")
            assert gone(session)
            os.kill(launcher, signal.SIGTERM)
            assert gone(launcher)
    with open_session(vault, code) as opened:
        assert not opened.is_recovered
    say(f"{trigger}: session ended and locked in order")
