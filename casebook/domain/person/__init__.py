"""Persons, contacts, their roles and relations."""
