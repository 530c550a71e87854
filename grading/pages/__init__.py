"""Pages for students and instructors."""
