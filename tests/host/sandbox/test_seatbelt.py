"""The profile of a worker on macOS, and the calls that put it there, as Apple's headers type them."""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.host.sandbox import darwin, limits, sandbox
from casebook.host.sandbox.darwin import deny_attach, end_at_hangup, true_path
from casebook.host.sandbox.places import font_folders, program_code
from casebook.host.sandbox.sandbox import SEATBELT_REPORT, confine_on_macos
from casebook.host.sandbox.seatbelt import confine, enter, profile
from casebook.host.sandbox.syscall import this_machine
from tests.host.confined import run_python
from tests.host.macos import ADDRESS, MacLibrary, reaches, rules


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> MacLibrary:
    """A macOS that accepts everything."""
    library = MacLibrary()
    monkeypatch.setattr(darwin, "library", lambda: library)
    return library


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> MacLibrary:
    """A macOS that refuses everything."""
    library = MacLibrary(refusal=b"unbound variable: file-reed")
    monkeypatch.setattr(darwin, "library", lambda: library)
    return library


def test_all_is_refused_that_no_rule_allows() -> None:
    first, second, *allowed = rules(profile(["/fonts"], draws=True))
    assert (first, second) == (["version", "1"], ["deny", "default"])
    assert {verb for verb, *_ in allowed} == {"allow"}
    assert {operation for _, operation, *_ in allowed} == {
        "signal",
        "sysctl-read",
        "file-read-data",
        "file-read*",
        "file-read-metadata",
        "mach-lookup",
    }


def test_services_of_fonts_are_for_drawing_alone() -> None:
    assert "mach-lookup" not in profile([], draws=False)


@pytest.mark.parametrize("home", ["/Users/lin", "/Users/lin/Library", "/private/etc/passwd", "/Applications"])
def test_nothing_of_a_person_is_read(home: str) -> None:
    text = profile(["/Library/Fonts"], draws=True)
    assert reaches(text, "file-read*", "/Library/Fonts/Noto.ttf")
    assert not reaches(text, "file-read*", f"{home}/secret")
    assert not reaches(text, "file-read*", home)


def test_folders_on_the_way_are_seen_but_not_listed() -> None:
    text = profile(["/Users/lin/Casebook.app"], draws=False)
    assert reaches(text, "file-read-metadata", "/Users/lin")
    assert not reaches(text, "file-read-metadata", "/Users/lin/secret")
    assert not reaches(text, "file-read*", "/Users/lin")


@pytest.mark.parametrize("path", ['/a"b', "/a\\b", "/林 志", '/") (allow default) ("'])
def test_any_name_of_a_folder_stays_one_text(path: str) -> None:
    [reading] = [rule for rule in rules(profile([path], draws=False)) if "file-read*" in rule]
    assert reading[-1] == ["subpath", path]
    assert reaches(profile([path], draws=False), "file-read*", f"{path}/x")


def test_a_name_that_no_profile_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="control"):
        profile(["/a\nb"], draws=False)


def test_the_profile_is_given_as_text(mac: MacLibrary) -> None:
    enter("(version 1)林")
    [(name, text, flags, _)] = mac.calls
    assert (name, text, flags) == ("sandbox_init", "(version 1)林".encode(), 0)


def test_a_refusal_says_why_and_is_freed(refusing: MacLibrary) -> None:
    with pytest.raises(PermissionError, match="file-reed"):
        enter("(version 1)")
    assert refusing.calls[-1] == ("sandbox_free_error", ctypes.addressof(refusing._text))


def test_a_system_without_it_refuses() -> None:
    with pytest.raises(OSError, match="not implemented"):
        enter("(version 1)")


def test_paths_are_compared_without_links(mac: MacLibrary, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    confine([tmp_path / "link", tmp_path / "gone"], ())
    text = mac.calls[0][1]
    assert isinstance(text, bytes)
    assert reaches(text.decode(), "file-read*", f"{true_path(tmp_path / 'real')}/font.ttf")
    assert str(tmp_path / "link") not in text.decode()
    assert str(tmp_path / "gone") not in text.decode()


def test_a_worker_reaches_its_code_and_fonts(mac: MacLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    limited: list[int] = []
    monkeypatch.setattr(sandbox, "limit_worker", limited.append)  # it would stay for the whole run
    assert confine_on_macos(font_folders()) is SEATBELT_REPORT
    assert limited == [limits.WORKER_MEMORY_BYTES]
    assert [name for name, *_ in mac.calls] == ["ptrace", "sandbox_init"]
    text = mac.calls[-1][1]
    assert isinstance(text, bytes)
    for folder in (*program_code(), *font_folders()):
        assert reaches(text.decode(), "file-read*", f"{true_path(folder)}/part")
    assert not reaches(text.decode(), "file-read*", f"{Path.home()}/secret")


def test_where_macos_refuses_no_document_is_shown(
    refusing: MacLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "limit_worker", lambda _: None)  # it would stay for the whole run
    with pytest.raises(Refused, match="cannot be shown") as refused:
        confine_on_macos(())
    assert "macOS refuses" in str(refused.value.remedy)
    assert refusing.calls[0][0] == "ptrace"


def test_no_number_of_linux_is_called_on_an_intel_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    assert this_machine.__wrapped__() == this_machine()
    monkeypatch.setattr(os, "uname", lambda: os.uname_result(("Darwin", "mac", "24.0", "", "x86_64")))
    assert this_machine.__wrapped__() is None


LIMITED = """
import json, resource, sys
before = resource.getrlimit(resource.RLIMIT_DATA)
sys.platform = "darwin"
from casebook.host.sandbox.limits import limit_worker
limit_worker(1 << 30)
names = ("RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_CPU")
assert resource.getrlimit(resource.RLIMIT_DATA) == before, "macOS would refuse it"
print(json.dumps([resource.getrlimit(getattr(resource, name)) for name in names]))
"""


def test_a_worker_on_macos_is_limited_but_for_its_memory() -> None:
    run = run_python(LIMITED)
    most = (limits.WORKER_FILES, 0, 0, limits.WORKER_CPU_SECONDS)
    assert json.loads(run.stdout) == [[one, one] for one in most], run.stderr


def test_debuggers_are_denied(mac: MacLibrary) -> None:
    deny_attach()
    assert mac.calls == [("ptrace", 31, 0, None, 0)]


@pytest.mark.parametrize("system", ["mac", "refusing"])
def test_a_session_says_whether_debuggers_are_denied(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    calls = request.getfixturevalue(system).calls
    monkeypatch.setattr(sandbox, "forbid_core_files", lambda: True)  # it would stay for the whole run
    monkeypatch.setattr(sandbox, "_reports", [])
    monkeypatch.setattr(sys, "platform", "darwin")
    report = sandbox.confine_session(None)
    assert sandbox.session_report() is report
    assert (sandbox.NO_DEBUGGERS in report.in_force) is (system == "mac")
    assert len(report.missing) == 1 + (system != "mac")
    assert report.state == "none"
    assert calls == [("ptrace", 31, 0, None, 0)]


def test_the_end_of_a_parent_calls_exit_without_python(mac: MacLibrary) -> None:
    end_at_hangup(2)
    [create, handle, resume] = mac.calls
    assert create[2:] == (2, 0, None)
    leave = ctypes.cast(ctypes.CDLL(None)["_exit"], ctypes.c_void_p).value
    assert handle == ("dispatch_source_set_event_handler_f", ADDRESS, leave)
    assert resume == ("dispatch_resume", ADDRESS)
