"""Writing into a project: what people give comes in as names, tables and options, files of Turtle go out."""
