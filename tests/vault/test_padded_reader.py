from __future__ import annotations

import hashlib
import hmac
import io

import pytest

from casebook.base.errors import Cancelled, DiskProblem
from casebook.base.message import Message
from casebook.base.progress import silent
from casebook.crypto.secret import Secret
from casebook.vault.padded_reader import PaddedIntake

KEY = Secret(b"a key for fingerprints")


class Trickle(io.BytesIO):
    """A pipe that gives a little at a time and cannot say how much there is."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 777))

    def tell(self) -> int:
        raise io.UnsupportedOperation("a pipe has no place")


class Gone(io.BytesIO):
    """A file on a stick that was pulled out."""

    def read(self, _size: int | None = -1) -> bytes:
        raise OSError(5, "Input/output error")


def chunks(intake: PaddedIntake) -> list[bytes]:
    return list(iter(intake.take, b""))


@pytest.mark.parametrize("size", [0, 1, 511, 512, 65_535, 65_536, 65_537, 200_000, 1_048_577])
def test_chunks_are_whole_padded_and_digested(size: int) -> None:
    data = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    intake = PaddedIntake(io.BytesIO(data), KEY, silent)
    taken = chunks(intake)
    joined = b"".join(taken)
    assert joined.startswith(data)
    assert not any(joined[size:])
    assert {len(chunk) for chunk in taken[:-1]} <= {65_536}
    assert intake.size_bytes == size
    assert intake.sha256 == hashlib.sha256(data).hexdigest()
    assert intake.fingerprint == hmac.digest(KEY.reveal(), hashlib.sha256(data).digest(), "sha256").hex()
    assert intake.take() == b""


def test_a_pipe_in_small_pieces_gives_the_same() -> None:
    data = b"0123456789" * 14_000
    whole = PaddedIntake(io.BytesIO(data), KEY, silent)
    piped = PaddedIntake(Trickle(data), KEY, silent)
    assert chunks(piped) == chunks(whole)
    assert piped.sha256 == whole.sha256


def test_a_stream_is_taken_from_where_it_stands() -> None:
    stream = io.BytesIO(b"read already, and the rest")
    stream.seek(14)
    intake = PaddedIntake(stream, KEY, silent)
    assert chunks(intake)[0].startswith(b"and the rest\x00")


def test_progress_is_told_in_bytes_and_may_stop_the_work() -> None:
    steps: list[tuple[int, int]] = []

    def tell(done: int, total: int, step: Message) -> None:
        assert str(step) == "encrypting"
        steps.append((done, total))
        if done > 2_000_000:
            raise Cancelled("Stopped.")

    intake = PaddedIntake(io.BytesIO(bytes(5_000_000)), KEY, tell)
    with pytest.raises(Cancelled):
        chunks(intake)
    assert steps == [(0, 5_000_000), (1_048_576, 5_000_000), (2_097_152, 5_000_000)]


def test_a_source_that_fails_is_told_as_such() -> None:
    with pytest.raises(DiskProblem, match="The file to import cannot be read"):
        chunks(PaddedIntake(Gone(b"x"), KEY, silent))
