"""Commands on cards of devices and on parcels."""
