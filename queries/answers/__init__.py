"""Requests, from their queries to answers."""
