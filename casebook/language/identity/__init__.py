"""Numbers of identity documents in a text, by the words beside them."""
