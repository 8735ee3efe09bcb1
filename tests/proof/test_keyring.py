"""Insecure and injected keyring backends: none accepted, no foreign code run.

What stands behind it: processes of their own, each with one way in which `keyring` lets others in.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.ground import say

EVIL = """
from pathlib import Path
Path({ran!r}).write_text("ran")
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 99
    def get_password(self, service, username): return "c3RvbGVu"
    def set_password(self, service, username, password): pass
    def delete_password(self, service, username): pass
"""
ASK = "from casebook.vault.keychain import system_keychain; print(system_keychain())"
SET = "import keyring, {module}; keyring.set_keyring({module}.{name}()); "
INSECURE = {
    "null": ("keyring.backends.null", "Keyring"),
    "fail": ("keyring.backends.fail", "Keyring"),
    "chainer": ("keyring.backends.chainer", "ChainerBackend"),
}
PROPERTIES = {
    "KEYRING_PROPERTY_PREFERRED_COLLECTION": "/org/freedesktop/secrets/collection/evil",
    "KEYRING_PROPERTY_APPID": "evil",
    "KEYRING_PROPERTY_PRIORITY": "99",
}


def evil(folder: Path) -> Path:
    """A module on a path of its own, and as an installed distribution that announces itself to keyring."""
    (folder / "evil.py").write_text(EVIL.format(ran=str(folder / "ran")), encoding="utf-8")
    about = folder / "evil-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[keyring.backends]\nevil = evil\n", encoding="utf-8")
    config = folder / "config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=evil.Keyring\nkeyring-path={folder}\n", encoding="utf-8"
    )
    return folder


def asked(program: str, **environment: str) -> str:
    kept = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    run = subprocess.run(
        [sys.executable, "-c", program], env=kept | environment, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_no_insecure_or_injected_backend_is_accepted(tmp_path: Path) -> None:
    folder = evil(tmp_path)
    answers = {
        "a file in the home": asked(ASK, XDG_CONFIG_HOME=str(folder / "config")),
        "the environment": asked(ASK, PYTHON_KEYRING_BACKEND="evil.Keyring", PYTHONPATH=str(folder)),
        "an installed plugin": asked(ASK, PYTHONPATH=str(folder)),
        "properties": asked(ASK, **PROPERTIES),
        "all together": asked(
            ASK,
            XDG_CONFIG_HOME=str(folder / "config"),
            PYTHON_KEYRING_BACKEND="evil.Keyring",
            PYTHONPATH=str(folder),
            **PROPERTIES,
        ),
    }
    for name, (module, kind) in INSECURE.items():
        answers[name] = asked(SET.format(module=module, name=kind) + ASK)
    accepted = [name for name, answer in answers.items() if answer != "None"]
    ran = (folder / "ran").exists()
    say(
        f"keyring: {len(answers)} ways tried, {len(accepted)} backends accepted,"
        f" foreign code ran {int(ran)} times"
    )
    assert (accepted, ran) == ([], False)


@pytest.mark.proof
def test_keyring_itself_would_have_run_the_foreign_code(tmp_path: Path) -> None:
    """The proof's own proof: what is injected works on whoever lets keyring choose."""
    folder = evil(tmp_path)
    asked("import keyring; print(keyring.get_keyring())", XDG_CONFIG_HOME=str(folder / "config"))
    assert (folder / "ran").exists()
