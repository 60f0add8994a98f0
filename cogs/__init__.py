"""The slash commands: each parses, makes one call, renders and sends. Loaded by name."""
