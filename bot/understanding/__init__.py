"""Text and context → Question. RapidFuzz and the stemmers are imported here only."""
