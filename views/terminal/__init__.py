"""What commands show in a terminal: help, complaints, tables and progress."""
