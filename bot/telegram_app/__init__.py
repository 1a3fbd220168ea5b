"""The front in Telegram. `telegram` is imported here only."""
