"""Queries that come from outside: refused where they ask for data from elsewhere, run where they can be ended."""
