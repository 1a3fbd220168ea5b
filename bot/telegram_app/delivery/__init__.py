"""How updates come in and replies go out, so that nothing is lost and nothing is said twice."""
