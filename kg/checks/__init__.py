"""A project's own checks: what is written beside rules, shapes and questions comes in, outcomes go out."""
