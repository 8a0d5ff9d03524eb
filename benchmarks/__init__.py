"""Quality and speed of the real code, measured by commands over data in a fixed format."""
