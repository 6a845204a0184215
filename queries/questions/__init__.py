"""Questions, from their words to a request."""
