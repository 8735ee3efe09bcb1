"""Letters, requests and forms to sign: their kinds, their values, and how they are written."""
