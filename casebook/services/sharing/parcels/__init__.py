"""Parcels: what goes in one, sealed, looked at and taken, receipts and recalls, and who holds what."""
