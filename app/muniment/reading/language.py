"""Whether the words of a table are of a language that sets a decimal comma.

Must never decide alone: the numbers themselves say first what their marks mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ENOUGH = 0.25  # words of such a language for each line; English labels have next to none
# The small words and the headings of statements in German, French, Spanish, Italian, Portuguese and Dutch.
_CONTINENTAL = re.compile(
    r"""\b(?:und|der|des|dem|zum|aus|für|sonstige[sn]?|übrige|davon|summe|gesamt\w*|umsatz\w*|ergebnis\w*|aufwendungen|erträge
    |eigenkapital|verbindlichkeiten|rückstellungen|forderungen|vorräte|aktiva|passiva|anhang|geschäftsjahr|bilanz
    |\w+vermögen\w*|\w+kosten|\w+aufwand|\w+verlustrechnung|\w*zahlungs\w+|langfristige\w*|kurzfristige\w*
    |et|du|au|aux|les|produits|charges|chiffre|résultat\w*|capitaux|actifs?|passifs?|dettes|autres|trésorerie|exercice|bilan
    |y|del?|los|las|el|ingresos|gastos|resultados?|activos?|pasivos?|patrimonio|existencias|efectivo|otros|ejercicio
    |e|di|della|delle|dei|altri|ricavi|attività|passività|utile|outros|receitas|lucro|en|van|het|omzet|overige)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def is_continental(lines: Iterable[str]) -> bool:
    """Whether the title and labels of a table are of a language that sets a decimal comma."""
    kept = [line for line in lines if line]
    return sum(len(_CONTINENTAL.findall(line)) for line in kept) > ENOUGH * len(kept)
