"""The store as a SPARQL endpoint for other programs: HTTP only; queries run in ``queries.foreign``."""
