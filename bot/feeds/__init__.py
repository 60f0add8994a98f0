"""Feeds: polite, safe fetching; bytes → entries; when to poll next."""
