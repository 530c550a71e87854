"""nbgrader's gradebook, and tables of it."""
