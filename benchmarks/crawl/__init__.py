"""What a year of a news crawl costs, worked out from rates measured here."""
