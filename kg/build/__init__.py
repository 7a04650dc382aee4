"""The build: a project's folder comes in by ``build``, the graph goes out as files, or what is wrong."""

from kg.build.stages import Summary, build, validate
from kg.build.validation import InvalidGraphError, Violation

__all__ = ["InvalidGraphError", "Summary", "Violation", "build", "validate"]
