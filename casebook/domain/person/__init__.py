"""Persons, contacts, their roles and relationships."""
