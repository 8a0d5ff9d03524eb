"""Edition → what a reader sees: mail (HTML and text), web page, message bytes. Pure."""
