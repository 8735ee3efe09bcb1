"""What a job needs is loaded before its process gives up all access to files."""

from __future__ import annotations

import pickle
import subprocess
import sys

from casebook.domain.dossier.composition import Composition, Cover
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.services.dossier.hiding.protected_names import name_forms

_LATER = """
import pickle, sys
from casebook.host.sandbox.places import font_folders
from casebook.pdf.jobs.preload import preload, preload_for
preload(font_folders(), to_build=True)
job, text = pickle.load(sys.stdin.buffer)
preload_for(job)
def refuse(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        raise PermissionError(arguments[0])
sys.addaudithook(refuse)
print(job.hiding.pseudonyms.apply(text))
"""
TEXT = (
    "Sun was taken from the bus; May said so. Surname: SUN. Old Sun, aged 66, signed on 14 March 1987, her "
    "birthday. Passport No. E12345678, account 357012345678. 孙桂芳, 1987年3月14日."
)


def test_names_are_replaced_where_no_file_can_be_opened() -> None:
    forms = [*name_forms(["Sun Guifang", "孙桂芳"], "Person A"), *name_forms(["May Thandar"], "Person B")]
    hiding = Hiding(pseudonyms=NameReplacer(forms), note="Note", areas={}, label="")
    whole = Composition(title="Title", language="en", cover=Cover(title="Title"), parts=(), exhibits=())
    job = BundleJob(composition=whole, hiding=hiding)
    done = subprocess.run(
        [sys.executable, "-c", _LATER], input=pickle.dumps((job, TEXT)), capture_output=True, check=False
    )
    assert (done.stderr.decode(), done.returncode) == ("", 0)
    assert done.stdout.decode().startswith("Person A was taken from the bus; Person B said so.")
