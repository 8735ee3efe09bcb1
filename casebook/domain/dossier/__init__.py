"""Dossiers: composition, court profiles, filing rules and copies."""
