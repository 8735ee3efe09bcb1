"""Packs that dossiers are built with."""
