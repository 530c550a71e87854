"""Plain data between two processes that do not trust each other, and calls across."""
