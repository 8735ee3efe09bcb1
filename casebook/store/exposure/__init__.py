"""Charges of the requesting State."""
