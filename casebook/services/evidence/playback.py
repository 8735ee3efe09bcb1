"""Plays a recording with a player of the system, which gets its bytes and no key, name or file.

The bytes are decrypted to an anonymous file in memory. The player ends with the session, at lock and by the
panic key: the launcher ends the process that runs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import BinaryIO

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.ipc.message import in_pieces
from casebook.host.process.player_program import player
from casebook.host.process.program_part import program_line
from casebook.host.protocol.program_protocol import MAX_PLAYED_BYTES, ProgramMessage
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.evidence.transcript import require_recording

_READING = Message("reading recording")
_TITLE = Message("The recording cannot be played here.")
_REMEDIES = {
    "missing": Message("Install the player mpv, or ffplay (part of FFmpeg), and try again."),
    "unconfined": Message(
        "This computer cannot isolate a player. Save a copy outside the casebook on a computer kept for such "
        "files, and play it there."
    ),
    "failed": Message(
        "The player ended with an error. Check that sound and screen work, or save a copy outside the "
        "casebook and play it there."
    ),
    "large": Message("It is larger than 1 GB. Save a copy outside the casebook, and play it there."),
}


def obstacle() -> Refused | None:
    """Return why nothing can be played on this computer, or None as far as that is known beforehand."""
    if sys.platform != "linux":
        return _refusal("unconfined")
    return None if player() else _refusal("missing")


class Playback:
    """A player that runs.

    Args:
        line: to the process that runs it.
    """

    def __init__(self, line: Channel) -> None:
        self._line = line

    @property
    def descriptor(self) -> int:
        """The descriptor that is readable once the player has ended."""
        return self._line.descriptor

    def wait(self, most_ms: int) -> bool:
        """Wait until the player has ended, or for a time; returns whether it has."""
        return self._line.wait(most_ms)

    def stop(self) -> None:
        """End the player; may be called again."""
        self._line.close()

    def finish(self) -> None:
        """Take notice of the end of the player.

        Raises:
            Refused: it did not play, with what to do.
        """
        try:
            message = self._line.receive()
        except PeerClosed:
            return
        finally:
            self.stop()
        if message.kind == ProgramMessage.REFUSED:
            raise _refusal(message.words[0] if message.words else "")


async def play(
    session: Session, document_id: str, at_seconds: int = 0, *, progress: Progress = silent
) -> Playback:
    """Start to play a recording; whoever calls it stops or finishes it.

    Args:
        session: the open vault.
        document_id: of the recording.
        at_seconds: where to begin.
        progress: asked while the recording is decrypted.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it is no recording.
        Refused: this computer cannot play it, with what to do.
        VaultDamaged: the encrypted file was changed or is missing.
        Cancelled: the person stopped.
    """
    document = await on_vault(lambda: require_recording(session, document_id))
    sealed = await on_vault(lambda: documents.sealed_file(session, document))
    return await off_thread(
        lambda: _started(lambda: session.vault.attachments.open(sealed), at_seconds, progress)
    )


def _started(opened: Callable[[], BinaryIO], at_seconds: int, progress: Progress) -> Playback:
    if sys.platform != "linux":
        raise _refusal("unconfined")
    recording = os.memfd_create("casebook", os.MFD_CLOEXEC)
    try:
        _fill(recording, opened, progress)
        line = program_line()
        if line is None:
            raise _refusal("missing")
        line.send(ProgramMessage.PLAY, str(at_seconds), files=[recording])
    except (OSError, PeerClosed) as error:
        raise _refusal("failed") from error
    finally:
        os.close(recording)
    return Playback(line)


def _fill(recording: int, opened: Callable[[], BinaryIO], progress: Progress) -> None:
    with opened() as stream:
        size = stream.seek(0, os.SEEK_END)
        if size > MAX_PLAYED_BYTES:
            raise _refusal("large")
        stream.seek(0)
        for piece in in_pieces(stream, size):
            progress(0, 0, _READING)
            view = memoryview(piece)
            while view:
                view = view[os.write(recording, view) :]


def _refusal(why: str) -> Refused:
    return Refused(_TITLE, field="player", remedy=_REMEDIES.get(why, _REMEDIES["failed"]))
