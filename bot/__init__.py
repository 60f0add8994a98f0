"""Attaché, a press attaché for a Discord server."""
