"""Who goes where: the assignment model, its reasons and its repairs."""
