"""What the pages have in common: the store, the language, the address, and plan text that stays text."""
