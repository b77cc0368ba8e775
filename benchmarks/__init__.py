"""Measurements: speed as ratios within one run, never as tests."""
