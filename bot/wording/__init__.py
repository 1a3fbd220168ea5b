"""Answer → Reply in Dutch or French. Babel writes the numbers; every sentence comes from knowledge/interface."""
