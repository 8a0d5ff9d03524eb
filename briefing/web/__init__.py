"""What readers reach by link: unsubscribe, the archive, and a sign of life."""
