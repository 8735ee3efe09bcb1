"""Fillable forms of courts and authorities: their fields, read and filled in."""
