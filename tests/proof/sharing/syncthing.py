"""Two nodes of Syncthing on this computer, a folder each, with nothing announced outside."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

_OFF = ("globalAnnounceEnabled", "localAnnounceEnabled", "relaysEnabled", "natEnabled", "startBrowser")
_REFUSED = ("crashReportingEnabled",)
FIRST_PORT = 22_300


class Syncthing:
    """Carries the files of two folders until it is stopped.

    Args:
        home: where the nodes keep what is theirs.
        folders: that are carried.
    """

    def __init__(self, home: Path, folders: Sequence[Path]) -> None:
        homes = [home / f"syncthing-{at}" for at in range(len(folders))]
        for one in homes:
            self._call("generate", one, "--no-default-folder")
        ids = [self._device(one) for one in homes]
        for at, one in enumerate(homes):
            self._configure(one, folders[at], at, ids)
        self._nodes = [
            subprocess.Popen(
                ["syncthing", "serve", f"--home={one}", "--no-browser", "--no-restart"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for one in homes
        ]

    def carry(self) -> None:
        """Do nothing: it carries by itself."""

    def stop(self) -> None:
        """End both nodes."""
        for one in self._nodes:
            one.terminate()
            one.wait()

    def _call(self, verb: str, home: Path, *more: str) -> str:
        command = ["syncthing", verb, f"--home={home}", *more]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def _device(self, home: Path) -> str:
        shown = subprocess.run(
            ["syncthing", f"--home={home}", "--device-id"], check=True, capture_output=True, text=True
        )
        return shown.stdout.strip()

    def _configure(self, home: Path, folder: Path, at: int, ids: Sequence[str]) -> None:
        path = home / "config.xml"
        text = path.read_text(encoding="utf-8")
        for name in (*_OFF, *_REFUSED):
            text = re.sub(rf"<{name}>[^<]*</{name}>", f"<{name}>false</{name}>", text)
        text = re.sub(r"<urAccepted>[^<]*<", "<urAccepted>-1<", text)
        text = re.sub(
            r"(<gui.*?<address>)[^<]*(</address>)",
            rf"\g<1>127.0.0.1:{FIRST_PORT + 10 + at}\2",
            text,
            flags=re.DOTALL,
        )
        text = re.sub(r"<listenAddress>[^<]*<", f"<listenAddress>tcp://127.0.0.1:{FIRST_PORT + at}<", text)
        devices = "".join(f'<device id="{one}"/>' for one in ids)
        other = (
            f'<device id="{ids[1 - at]}" name="other" compression="metadata">'
            f"<address>tcp://127.0.0.1:{FIRST_PORT + 1 - at}</address></device>"
        )
        shared = (
            f'<folder id="team" label="team" path="{folder}" type="sendreceive" rescanIntervalS="5"'
            f' fsWatcherEnabled="true" fsWatcherDelayS="1">{devices}</folder>'
        )
        path.write_text(
            text.replace("</configuration>", f"{shared}{other}</configuration>"), encoding="utf-8"
        )
