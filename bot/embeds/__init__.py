"""Answers drawn as Discord embeds; every limit of Discord's is known here alone. Pure."""
