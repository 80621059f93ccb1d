"""Whether the words of a table are of a language that sets a decimal comma.

Must never decide alone: the numbers themselves say first what their marks mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ENOUGH = 0.25  # words of such a language for each line; English labels have next to none
COMMON = 0.05  # words of such a language among all words and numbers of a page
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


def is_continental(texts: Iterable[str], *, of: int = 0) -> bool:
    """Whether words are of a language that sets a decimal comma.

    Args:
        texts: The title and the labels of a table, or all words of a page in one.
        of: How many words they are; 0 counts the texts instead, which are one label each.
    """
    kept = [text for text in texts if text]
    found = sum(len(_CONTINENTAL.findall(text)) for text in kept)
    return found > (COMMON * of if of else ENOUGH * len(kept))
