"""quality.html: what the rules question, on one offline page for people."""
