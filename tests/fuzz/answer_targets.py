"""What reads the messages of other processes: channel, worker messages, answers of the isolated workers."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from casebook.base.errors import DamagedSource, InvalidInput, Refused, VaultTooNew
from casebook.base.message import Message
from casebook.domain.base.grid import Grid
from casebook.domain.case.packed_outcome import check_packed
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.pdf_result import (
    BundleFiles,
    FormContent,
    FormFilled,
    IncompatiblePages,
    PageSelection,
)
from casebook.domain.exchange.registers.register_row import guessed, row_of
from casebook.domain.library.reference import ReferenceList
from casebook.formats.citations.citation_file import read as read_citations
from casebook.formats.contact_file import read_contacts
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.register_json import read_register_json
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.ipc.message import ProtocolError, read_head, read_payload
from casebook.host.ipc.typed_json import read_answer, written_answer
from casebook.host.protocol.bundle_protocol import Refusal
from casebook.host.protocol.extract_protocol import FileText
from casebook.host.protocol.picker_protocol import NewFolder
from casebook.host.protocol.render_protocol import CHARACTER_BYTES, SIZES
from casebook.host.protocol.session_protocol import is_sound
from casebook.packs.signed_outcomes import unpack_outcomes
from casebook.services.processes.render_answer import page_size, page_text, require_pages, require_words

ANSWERS = (
    FileText,
    Grid,
    Refusal,
    PageSelection,
    IncompatiblePages,
    BundleFiles,
    Survey,
    FormContent,
    FormFilled,
    ReferenceList,
)
_LARGEST = 1 << 16


def channel(data: bytes) -> None:
    """A message on the channel between launcher, session and picker.

    What is received can be sent again and is the same, and its soundness is decided without an error.
    """
    ours, theirs = Channel.pair()
    try:
        os.write(theirs.descriptor, data[:_LARGEST])
        with suppress(PeerClosed):
            received = ours.receive()
            is_sound(received)
            theirs.send(received.kind, *received.words)
            assert ours.receive() == received
            os.write(theirs.descriptor, data[:_LARGEST])
            with suppress(OSError):
                NewFolder(Path("vault"), ours).put(Path("made"))
    finally:
        ours.close()
        theirs.close()


def message(data: bytes) -> None:
    """A stream of messages between a worker and its parent; a head is packed as it was read."""
    stream = io.BytesIO(data)
    with suppress(ProtocolError):
        while (head := read_head(stream)) is not None:
            assert head.pack() == data[stream.tell() - len(head.pack()) : stream.tell()]
            read_payload(stream, min(head.size_bytes, _LARGEST))


def answer(data: bytes) -> None:
    """An answer of the extract or the bundle worker; what is believed can be written and read again."""
    if not data:
        return
    number = data[0] % (len(ANSWERS) + 1)
    with suppress(ProtocolError):
        if number == len(ANSWERS):
            assert isinstance(str(read_answer(Message, data[1:])), str)
            return
        read = read_answer(ANSWERS[number], data[1:])
        assert read_answer(ANSWERS[number], written_answer(read)) == read


def drawing(data: bytes) -> None:
    """An answer of the render worker: its head, then sizes of pages or words with their places."""
    stream = io.BytesIO(data)
    with suppress(ProtocolError, DamagedSource, Refused):
        head = read_head(stream)
        if head is None:
            return
        payload = bytearray(stream.read(_LARGEST))
        pages = len(payload) // SIZES.size
        characters = len(payload) // CHARACTER_BYTES
        if head.first % 2:
            require_pages(head)
            tuple(map(page_size, SIZES.iter_unpack(payload[: pages * SIZES.size])))
        else:
            require_words(head)
            text = page_text(payload[: characters * CHARACTER_BYTES], characters)
            assert len(text.text) <= characters


def outcomes(data: bytes) -> None:
    """A pack of outcomes; one that is believed has rows of codes alone."""
    with suppress(InvalidInput, Refused, VaultTooNew):
        for row in unpack_outcomes(data, date(2030, 1, 1)).rows:
            check_packed(row, date(2030, 1, 1))


def register(data: bytes) -> None:
    """A register of people as JSON, and what its rows say."""
    with suppress(Damaged, OversizedFile):
        grid = read_register_json(data)
        mapping = guessed(grid.head)
        for row in grid.rows:
            assert len(row.cells) == len(grid.head)
            row_of(row.line, grid.head, row.cells, mapping)


def citations(data: bytes) -> None:
    """A file of a reference manager, in any of its formats."""
    with suppress(DamagedSource, OversizedFile):
        read_citations(data)


def contacts(data: bytes) -> None:
    """A file of contact cards."""
    with suppress(DamagedSource, OversizedFile):
        read_contacts(data)
