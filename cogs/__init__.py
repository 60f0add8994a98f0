"""Slash commands, one file a question. Loaded by name."""
