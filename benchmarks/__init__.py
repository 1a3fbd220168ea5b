"""Measurements, as figures of this machine and as ratios."""
