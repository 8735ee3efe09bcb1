"""The kept corpus of the fuzz targets, without the fuzzer: what was once found stays mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import vault_targets
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).with_name("corpus")


def test_every_target_has_a_corpus_and_every_corpus_a_target() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_lets_no_error_of_the_program_out(name: str) -> None:
    inputs = sorted((CORPUS / name).iterdir())
    assert inputs
    for path in inputs:
        TARGETS[name].run(path.read_bytes())


def test_a_target_lets_an_error_of_the_program_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: bytes) -> None:
        raise KeyError

    monkeypatch.setattr(vault_targets, "decode", broken)
    with pytest.raises(KeyError):
        TARGETS["header"].run(b"CASEBOOK")


@pytest.mark.parametrize("name", ["of-600-bytes", "of-70000-bytes"])
def test_a_sealed_file_of_the_corpus_opens(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the fuzzer would only ever see files that are refused."""
    monkeypatch.setattr(vault_targets, "content", lambda _: b"other")
    with pytest.raises(AssertionError):
        vault_targets.sealed_file((CORPUS / "sealed-file" / name).read_bytes())
