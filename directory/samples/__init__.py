"""Invented profiles, plausible and of nobody: for the demo, for benchmarks, and for trying things out."""
