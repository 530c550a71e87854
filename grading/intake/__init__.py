"""Read safely what a student handed in."""
