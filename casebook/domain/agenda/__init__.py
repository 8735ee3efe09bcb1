"""Agenda, timeline and calendar entries."""
