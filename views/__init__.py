"""Pages for a browser, and in `terminal` what commands show."""
