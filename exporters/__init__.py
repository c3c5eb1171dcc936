"""Domain values written as files: PDF forms, packages, the checker page."""
