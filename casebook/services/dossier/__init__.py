"""Dossiers: composed, checked, built and registered."""
