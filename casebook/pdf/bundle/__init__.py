"""Bundles: exhibits joined, numbered, linked and divided into files."""
