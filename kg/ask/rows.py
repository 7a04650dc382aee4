"""The rows of an answer as Python values: records, or claims or statements."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, overload

from kg.ask.narrow import grounds_of_rows
from kg.engines import Engine, Result, Row, labels, project_of, text
from kg.errors import keywords
from kg.model.project import Project
from kg.model.vocab import Iri

if TYPE_CHECKING:
    import pandas
    import polars
    from typing_extensions import TypeVar  # which type checkers bring

    from kg.ask.said import Statement
    from kg.ask.values import Record

    Kind = TypeVar("Kind", bound=Mapping[str, Any], default=Record, covariant=True)
else:
    from typing import TypeVar

    Kind = TypeVar("Kind")


@keywords
class Rows(Sequence[Kind]):
    """The rows of an answer; ``columns`` names what a table has of them."""

    def __init__(
        self,
        engine: Engine,
        result: Result,
        lang: str,
        said: "Callable[[Collection[str]], Mapping[str, Statement]] | None" = None,
        shapes: Callable[[list[Row]], Sequence[Kind]] | None = None,
    ) -> None:
        self.engine = engine
        self.columns = result.names
        self.lang = lang
        self._nodes = result.rows
        self._said = said
        self._shapes = shapes  # what gives the rows, where they are no records

    @cached_property
    def _project(self) -> Project:
        return project_of(self.engine)

    @property
    def result(self) -> Result:
        """The rows as nodes."""
        return Result(self.columns, self._nodes)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows as text: IRIs and values."""
        return [{name: text(row[name]) for name in self.columns} for row in self._nodes]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of all that stands in the answer."""
        iris = {value for row in self.rows for value in row.values() if isinstance(value, Iri)}
        names = [name for name in self.columns if name.isidentifier()]
        iris |= {iri for name in names for iri in self._terms(name)}
        return labels(self.engine, self.lang, iris)

    def _terms(self, column: str) -> list[Iri]:
        """The terms that a column may be called after: a relation or qualifier, else a class."""
        names = (column, column[:1].upper() + column[1:])
        return [Iri(start + name) for name in names for start in self._project.vocabularies]

    @cached_property
    def _plain(self) -> list[dict[str, Any]]:
        """The rows as Python values, in which a statement is a thing."""
        from kg.ask.values import python, quantities

        known = quantities(self.engine, {v for row in self.rows for v in row.values() if isinstance(v, Iri)})
        return [{name: python(row[name], self.labels, known) for name in self.columns} for row in self._nodes]

    @cached_property
    def _statements(self) -> "Mapping[str, Statement]":
        from kg.ask.said import statements

        grounds = grounds_of_rows(self.columns)
        read = self._said or partial(statements, self.engine, self.lang)
        return read({row[name] for row in self.rows for name in grounds if row[name]})

    @cached_property
    def _values(self) -> Sequence[Kind]:
        if self._shapes is not None:
            return self._shapes(self.rows)
        from kg.ask.values import Later, Record

        grounds, read = grounds_of_rows(self.columns), partial(getattr, self, "_statements")
        found: list[Any] = [
            Record(row | {name: Later(row[name], read) for name in grounds}) for row in self._plain
        ]
        return found

    @overload
    def __getitem__(self, index: int) -> Kind: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Kind]: ...
    def __getitem__(self, index: int | slice) -> Kind | Sequence[Kind]:
        return self._values[index]

    def __len__(self) -> int:
        return len(self._nodes)

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas data frame. Needs pandas (the extra «frames»).

        A column has labels, numbers or dates as text. Beside it ``column.iri`` has the IRIs of things and
        figures, ``column.value``, ``.low``, ``.high``, ``.unit`` and ``.approximate`` the rest of figures,
        ``column.earliest`` and ``.latest`` the days of times.
        """
        from kg.ask.frames import flat, package

        return package("pandas").DataFrame(flat(self._plain, self.columns))

    def to_polars(self) -> "polars.DataFrame":
        """A polars data frame with the columns of ``to_pandas``. Needs polars (the extra «frames»)."""
        from kg.ask.frames import flat, package

        made: polars.DataFrame = package("polars").DataFrame(flat(self._plain, self.columns), strict=False)
        return made
