"""Ledgers of tasks: what goes out, comes back filled in, and is shown."""
