"""The words of the site, in English and Hebrew."""

SITE: dict[str, tuple[str, str]] = {
    "site: bare": ("neither", "לא זה ולא זה"),
    "site: claimed": ("claims rest on it", "טענות נשענות עליו"),
    "site: compatible": ("Only seemingly at odds", "חלוקים רק לכאורה"),
    "site: compatible caption": (
        "What may look like a contradiction, and why it is none.",
        "מה שעלול להיראות כסתירה, ומדוע אין זו סתירה.",
    ),
    "site: denied": ("denied", "מוכחש"),
    "site: disputed": ("disputed", "שנוי במחלוקת"),
    "site: disputes": ("Disputes", "מחלוקות"),
    "site: disputes caption": (
        "{n} matters on which sources cannot all be right, with both sides; {m} more only look like that.",
        "{n} עניינים שבהם המקורות אינם יכולים לצדוק כולם, כל אחד על שני צדדיו; {m} נוספים רק נראים כך.",
    ),
    "site: done": ("done", "נעשה"),
    "site: expected": ("expected", "צפוי"),
    "site: ladder caption": (
        "Where {n} claims put it, from denied to done: on {m} different rungs.",
        "היכן מציבות זאת {n} טענות, מ«מוכחש» ועד «נעשה»: על {m} שלבים שונים.",
    ),
    "site: ladder order": (
        "In the order in which the sources appeared; those without a date come last.",
        "לפי סדר הופעת המקורות; מקורות ללא תאריך באים בסוף.",
    ),
    "site: more matters": (
        "Of this, too, sources are not equally certain:",
        "גם בעניינים אלה המקורות אינם ודאיים באותה מידה:",
    ),
    "site: nobody": ("nobody says so", "אף אחד אינו אומר זאת"),
    "site: nothing": ("No source says anything of this.", "אף מקור אינו אומר על כך דבר."),
    "site: origins": ("independent origins", "מקורות עצמאיים"),
    "site: outside": ("From outside the sources", "מחוץ למקורות"),
    "site: pages": ("pages", "דפים"),
    "site: planned": ("planned", "מתוכנן"),
    "site: possible": ("possible", "אפשרי"),
    "site: preferred": ("A curator prefers this", "עורך מעדיף זאת"),
    "site: probably": ("Probably one with", "כנראה זהה ל"),
    "site: questions": ("Questions", "שאלות"),
    "site: questions caption": ("{n} questions with their answers.", "{n} שאלות ותשובותיהן."),
    "site: skip": ("To the content", "אל התוכן"),
    "site: source caption": (
        "{n} claims rest on passages of this text: {claimed} percent of it; {waived} percent state nothing.",
        "{n} טענות נשענות על קטעים בטקסט הזה: {claimed} אחוזים ממנו; {waived} אחוזים אינם טוענים דבר.",
    ),
    "site: source line": (
        "Each statement names its sources and the place in them; glosses are in our own words.",
        "כל היגד נוקב במקורותיו ובמקום שבהם; הניסוחים הם במילותינו.",
    ),
    "site: sources": ("Sources", "מקורות"),
    "site: sources caption": (
        "{n} texts, each drawn from its beginning to its end: what stands where.",
        "{n} טקסטים, כל אחד מתחילתו ועד סופו: מה עומד היכן.",
    ),
    "site: statedAsFact": ("stated", "נאמר"),
    "site: strip": ("Which stretches of the text claims rest on", "על אילו קטעים בטקסט נשענות טענות"),
    "site: thing caption": ("What {n} statements tell of {name}.", "מה ש־{n} היגדים אומרים על {name}."),
    "site: things": ("Things", "ישויות"),
    "site: things caption": ("{n} things that the sources speak of.", "{n} ישויות שהמקורות מדברים עליהן."),
    "site: waived": ("states nothing", "אינו טוען דבר"),
    "site: who says so": ("Who says so", "מי אומר זאת"),
}
