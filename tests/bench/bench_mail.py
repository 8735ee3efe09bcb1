"""How fast mail comes in with what is attached to it: a mailbox, as a whole process started from a shell."""

from __future__ import annotations

import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

from casebook.base.progress import silent
from casebook.crypto.kdf import FLOOR_COST
from casebook.services.case import case
from casebook.services.vault import vault
from tests.bench.ratio import Ratio, scratch
from tests.worker.documents import letter_pdf

PROGRAM = str(Path(sys.executable).parent / "casebook")
PHRASE = "seven invented words stand here for benches"
LETTERS, MIN_PER_SECOND = 200, 40
BORDER = b"From registry@court.example Mon Mar  2 09:15:00 2026\n"


def measure() -> list[Ratio]:
    """Letters a second, without the start of the program and the opening of the casebook."""
    with scratch("mail") as folder:
        path, phrase = folder / "measured.casebook", folder / "phrase.txt"
        phrase.write_text(PHRASE)
        session, _ = vault.create(path, PHRASE, cost=FLOOR_COST, progress=silent)
        with session:
            for reference in ("B-1", "B-2"):
                case.open_case(session, reference=reference, title="", jurisdiction="CY")
        (folder / "one.mbox").write_bytes(_mailbox(2))
        (folder / "many.mbox").write_bytes(_mailbox(LETTERS + 2))
        verb = [PROGRAM, "import", str(path)]
        end = ["--passphrase-file", str(phrase), "--json"]
        start = _seconds([*verb, "B-1", str(folder / "one.mbox"), *end])
        seconds = _seconds([*verb, "B-2", str(folder / "many.mbox"), *end]) - start
    per_second = LETTERS / seconds
    detail = f"{per_second:.0f} letters a second with a PDF and a note each, at least {MIN_PER_SECOND}"
    return [Ratio("import of a mailbox", MIN_PER_SECOND / per_second, 1.0, detail)]


def _mailbox(letters: int) -> bytes:
    pdf = letter_pdf()
    return b"\n".join(BORDER + _letter(number, pdf) for number in range(letters))


def _letter(number: int, pdf: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Registry <registry@court.example>", "office@law.example"
    mail["Date"], mail["Subject"] = "Mon, 2 Mar 2026 09:15:00 +0200", f"Decision {number} 延期审理"
    mail["Message-ID"], mail["References"] = f"<{number}@court.example>", f"<{number - 1}@court.example>"
    mail.set_content(f"The hearing of case {number} is adjourned.\n" * 20)
    for name, data in ((f"{number}.pdf", pdf + b"\n%%%d\n" % number), (f"{number}.txt", b"note %d" % number)):
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
