"""The project on disk: files come in as quads that know their line; sorted RDF goes out, all or nothing."""
