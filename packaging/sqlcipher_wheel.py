"""Build sqlcipher3 with an OpenSSL of one's own: ``python packaging/sqlcipher_wheel.py OPENSSL OUT``.

OPENSSL is the folder an OpenSSL was installed into (``include`` and a static ``libcrypto.a``); OUT takes the
wheel. Source and build tools are those of the locks. LDFLAGS names what else that OpenSSL needs. Why and
when: docs/decisions/0032-sqlcipher-wheel.md.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
WORK = ROOT / "build" / "sqlcipher"
NAME = "sqlcipher3"
ASK = """
from sqlcipher3 import dbapi2
link = dbapi2.connect(":memory:")
link.execute("PRAGMA key = a")
for name in ("version", "provider_version"):
    print(link.execute(f"PRAGMA cipher_{name}").fetchone()[0])
"""


def locked(name: str) -> str:
    """The lines of the run lock that pin a package, its hashes included."""
    lock = (LOCKS / "run.txt").read_text(encoding="utf-8")
    return "".join(re.findall(rf"^{name}==(?:.*\\\n)*.*\n", lock, re.MULTILINE))


def static_only(openssl: Path, folder: Path) -> Path:
    """A folder that holds the static library alone, so that the linker finds no other."""
    library = next(openssl.rglob("libcrypto.a"))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(library, folder)
    return folder


def stated_version(openssl: Path) -> str:
    """What the headers of an OpenSSL call it."""
    header = (openssl / "include" / "openssl" / "opensslv.h").read_text(encoding="utf-8")
    return "".join(re.findall(r'OPENSSL_VERSION_TEXT "(.+)"', header))


def main(arguments: list[str]) -> int:
    """Build, install into an environment of its own, and ask it which OpenSSL it holds; 1 where another."""
    openssl, out = (Path(argument).absolute() for argument in arguments)
    shutil.rmtree(WORK, ignore_errors=True)
    python = WORK / "env" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True)
    pip = [str(python), "-I", "-m", "pip", "--quiet", "--disable-pip-version-check"]
    hashed = ["--no-deps", "--require-hashes"]
    tools = [*pip, "install", *hashed, "--only-binary=:all:", "-r", str(LOCKS / "wheel.txt")]
    subprocess.run(tools, check=True)
    source = WORK / "source.txt"
    source.write_text(locked(NAME), encoding="utf-8")
    library = static_only(openssl, WORK / "lib")
    flags = {
        "CFLAGS": f"-O2 -I{openssl / 'include'}",
        "LDFLAGS": f"-L{library} -Wl,--exclude-libs,ALL {os.environ.get('LDFLAGS', '')}",
    }
    # A wheel that pip has kept was built with other flags.
    anew = [*pip, "wheel", "--no-cache-dir", "--no-build-isolation", "--no-binary=:all:"]
    # Without isolation its own recipe finds no conan, with which it would fetch another OpenSSL.
    build = [*anew, *hashed, "-r", str(source)]
    subprocess.run([*build, "-w", str(out)], env={**os.environ, **flags}, check=True)
    wheel = next(out.glob(f"{NAME}-*.whl"))
    subprocess.run([*pip, "install", "--no-deps", str(wheel)], check=True)
    answer = subprocess.run([str(python), "-I", "-c", ASK], capture_output=True, text=True, check=True)
    version, provider = answer.stdout.splitlines()
    print(f"{wheel.name}: SQLCipher {version}, {provider}")
    return 0 if provider == stated_version(openssl) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
