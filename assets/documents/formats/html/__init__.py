"""Web pages: what is seen of them, their article, their tables."""
