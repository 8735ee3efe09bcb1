"""What every page is made of: page, listing, record editor, history."""
