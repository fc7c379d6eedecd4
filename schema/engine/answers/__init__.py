"""Answers that are kept until what they were made from changes (docs/engine.md)."""
