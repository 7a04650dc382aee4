"""The words of tables and pages, in English and Hebrew; the words of the domain are the ontology's."""

WORDS: dict[str, tuple[str, str]] = {
    "also called": ("also called", "נקרא גם"),
    "cause": ("cause", "סיבה"),
    "claim": ("claim", "טענה"),
    "claimed": ("under claims", "תחת טענות"),
    "count": ("count", "מספר"),
    "direction": ("direction", "כיוון"),
    "disputed by": ("but also", "אך גם"),
    "disputed": ("disputed", "במחלוקת"),
    "file": ("file", "קובץ"),
    "kind": ("kind", "סוג"),
    "line": ("line", "שורה"),
    "message": ("message", "הודעה"),
    "name": ("name", "שם"),
    "nothing found": ("nothing found", "לא נמצא דבר"),
    "nothing said": ("no source says anything of it", "אף מקור אינו אומר עליו דבר"),
    "object": ("object", "מושא"),
    "of": ("of", "של"),
    "parameters": ("parameters", "פרמטרים"),
    "passage": ("passage", "קטע"),
    "predicate": ("relation", "יחס"),
    "prefers": ("a curator prefers", "עורך מעדיף את"),
    "qualifiers": ("qualifiers", "מאפיינים"),
    "reason": ("reason", "סיבה"),
    "shape": ("shape", "תבנית"),
    "source": ("source", "מקור"),
    "sources": ("sources", "מקורות"),
    "subject": ("subject", "נושא"),
    "tags": ("tags", "תגיות"),
    "text": ("in the text", "בטקסט"),
    "title": ("title", "כותרת"),
    "unexplained": ("unexplained", "ללא הסבר"),
    "what": ("what", "מה"),
    "when": ("when", "מתי"),
    "value": ("value", "ערך"),
    "waived": ("waived", "מוחרג"),
}


def word(name: str, lang: str) -> str | None:
    """A word in the language asked for; None for what the command line has no word for."""
    found = WORDS.get(name)
    return None if found is None else found[lang == "he"]
