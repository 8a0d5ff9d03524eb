"""For whoever runs it: alerts, and how a trouble is survived."""
