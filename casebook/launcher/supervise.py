"""Supervises sessions: one in front, one preloaded spare, and which follows at each lock.

A lock ends the session that held the keys; the spare, which has everything loaded and never saw a record,
shows its lock screen in the same place. A session that ends without a word after a vault was opened in it is
followed in the same way; one that says what no session says is ended. One that ends before that ends the
program: a fault at the start is no endless loop.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from casebook.base.stopwatch import seconds
from casebook.host.ipc.channel import Channel, ChannelMessage, PeerClosed
from casebook.host.process.forked_process import ForkedProcess, Watch
from casebook.host.protocol.session_protocol import SessionMessage, SessionPurpose, SessionStart, is_sound
from casebook.host.sandbox.places import is_casebook, reach_notes, tidy_backups, tidy_travel, tidy_unmade

RunSession = Callable[[Channel, SessionStart], int]
RunPicker = Callable[[Channel], int]
RunDesktop = Callable[[Channel], int]
RunProgram = Callable[[Channel], int]
PANIC_SECONDS = 0.4
"""A session that panicked has this long to take the key out of the keychain and put down what was typed."""
LEAVE_SECONDS = 3.0
"""Time to end for a session whose successor is on the screen."""
END_SECONDS = 30.0
"""Time for an orderly lock on a system request; after it, the next opening checks the vault."""


class Supervisor:
    """Starts, replaces and ends sessions and what helps them.

    Args:
        run_session: what a forked session does.
        run_picker: what a forked picker does.
        run_desktop: what a process does that talks to the desktop for a session; it ends when that does.
        run_program: what a process does that runs a program of the system for a session.
    """

    def __init__(
        self,
        run_session: RunSession,
        run_picker: RunPicker,
        run_desktop: RunDesktop,
        run_program: RunProgram,
    ) -> None:
        self._run_session, self._run_desktop = run_session, run_desktop
        self._runs = {SessionMessage.PICK: run_picker, SessionMessage.PROGRAM: run_program}
        self._desktops: list[ForkedProcess] = []
        self._front: ForkedProcess | None = None
        self._spare: ForkedProcess | None = None
        self._spare_reach: tuple[bytes, ...] = ()
        self._old: list[ForkedProcess] = []
        self._helpers: list[tuple[ForkedProcess, ForkedProcess]] = []
        self._vault: Path | None = None
        self._unmade: set[Path] = set()
        self._has_opened = self._is_ending = False
        self._exit_code = 0
        self._remarks = self._left = ""

    def run(self, start: SessionStart) -> int:
        """Start a session and look after it and its successors until the person closes the window."""
        self._vault = start.vault
        self._front = self._fork(start)
        watch = Watch()
        while self._has_session:
            speaking, ended = watch.wait(self._all)
            for part in speaking:
                self._receive(part)
            for part in ended:
                self._on_ended(part)
            if watch.was_asked_to_end:
                self._end_in_order()
        for part in self._all:
            part.kill()
        if self._vault is not None:
            tidy_backups(self._vault)
        return self._exit_code

    @property
    def _has_session(self) -> bool:
        return self._front is not None

    @property
    def _all(self) -> list[ForkedProcess]:
        sessions = [part for part in (self._front, self._spare) if part is not None]
        return [*sessions, *self._old, *self._desktops, *(helper for helper, _ in self._helpers)]

    def _fork(self, start: SessionStart) -> ForkedProcess:
        if start.purpose in {"make", "sample"} and start.vault is not None and is_casebook(start.vault):
            self._unmade.add(start.vault)
        return ForkedProcess.fork(partial(_started, self._run_session, start), self._all)

    def _receive(self, part: ForkedProcess) -> None:
        try:
            message = part.channel.receive()
        except PeerClosed:
            part.channel.close()
            return
        if part is self._front and _is_acceptable(message):
            self._handle(part, message)
            return
        if part in self._old and is_sound(message) and message.kind == SessionMessage.DESKTOP:
            self._reach_desktop(message)  # one that panicked takes the key out of the keychain
            return
        for file in message.files:
            Channel(file).close()
        if part is self._front:
            part.kill()  # SECURITY: it is no longer itself; its keys go with it, and a fresh one follows

    def _handle(self, front: ForkedProcess, message: ChannelMessage) -> None:
        words = message.words
        if message.kind == SessionMessage.OPENED:
            self._vault, self._has_opened = Path(words[0]), True
            self._remarks = self._left = ""
            self._make_spare()
        elif message.kind in self._runs:
            self._help(front, SessionMessage(message.kind), Channel(message.files[0]))
        elif message.kind == SessionMessage.DESKTOP:
            self._reach_desktop(message)
        elif message.kind == SessionMessage.SHOWN:
            self._send_away()
        elif message.kind == SessionMessage.ENDING:
            self._is_ending = True
        elif message.kind == SessionMessage.ANEW:
            self._begin_anew(front, *words)
        elif message.kind in {SessionMessage.LOCKED, SessionMessage.PANICKED}:
            self._remarks, self._left = (*words[1:], "", "")[:2]
            self._follow(front, SessionStart(vault=self._vault, place=words[0]))
            if message.kind == SessionMessage.PANICKED:
                front.kill_at = seconds() + PANIC_SECONDS

    def _begin_anew(self, front: ForkedProcess, purpose: str, folder: str, place: str) -> None:
        self._drop_spare()
        vault = Path(folder) if folder else None
        if vault != self._vault:
            self._remarks = self._left = ""  # of another casebook
        if self._vault is not None:
            self._unmade.add(self._vault)  # a sample that was deleted leaves its empty folder
        self._vault = None if purpose == "place" else vault
        start = SessionStart(purpose=cast("SessionPurpose", purpose), vault=vault, place=place)
        self._follow(front, start)

    def _send_away(self) -> None:
        """The next session is seen: the old ones may go.

        One that panicked has its own, shorter time to put drafts and keys away.
        """
        for old in self._old:
            if old.kill_at is None:
                _tell(old, SessionMessage.GO)
                old.kill_at = seconds() + LEAVE_SECONDS

    def _make_spare(self) -> None:
        if self._spare is None and not self._is_ending:
            self._spare_reach = reach_notes(self._vault)
            self._spare = self._fork(SessionStart(vault=self._vault, is_spare=True))

    def _drop_spare(self) -> None:
        """It is confined to another vault or other folders than those wanted now."""
        if self._spare is not None:
            self._spare.kill()
            self._old.append(self._spare)
            self._spare = None

    def _follow(self, old: ForkedProcess | None, start: SessionStart) -> None:
        """Put the spare in front, or a fresh session; the old one ends when that is seen.

        What is to be known of the session before goes from one to the next until a casebook is opened.
        """
        if self._spare is not None and reach_notes(self._vault) != self._spare_reach:
            self._drop_spare()  # it was confined before the person chose a folder, and could not open it
        if old is not None:
            self._end_helpers_of(old)
            self._old.append(old)
        self._front, self._spare = self._spare or self._fork(start), None
        _tell(self._front, SessionMessage.SHOW, start.place, self._remarks, self._left)

    def _help(self, session: ForkedProcess, kind: SessionMessage, line: Channel) -> None:
        self._tidy()  # a folder chosen now takes the place of the one that is noted
        helper = ForkedProcess.fork(self._runs[kind], self._all, (Channel(-1), line))
        self._helpers.append((helper, session))

    def _reach_desktop(self, message: ChannelMessage) -> None:
        line = Channel(message.files[0])
        self._desktops.append(ForkedProcess.fork(self._run_desktop, self._all, (Channel(-1), line)))

    def _end_helpers_of(self, session: ForkedProcess) -> None:
        for helper, owner in self._helpers:
            if owner is session:
                helper.kill()

    def _on_ended(self, part: ForkedProcess) -> None:
        exit_code = part.reap()
        if part is not self._spare:
            self._tidy()
        self._helpers = [(helper, owner) for helper, owner in self._helpers if helper is not part]
        self._old = [old for old in self._old if old is not part]
        self._desktops = [desktop for desktop in self._desktops if desktop is not part]
        if part is self._spare:
            self._spare = None
        if part is self._front:
            self._end_helpers_of(part)
            self._front = None
            if self._has_opened and not self._is_ending:
                self._has_opened = False
                self._follow(None, SessionStart(vault=self._vault))
            else:
                self._exit_code = exit_code

    def _tidy(self) -> None:
        """Remove empty folders: of a vault that was never made, and of one that travelled and is home."""
        if self._vault is not None:
            tidy_travel(self._vault)
        for vault in self._unmade:
            if vault != self._vault:
                tidy_unmade(vault)

    def _end_in_order(self) -> None:
        """Asked once, the session locks in order; asked again, it is ended."""
        if self._front is None:
            return
        self._front.kill_at = seconds() + (0.0 if self._is_ending else END_SECONDS)
        self._is_ending = True
        _tell(self._front, SessionMessage.LOCK)


def _is_acceptable(message: ChannelMessage) -> bool:
    """SECURITY: nor may it name a folder that is no casebook, for its successor to write in.

    One that is asked for anew may be another: a person chose it. It stays out of reach (`session_grants`).
    """
    if not is_sound(message):
        return False
    return message.kind != SessionMessage.OPENED or is_casebook(Path(message.words[0]))


def _started(run: RunSession, start: SessionStart, channel: Channel) -> int:
    return run(channel, start)


def _tell(part: ForkedProcess, kind: SessionMessage, *words: str) -> None:
    """Tell a part; one that has ended meanwhile is buried when that is noticed."""
    try:
        part.channel.send(kind, *words)
    except PeerClosed:
        return
