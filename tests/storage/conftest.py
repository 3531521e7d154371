from tests.stores import another, clock, store  # noqa: F401
