"""The environment of every test: no screen, no network, an empty home, and a fixed clock."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from catalogues import compile_stale
from hypothesis import settings
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.util import LRUCache

from casebook.base.clock import Clock, fixed_clock
from casebook.base.ids import IdSource, seeded_ids
from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.domain.base.searched_form import SearchedForms
from casebook.host.protocol.program_protocol import reach_programs_by
from casebook.services.base import session as sessions
from casebook.services.processes import bundle_worker
from casebook.services.vault import vault as vaults
from tests.vaults import MasterVault, fill_copy, make_empty, master_vault, stock_copy

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # the threads of tesseract spin while they wait
if os.access("/dev/shm", os.W_OK):  # noqa: S108 - where vaults are written in a third less time than on a disk
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")  # noqa: S108
compile_stale()  # the texts of other languages, where somebody runs pytest without make

# Keep what Python compiles: otherwise each process a test starts compiles the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("casebook", derandomize=True, deadline=None, database=None)
settings.load_profile("casebook")

HOME_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "LOCALAPPDATA": "local",
    "APPDATA": "roaming",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
"""What names a folder of the user's, and which folder of the home it then names; none is there at first."""

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


YOUNG_OBJECTS = 20_000
"""How many new objects Python's collector waits for: at its usual 700 it costs a fortieth of the run."""
OLD_COLLECTIONS = 20
"""How many collections of younger objects come before one of all."""


COMPILED_STATEMENTS = 2_000
"""How many statements are kept."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the collector what is loaded here: it stays to the end of the run."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Collect between tests, in the thread that runs them: in another, Qt and Python wait for each other."""
    try:
        return (yield)
    finally:
        young, _, old = gc.get_count()
        if young > YOUNG_OBJECTS:
            gc.collect(1 if old < OLD_COLLECTIONS else 2)


@pytest.fixture(scope="session")
def empty_homes() -> list[Path]:
    """Home folders no test has written to: most tests write to none, and making folders is dear."""
    return []


@pytest.fixture(autouse=True)
def _own_home(
    empty_homes: list[Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Give each test an empty home, so that the suite accesses nothing of the user's."""
    home = empty_homes.pop() if empty_homes else tmp_path_factory.mktemp("home")
    for name, folder in HOME_FOLDERS.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("CASEBOOK_PASSPHRASE_FILE", raising=False)
    reach_programs_by(lambda: None)  # LibreOffice and players, installed or not
    yield
    if not any(home.iterdir()):
        empty_homes.append(home)


Derivation = Callable[[Any, int], int]
Derived = tuple[bytes, bytes, int, int, int, int]
"""Passphrase, salt, memory in KiB, passes, lanes and type of a derivation."""


@pytest.fixture(scope="session", autouse=True)
def _derived_once() -> Iterator[Derivation]:
    """Derive each key once a worker: copies of a vault have its salt, and Argon2 gives the same key again.

    The first derivation is Argon2's own. One whose time is measured has a salt of zeros and is always
    computed, but at the least cost, at which no time is asked for.
    """
    from argon2 import low_level

    compute, buffer = low_level.core, low_level.ffi.buffer
    keys: dict[Derived, bytes] = {}

    def core(context: Any, kind: int) -> int:  # noqa: ANN401 - a structure of C
        salt = bytes(buffer(context.salt, context.saltlen))
        passphrase = bytes(buffer(context.pwd, context.pwdlen))
        asked = (passphrase, salt, context.m_cost, context.t_cost, context.lanes, kind)
        if asked in keys:
            buffer(context.out, context.outlen)[:] = keys[asked]
            return 0
        failure: int = compute(context, kind)
        if (any(salt) or context.m_cost == MIN_MEMORY_KIB) and not failure:
            keys[asked] = bytes(buffer(context.out, context.outlen))
        return failure

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(low_level, "core", core)
        yield compute


@pytest.fixture
def derived_each_time(_derived_once: Derivation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive every key anew, where the time of it is what is proved."""
    from argon2 import low_level

    monkeypatch.setattr(low_level, "core", _derived_once)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[Callable[[Connection], None]]:
    """Compile each statement once a worker: SQLAlchemy does so once an engine, and each vault has its own."""
    compiled: LRUCache[Any, Any] = LRUCache(COMPILED_STATEMENTS)
    dialects: list[Dialect] = []

    def share(connection: Connection) -> None:
        dialects.append(connection.dialect)  # it is part of what a compiled statement is known by
        connection.engine.dialect = connection.dialect = dialects[0]
        del dialects[1:]
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", share)
    yield share
    event.remove(Engine, "engine_connect", share)


CASES_HEARD = 4
"""Of how many cases is kept what their texts tell of a claim: of half as many as in an open casebook."""


class _KeptForms(SearchedForms):
    """How names are looked for in an open casebook, with what was worked out in those opened before.

    It is known by all that it is made of, so that it is the same in each.
    """

    before = SearchedForms()

    def __init__(self) -> None:
        super().__init__()
        _add_forms(self.before, self)

    def clear(self) -> None:
        """Forget them here."""
        _add_forms(self, self.before)
        if len(self.before.claims) > CASES_HEARD:
            self.before.claims.clear()
        super().clear()


def _add_forms(of: SearchedForms, to: SearchedForms) -> None:
    to.update(of)
    to.people.update(of.people)
    to.patterns.update(of.patterns)
    to.published.update(of.published)
    to.claims.update({of_case: dict(read) for of_case, read in of.claims.items()})


@pytest.fixture(scope="session", autouse=True)
def _spelled_once() -> Iterator[None]:
    """Spell each name once a worker: a locked casebook forgets all forms, and each test opens its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "SearchedForms", _KeptForms)
        yield


@pytest.fixture
def compiled_each_time(_compiled_once: Callable[[Connection], None]) -> Iterator[None]:
    """Compile statements anew for each vault, where how many there are is what is proved."""
    event.remove(Engine, "engine_connect", _compiled_once)
    yield
    event.listen(Engine, "engine_connect", _compiled_once)


@pytest.fixture
def now() -> datetime:
    """The instant at which every test happens: 2 March 2026, 09:00 UTC."""
    return NOW


@pytest.fixture
def clock() -> Clock:
    """Return a clock fixed at `now`."""
    return fixed_clock(NOW)


@pytest.fixture
def ids() -> IdSource:
    """Identifiers that repeat from run to run."""
    return seeded_ids(20260302)


@pytest.fixture(scope="session")
def cheap_cost() -> KdfCost:
    """The least a key derivation may cost, so that opening a vault takes a twentieth of a second."""
    return KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)


@pytest.fixture
def cheap_calibration(cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure this computer from the least cost, and ask no more than that of it."""
    monkeypatch.setattr(vaults, "calibrated", partial(vaults.calibrated, start=cheap_cost, target_s=0.0))


@pytest.fixture
def jobs_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run jobs on PDFs in this process, as the program does where it has no worker, which takes long to load.

    For tests of what copies say, keep back and refuse. That a worker makes the same bytes of every kind of
    file is shown in `services/processes/test_bundle_worker.py`. Proofs and tests marked `confined` have one.
    """
    if not any(map(request.node.get_closest_marker, ("proof", "process", "confined"))):
        monkeypatch.setattr(bundle_worker, "CAN_START", False)


@pytest.fixture(scope="session")
def run_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def empty_vault(run_folder: Path, cheap_cost: KdfCost) -> MasterVault:
    """A vault with nothing in it, to be copied."""
    return master_vault(run_folder, "empty", lambda path: make_empty(path, cheap_cost))


@pytest.fixture(scope="session")
def library_vault(run_folder: Path, empty_vault: MasterVault) -> MasterVault:
    """A vault with the shipped library in it, to be copied."""
    return master_vault(run_folder, "library", lambda path: stock_copy(empty_vault, path))


@pytest.fixture(scope="session")
def sample_vault(run_folder: Path, library_vault: MasterVault) -> MasterVault:
    """A vault with the sample casebook in it, to be copied."""
    return master_vault(run_folder, "sample", lambda path: fill_copy(library_vault, path))
