"""Reading: one article in, its quotes, dates, events, summary and people out. Pure."""
