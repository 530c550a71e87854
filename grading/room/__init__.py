"""Where notebooks are graded: answers in a sandboxed worker, checks in a trusted process."""
