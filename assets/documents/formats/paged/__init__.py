"""Forms that fix where each letter stands: PDF, OFD, and pictures of pages by text recognition."""
