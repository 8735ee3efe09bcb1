"""Dossiers and court profiles."""
