"""explorer.html: the dataset itself for people, one offline page with search, charts, passages and downloads."""
