"""Backups as the opening of a casebook needs them: their places, how one is made, which may go.

They stand below the session, which makes one before an earlier casebook is brought up to date;
what a person does with backups is in `services/vault`.
"""
