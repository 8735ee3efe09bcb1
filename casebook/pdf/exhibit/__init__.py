"""Exhibits that the program sets on pages from files that have none."""
