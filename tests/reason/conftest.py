"""What the shipped graph gives to reason from."""

from itertools import chain

import pytest

from kg.build.stages import assemble
from kg.reason.given import Stated, grounds
from kg.reason.scope import Scope
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def shipped() -> list[Stated]:
    """What the shipped graph gives."""
    made = assemble(ROOT)
    graphs = [made.loaded.graph(name) for name in ("entities", "sources")]
    scope = Scope(made.loaded.project, made.loaded.graph("ontology"))
    found = [*scope.axioms(), *scope.describe(chain(*graphs))]
    return found + [
        one for s in made.statements for one in grounds(s, made.schema, made.weighing.tense(s.iri))
    ]
