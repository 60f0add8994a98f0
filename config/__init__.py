"""Settings and sample data."""
