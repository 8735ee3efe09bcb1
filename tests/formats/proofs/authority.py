"""A time-stamping authority of openssl: its own root, a certificate for time stamps, and tokens."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SETTINGS = """
[ca]
default_ca = root
[root]
database = issued
serial = number
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = any
[tsa]
default_tsa = stamps
[stamps]
serial = stamps
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1, millisecs:500
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """An authority whose files lie in a folder.

    Args:
        folder: empty.
        usage: what the certificate is for.
        until: the last moment of its certificate, as openssl writes it.
        is_rsa: whether its keys are of RSA; else of elliptic curves.
    """

    def __init__(
        self,
        folder: Path,
        usage: str = "critical,timeStamping",
        until: str = "20991231235959Z",
        *,
        is_rsa: bool = False,
    ) -> None:
        self._folder = folder
        self._new_key = ("rsa:2048",) if is_rsa else ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
        folder.mkdir()
        for name, text in {
            "settings": _SETTINGS,
            "issued": "",
            "number": "1000",
            "stamps": "01",
            "usage": f"extendedKeyUsage={usage}\nbasicConstraints=CA:FALSE\n",
        }.items():
            (folder / name).write_text(text, encoding="ascii")
        self._run(
            "req",
            "-x509",
            *self._key("root"),
            "-subj",
            "/CN=Test Root",
            "-out",
            "root.pem",
            "-addext",
            "basicConstraints=critical,CA:TRUE",
        )
        self._run("req", *self._key("signer"), "-subj", "/CN=Test Time Stamping", "-out", "signer.csr")
        self._run(
            "ca", "-batch", "-notext", "-config", "settings", "-cert", "root.pem", "-keyfile", "root.key",
            "-in", "signer.csr", "-out", "signer.pem", "-extfile", "usage",
            "-startdate", "20200101000000Z", "-enddate", until,
        )  # fmt: skip
        self.root = folder / "root.pem"

    def stamped(self, content: bytes, digest: str = "sha256", *, bare: bool = False) -> tuple[Path, Path]:
        """Return the token of some bytes, as a whole answer or bare, and the request it answers."""
        (self._folder / "content").write_bytes(content)
        self._run("ts", "-query", "-data", "content", f"-{digest}", "-cert", "-out", "request.tsq")
        return self.answered(self._folder / "request.tsq", bare=bare), self._folder / "request.tsq"

    def answered(self, request: Path, *, bare: bool = False) -> Path:
        """Return the token that answers a request."""
        self._run(
            "ts", "-reply", "-config", "settings", "-section", "stamps", "-queryfile", str(request),
            "-signer", "signer.pem", "-inkey", "signer.key", "-out", "token.tsr",
            *(["-token_out"] if bare else []),
        )  # fmt: skip
        return self._folder / "token.tsr"

    def collected(self, form: str) -> Path:
        """Return the certificate of the authority as a collection (``.p7b``), in DER or PEM."""
        self._run("crl2pkcs7", "-nocrl", "-certfile", "root.pem", "-outform", form, "-out", "root.p7b")
        return self._folder / "root.p7b"

    def _key(self, name: str) -> tuple[str, ...]:
        return ("-newkey", *self._new_key, "-nodes", "-keyout", f"{name}.key", "-config", "settings")

    def _run(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self._folder, check=True, capture_output=True)
