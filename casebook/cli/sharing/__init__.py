"""Commands on what leaves a casebook for another: cards of devices, parcels, cases that travel."""
