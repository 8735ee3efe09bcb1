"""Casebooks of two people, which exchange over a folder, each with a window."""

from __future__ import annotations

from tests.services.sharing.team.conftest import kept_teams, new_casebook

__all__ = ["kept_teams", "new_casebook"]
