"""The list of parts of a tree in the CycloneDX format, with the hashes of the lock."""

from __future__ import annotations

import json
import platform
import re
import time
from pathlib import Path

from licences import distributions, normal
from tree_parts import LOCK

from casebook import __version__

SPEC_VERSION = "1.6"
"""Source: CycloneDX 1.6, ECMA-424."""


def locked_hashes() -> dict[str, tuple[str, ...]]:
    """The SHA-256 of each file that the lock allows for a package, by "name==version"."""
    entries = re.findall(
        r"^([a-z0-9-]+==[^ \\]+)((?:.*\\\n)*.*\n)", LOCK.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {pin: tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)) for pin, rest in entries}


def parts_list(tree: Path, seconds: int, python: str = platform.python_version()) -> str:
    """Return the list as JSON, the same for the same tree.

    Args:
        tree: its folder.
        seconds: the time it bears, since 1970.
        python: the version of its Python.

    Raises:
        KeyError: a package is installed that the lock does not name.
    """
    hashes = locked_hashes()
    components: list[dict[str, object]] = [
        {"type": "platform", "name": "CPython", "version": python, "bom-ref": "cpython"}
    ]
    for _, one in distributions(tree):
        name = normal(one.name)
        if name == "casebook":
            continue
        purl = f"pkg:pypi/{name}@{one.version}"
        sums = [{"alg": "SHA-256", "content": digest} for digest in hashes[f"{name}=={one.version}"]]
        source = {
            "type": "distribution",
            "url": f"https://pypi.org/project/{name}/{one.version}/",
            "hashes": sums,
        }
        components.append(
            {
                "type": "library",
                "name": name,
                "version": one.version,
                "bom-ref": purl,
                "purl": purl,
                "externalReferences": [source],
            }
        )
    own = {"type": "application", "name": "casebook", "version": __version__, "bom-ref": "casebook"}
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
    depends = [{"ref": "casebook", "dependsOn": [part["bom-ref"] for part in components]}]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "version": 1,
        "metadata": {"timestamp": stamp, "component": own},
        "components": components,
        "dependencies": depends,
    }
    return json.dumps(document, indent=1) + "\n"
