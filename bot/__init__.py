"""A bot that answers questions about one report, in Dutch and French."""
