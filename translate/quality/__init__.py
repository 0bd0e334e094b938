"""What a translation is worth: scores, terminology, checks, comparisons."""
