"""Write the shipped project several times over into a folder: each copy has its own things and claims.

Terms, sources, passages and what rules and shapes name stay one; so each copy reasons and conflicts as the
original does.
"""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"\bentity:([\w.-]*\w)")


def scaled(copies: int, folder: Path) -> Path:
    """A project of so many copies below ``folder``; the first has the names of the original."""
    root = folder / f"project-{copies}"
    shutil.copytree(ROOT / "ontology", root / "ontology")
    shutil.copytree(ROOT / "graph", root / "graph")
    kept = {
        name
        for path in (
            *ROOT.glob("ontology/**/*.ttl"),
            *ROOT.glob("ontology/rules/*.rq"),
            ROOT / "graph/sources.ttl",
        )
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    files = [*ROOT.glob("graph/entities/*.ttl"), *ROOT.glob("graph/claims/*.ttl")]
    for path in files:
        text = path.read_text(encoding="utf-8")
        target = root / path.relative_to(ROOT)
        for number in range(2, copies + 1):
            renamed = NAME.sub(lambda m, n=number: m[0] if m[1] in kept else f"entity:copy-{n}.{m[1]}", text)
            if path.parent.name == "claims":
                renamed = re.sub(r"(?m)^claim:", f"claim:copy-{number}.", renamed)
                renamed = re.sub(r"(?ms)^evidence:.*?\.$\n", "", renamed)
            target.with_stem(f"{target.stem}-{number}").write_text(
                _without_kept(renamed, kept), encoding="utf-8"
            )
    return root


def _without_kept(text: str, kept: set[str]) -> str:
    """Without the blocks of what is one for all copies."""
    blocks = re.split(r"\n\n(?=entity:)", text)
    return "\n\n".join(
        block
        for block in blocks
        if not (found := re.match(r"entity:([\w.-]*\w)", block)) or found[1] not in kept
    )
