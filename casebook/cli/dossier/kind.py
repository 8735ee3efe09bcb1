"""``dossier kinds``: what can be made, without a vault."""

from __future__ import annotations

from casebook.cli.base.answer import answer, table
from casebook.services.dossier.dossier_template import templates


def kinds(*, json: bool) -> None:
    rows = [
        {"id": template.id, "about": template.about, "profile": template.profile_id}
        for template in templates()
    ]
    cells = [[row["id"], row["about"]] for row in rows]
    answer({"rows": rows}, table(["ID", "about"], cells), json_wanted=json)
