"""Plans as RDF: made from records, validated, and kept in a store."""
