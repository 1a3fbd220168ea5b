"""How right the bot is on questions in YAML, one half of which is looked at only through its score."""
