"""One module a kind of file: each turns bytes into a ``Document``.  ``extraction.reader`` chooses among them."""
