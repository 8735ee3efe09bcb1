"""The build of sqlcipher3: the locked source, and only the static library of the OpenSSL it is given."""

from __future__ import annotations

from pathlib import Path

import sqlcipher_wheel


def test_the_source_is_the_locked_one_with_its_hashes() -> None:
    lines = sqlcipher_wheel.locked("sqlcipher3").splitlines()
    hashes = [line for line in lines[1:] if "--hash=sha256:" in line]
    assert lines[0].startswith("sqlcipher3==")
    assert len(hashes) > 10
    assert not any("==" in line for line in lines[1:])


def test_the_linker_sees_the_static_library_alone(tmp_path: Path) -> None:
    (tmp_path / "openssl" / "lib64").mkdir(parents=True)
    for name in ("libcrypto.a", "libcrypto.so"):
        (tmp_path / "openssl" / "lib64" / name).write_bytes(name.encode())
    folder = sqlcipher_wheel.static_only(tmp_path / "openssl", tmp_path / "lib")
    assert [path.name for path in folder.iterdir()] == ["libcrypto.a"]


def test_an_openssl_is_called_what_its_headers_say(tmp_path: Path) -> None:
    headers = tmp_path / "include" / "openssl"
    headers.mkdir(parents=True)
    text = '# define OPENSSL_VERSION_TEXT "OpenSSL 9.9.9 1 Jan 2030"\n'
    (headers / "opensslv.h").write_text(text, encoding="utf-8")
    assert sqlcipher_wheel.stated_version(tmp_path) == "OpenSSL 9.9.9 1 Jan 2030"
