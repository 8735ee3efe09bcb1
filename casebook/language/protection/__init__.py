"""Words of asylum and protection, and what tells that somebody claims it."""
