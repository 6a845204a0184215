"""Questions in plain language and a catalogue of SPARQL queries, both over the graph of the plans."""
