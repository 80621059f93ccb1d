"""Rows of German, French, Spanish and British statements, as the rules that need no label list tell them apart."""

from datetime import date

from muniment.analysis.choosing.label_chooser import choose
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.document.pages.table import Cell, Column, Period, Table
from muniment.document.text.number_text import parse_number

TABLE = Table(page=1, title="", columns=(Column(x0=0, x1=0, head="2022"),), rows=())
PERIOD = Period(start=None, end=date(2022, 12, 31), months=12)


def chosen(kind: StatementKind, *rows: tuple[str, str]) -> dict[str, str]:
    lines = []
    for label, raw in rows:
        number = parse_number(raw)
        cell = Printed(number, Cell(0, 0, len(raw), raw), TABLE) if number else None
        lines.append(StatementLine(label, "", (cell,)))
    found = Statement(kind, (PERIOD,), tuple(lines))
    return {name: found.lines[choice.index].label for name, choice in choose(found, concepts()).items()}


def test_a_german_income_statement_by_nature() -> None:
    found = chosen(
        StatementKind.INCOME,
        ("1. Umsatzerlöse", "900"),
        ("2. Sonstige betriebliche Erträge", "20"),
        ("3. Materialaufwand", "400"),
        ("4. Personalaufwand", "200"),
        ("5. Abschreibungen auf Sachanlagen", "50"),
        ("6. Sonstige betriebliche Aufwendungen", "90"),
        ("7. Zinsen und ähnliche Aufwendungen", "10"),
        ("8. Steuern vom Einkommen und vom Ertrag", "40"),
        ("9. Jahresüberschuss", "130"),
    )
    assert (found["revenue"], found["net_income"]) == ("1. Umsatzerlöse", "9. Jahresüberschuss")
    assert found["materials_expense"] == "3. Materialaufwand"
    assert found["income_tax"] == "8. Steuern vom Einkommen und vom Ertrag"


def test_the_shareholders_part_of_a_german_result() -> None:
    found = chosen(
        StatementKind.INCOME,
        ("Umsatzerlöse", "900"),
        ("Ergebnis vor Ertragsteuern", "150"),
        ("Konzernergebnis", "100"),
        ("davon auf Aktionäre der Muster AG entfallend", "90"),
        ("davon auf nicht beherrschende Anteile entfallend", "10"),
        ("Ergebnis je Aktie unverwässert (in EUR)", "1.20"),
        ("Ergebnis je Aktie verwässert (in EUR)", "1.10"),
    )
    assert found["net_income"] == "davon auf Aktionäre der Muster AG entfallend"
    assert found["net_income_total"] == "Konzernergebnis"
    assert found["eps_diluted"] == "Ergebnis je Aktie verwässert (in EUR)"
    assert found["eps_basic"] == "Ergebnis je Aktie unverwässert (in EUR)"


def test_the_groups_part_of_a_french_result() -> None:
    found = chosen(
        StatementKind.INCOME,
        ("Chiffre d’affaires", "900"),
        ("Résultat opérationnel", "150"),
        ("Résultat avant impôt", "140"),
        ("Résultat net de l’ensemble consolidé", "100"),
        ("Résultat net part du groupe", "90"),
        ("Résultat net - part des intérêts minoritaires", "10"),
        ("Résultat de base par action", "1.20"),
        ("Résultat dilué par action", "1.10"),
    )
    assert (found["net_income"], found["net_income_total"]) == (
        "Résultat net part du groupe",
        "Résultat net de l’ensemble consolidé",
    )
    assert (found["eps_basic"], found["eps_diluted"]) == ("Résultat de base par action", "Résultat dilué par action")
    assert found["operating_income"] == "Résultat opérationnel"


def test_the_parents_part_of_a_spanish_result() -> None:
    found = chosen(
        StatementKind.INCOME,
        ("Importe neto de la cifra de negocios", "900"),
        ("Resultado de explotación", "150"),
        ("Resultado antes de impuestos", "140"),
        ("Resultado consolidado del ejercicio", "100"),
        ("Resultado atribuible a la sociedad dominante", "90"),
        ("Resultado atribuible a intereses minoritarios", "10"),
        ("Beneficio básico por acción", "1.20"),
        ("Beneficio diluido por acción", "1.10"),
    )
    assert (found["net_income"], found["net_income_total"]) == (
        "Resultado atribuible a la sociedad dominante",
        "Resultado consolidado del ejercicio",
    )
    assert found["eps_diluted"] == "Beneficio diluido por acción"


def test_totals_above_their_parts_divide_a_spanish_balance_sheet() -> None:
    found = chosen(
        StatementKind.BALANCE,
        ("ACTIVO NO CORRIENTE", "600"),
        ("Inmovilizado material", "590"),
        ("Activos por impuestos diferidos", "10"),
        ("ACTIVO CORRIENTE", "400"),
        ("Existencias", "300"),
        ("Efectivo y otros activos líquidos equivalentes", "100"),
        ("TOTAL ACTIVO", "1,000"),
        ("PATRIMONIO NETO", "500"),
        ("Capital", "500"),
        ("PASIVO NO CORRIENTE", "300"),
        ("Deudas con entidades de crédito a largo plazo", "300"),
        ("PASIVO CORRIENTE", "200"),
        ("Proveedores", "200"),
        ("TOTAL PATRIMONIO NETO Y PASIVO", "1,000"),
    )
    assert (found["noncurrent_assets"], found["current_assets"]) == ("ACTIVO NO CORRIENTE", "ACTIVO CORRIENTE")
    assert (found["total_assets"], found["total_equity"]) == ("TOTAL ACTIVO", "PATRIMONIO NETO")
    assert found["long_term_debt"] == "Deudas con entidades de crédito a largo plazo"
    assert found["deferred_tax_assets"] == "Activos por impuestos diferidos"
    assert found["current_liabilities"] == "PASIVO CORRIENTE"


def test_equity_stands_first_in_a_french_balance_sheet() -> None:
    found = chosen(
        StatementKind.BALANCE,
        ("Immobilisations corporelles", "600"),
        ("Total des actifs non courants", "600"),
        ("Stocks", "300"),
        ("Trésorerie et équivalents de trésorerie", "100"),
        ("Total des actifs courants", "400"),
        ("Total de l’actif", "1,000"),
        ("Capital social", "400"),
        ("Capitaux propres part du groupe", "400"),
        ("Intérêts minoritaires", "100"),
        ("Total des capitaux propres", "500"),
        ("Impôts différés passifs", "300"),
        ("Total des passifs non courants", "300"),
        ("Fournisseurs", "200"),
        ("Total des passifs courants", "200"),
        ("Total du passif", "1,000"),
    )
    assert (found["equity_parent"], found["total_equity"]) == (
        "Capitaux propres part du groupe",
        "Total des capitaux propres",
    )
    assert found["deferred_tax_liabilities"] == "Impôts différés passifs"
    assert (found["total_assets"], found["liabilities_and_equity"]) == ("Total de l’actif", "Total du passif")


def test_a_german_cash_flow_statement() -> None:
    found = chosen(
        StatementKind.CASH_FLOW,
        ("Konzernergebnis", "100"),
        ("Abschreibungen", "50"),
        ("Cashflow aus laufender Geschäftstätigkeit", "150"),
        ("Auszahlungen für Investitionen in Sachanlagen", "(60)"),
        ("Cashflow aus der Investitionstätigkeit", "(60)"),
        ("Gezahlte Dividenden", "(20)"),
        ("Dividenden an nicht beherrschende Anteile", "(2)"),
        ("Cashflow aus der Finanzierungstätigkeit", "(22)"),
    )
    assert found["operating_cash_flow"] == "Cashflow aus laufender Geschäftstätigkeit"
    assert found["capex"] == "Auszahlungen für Investitionen in Sachanlagen"
    assert (found["dividends_paid"], found["dividends_to_minorities"]) == (
        "Gezahlte Dividenden",
        "Dividenden an nicht beherrschende Anteile",
    )


def test_british_accounts_show_net_assets() -> None:
    found = chosen(
        StatementKind.BALANCE,
        ("Tangible fixed assets", "600"),
        ("Stocks", "100"),
        ("Cash at bank and in hand", "50"),
        ("Creditors: amounts falling due within one year", "(200)"),
        ("Total assets less current liabilities", "550"),
        ("Creditors: amounts falling due after more than one year", "(150)"),
        ("Net assets", "400"),
        ("Called up share capital", "10"),
        ("Profit and loss account", "390"),
    )
    assert (found["total_equity"], found["cash"]) == ("Net assets", "Cash at bank and in hand")
    assert found["current_liabilities"] == "Creditors: amounts falling due within one year"
    assert "total_assets" not in found
