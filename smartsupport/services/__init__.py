"""Use cases: open a transaction, ask the domain, store, return."""
