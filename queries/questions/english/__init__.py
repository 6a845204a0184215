"""What only questions in English need: words that no list has, names of bodies and places, endings."""
