from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from casebook.cli.run import run
from casebook.sample.demo import PASSPHRASE
from casebook.services.base.session import open_session
from casebook.services.vault import unlock_method


@dataclass(frozen=True)
class Demo:
    """The sample as a person gets it: made by the command, once for a run."""

    vault: Path
    pdf: Path
    passphrase_file: Path
    key: Path
    """A file with a recovery code: it opens the vault without a costly derivation."""
    said: str

    @property
    def code(self) -> str:
        """The recovery code."""
        return self.key.read_text(encoding="utf-8")


def casebook(*arguments: object, key: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The installed program, run as a script would."""
    options = ["--passphrase-file", str(key)] if key else []
    return subprocess.run(
        [sys.executable, "-m", "casebook", *map(str, arguments), *options],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def tried(*arguments: object, key: Path) -> tuple[int, Any]:
    """Return exit code and JSON of a command run in this process, which avoids loading the program."""
    output = StringIO()
    with redirect_stdout(output):
        code = run([*map(str, arguments), "--json", "--passphrase-file", str(key)], lambda *_: 0)
    return code, json.loads(output.getvalue())


def answer(*arguments: object, key: Path) -> Any:  # noqa: ANN401 - a JSON document
    """What a command answers as JSON, run in this process."""
    code, document = tried(*arguments, key=key)
    assert code == 0, document
    return document


@pytest.fixture(scope="session")
def demo(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A copy for this worker: builds are written into its register."""
    made, output, code = (run_folder / name for name in ("demo", "demo-said.txt", "demo-code.txt"))
    with FileLock(run_folder / "demo.lock"):
        if not output.exists():
            done = casebook("demo", made)
            assert done.returncode == 0, done.stderr
            code.write_text(_code_for(made / "sample.casebook"), encoding="utf-8")
            output.write_text(done.stdout, encoding="utf-8")
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("demo") / "made"))
    said = output.read_text(encoding="utf-8").replace(str(made), str(folder))
    return Demo(folder / "sample.casebook", folder / "dossier.pdf", folder / "passphrase.txt", code, said)


def _code_for(vault: Path) -> str:
    code = unlock_method.new_recovery_code()
    with open_session(vault, PASSPHRASE) as session:
        unlock_method.add_recovery_code(session, unlock_method.credential(PASSPHRASE), code)
    return code
