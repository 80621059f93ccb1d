"""Statements in German, French and Spanish, in the wordings that IFRS reports use; ours, not learnt."""

from __future__ import annotations

from random import Random

from synth.learnt.skeletons import BALANCE, CASH, INCOME, Row, Skeleton
from synth.tables.grid import Kind

# tag, size, parts by tag (with "-" before what is taken off), then wordings in German | French | Spanish; "/" between choices
_INCOME = """
Revenues 800000 ; Umsatzerlöse/Umsatz | Chiffre d’affaires/Produits des activités ordinaires | Ingresos ordinarios/Importe neto de la cifra de negocios
CostOfRevenue -480000 ; Umsatzkosten/Herstellungskosten des Umsatzes | Coût des ventes/Coût des produits vendus | Coste de las ventas/Coste de ventas
GrossProfit 320000 Revenues CostOfRevenue ; Bruttoergebnis vom Umsatz/Bruttoergebnis | Marge brute | Beneficio bruto/Margen bruto
Selling -110000 ; Vertriebskosten | Frais commerciaux/Frais de vente | Gastos de venta/Gastos comerciales
Admin -60000 ; Verwaltungskosten/Allgemeine Verwaltungskosten | Frais administratifs/Charges administratives | Gastos de administración
ResearchAndDevelopmentExpense -30000 ; Forschungs- und Entwicklungskosten | Frais de recherche et développement | Gastos de investigación y desarrollo
OtherIncome 4000 ; Sonstige betriebliche Erträge | Autres produits opérationnels | Otros ingresos de explotación
OperatingIncomeLoss 124000 GrossProfit Selling Admin ResearchAndDevelopmentExpense OtherIncome ; Betriebsergebnis/Operatives Ergebnis/Ergebnis der betrieblichen Tätigkeit | Résultat opérationnel | Resultado de explotación/Resultado operativo
FinanceIncome 3000 ; Finanzerträge/Zinserträge | Produits financiers | Ingresos financieros
InterestExpense -14000 ; Finanzaufwendungen/Zinsaufwendungen | Charges financières | Gastos financieros
Pretax 113000 OperatingIncomeLoss FinanceIncome InterestExpense ; Ergebnis vor Steuern/Ergebnis vor Ertragsteuern | Résultat avant impôt | Resultado antes de impuestos
IncomeTaxExpenseBenefit -30000 ; Ertragsteuern/Steuern vom Einkommen und vom Ertrag | Impôt sur les bénéfices/Impôts sur le résultat | Impuesto sobre beneficios/Impuesto sobre las ganancias
ProfitLoss 83000 Pretax IncomeTaxExpenseBenefit ; Konzernergebnis/Periodenergebnis/Jahresüberschuss | Résultat net/Résultat net de l’exercice | Resultado del ejercicio/Beneficio neto del ejercicio
"""
_BALANCE = """
Intangibles 120000 ; Immaterielle Vermögenswerte | Immobilisations incorporelles | Activos intangibles/Inmovilizado intangible
Goodwill 90000 ; Geschäfts- oder Firmenwerte/Geschäfts- oder Firmenwert | Goodwill/Écarts d’acquisition | Fondo de comercio
PropertyPlantAndEquipmentNet 310000 ; Sachanlagen | Immobilisations corporelles | Inmovilizado material/Propiedades, planta y equipo
DeferredTaxAssets 20000 ; Latente Steueransprüche/Aktive latente Steuern | Actifs d’impôt différé/Impôts différés actifs | Activos por impuestos diferidos
AssetsNoncurrent 540000 Intangibles Goodwill PropertyPlantAndEquipmentNet DeferredTaxAssets ; Langfristige Vermögenswerte/Summe langfristige Vermögenswerte | Total des actifs non courants/Actifs non courants | Total activos no corrientes/Total activo no corriente
InventoryNet 140000 ; Vorräte | Stocks | Existencias
ReceivablesNetCurrent 170000 ; Forderungen aus Lieferungen und Leistungen | Créances clients | Deudores comerciales/Deudores comerciales y otras cuentas a cobrar
OtherAssetsCurrent 30000 ; Sonstige Vermögenswerte/Übrige Vermögenswerte | Autres actifs courants | Otros activos corrientes
CashAndCashEquivalentsAtCarryingValue 120000 ; Zahlungsmittel und Zahlungsmitteläquivalente | Trésorerie et équivalents de trésorerie | Efectivo y equivalentes al efectivo/Efectivo y otros activos líquidos equivalentes
AssetsCurrent 460000 InventoryNet ReceivablesNetCurrent OtherAssetsCurrent CashAndCashEquivalentsAtCarryingValue ; Kurzfristige Vermögenswerte/Summe kurzfristige Vermögenswerte | Total des actifs courants/Actifs courants | Total activos corrientes/Total activo corriente
Assets 1000000 AssetsNoncurrent AssetsCurrent ; Summe Aktiva/Bilanzsumme/Summe Vermögenswerte | Total de l’actif/Total actif | Total activo/Total activos
CommonStockValue 60000 ; Gezeichnetes Kapital | Capital social | Capital social/Capital suscrito
AdditionalPaidInCapital 110000 ; Kapitalrücklage | Primes d’émission | Prima de emisión
RetainedEarningsAccumulatedDeficit 260000 ; Gewinnrücklagen | Réserves consolidées/Réserves | Reservas/Ganancias acumuladas
StockholdersEquity 430000 CommonStockValue AdditionalPaidInCapital RetainedEarningsAccumulatedDeficit ; Summe Eigenkapital/Eigenkapital gesamt | Total des capitaux propres/Capitaux propres | Total patrimonio neto/Patrimonio neto
LongTermDebtNoncurrent 210000 ; Langfristige Finanzschulden/Langfristige Finanzverbindlichkeiten | Emprunts et dettes financières à long terme/Dettes financières non courantes | Deuda financiera no corriente/Deudas a largo plazo
Pensions 60000 ; Pensionsrückstellungen/Rückstellungen für Pensionen | Provisions pour retraites | Provisiones para pensiones
LiabilitiesNoncurrent 270000 LongTermDebtNoncurrent Pensions ; Langfristige Schulden/Summe langfristige Schulden | Total des passifs non courants/Passifs non courants | Total pasivos no corrientes/Total pasivo no corriente
DebtCurrent 70000 ; Kurzfristige Finanzschulden/Kurzfristige Finanzverbindlichkeiten | Dettes financières courantes/Emprunts à court terme | Deuda financiera corriente/Deudas a corto plazo
AccountsPayableCurrent 150000 ; Verbindlichkeiten aus Lieferungen und Leistungen | Dettes fournisseurs/Fournisseurs | Acreedores comerciales/Proveedores
OtherLiabilitiesCurrent 80000 ; Sonstige Verbindlichkeiten/Übrige Verbindlichkeiten | Autres passifs courants | Otros pasivos corrientes
LiabilitiesCurrent 300000 DebtCurrent AccountsPayableCurrent OtherLiabilitiesCurrent ; Kurzfristige Schulden/Summe kurzfristige Schulden | Total des passifs courants/Passifs courants | Total pasivos corrientes/Total pasivo corriente
LiabilitiesAndStockholdersEquity 1000000 StockholdersEquity LiabilitiesNoncurrent LiabilitiesCurrent ; Summe Passiva/Bilanzsumme/Summe Eigenkapital und Schulden | Total du passif/Total des capitaux propres et du passif | Total patrimonio neto y pasivo/Total pasivo y patrimonio neto
"""
_CASH = """
ProfitLoss 83000 ; Konzernergebnis/Periodenergebnis | Résultat net | Resultado del ejercicio
Depreciation 52000 ; Abschreibungen/Abschreibungen auf Sachanlagen und immaterielle Vermögenswerte | Amortissements/Dotations aux amortissements | Amortización/Amortizaciones
Working -12000 ; Veränderung des Working Capital/Veränderung der Vorräte und Forderungen | Variation du besoin en fonds de roulement | Cambios en el capital corriente/Variación del capital circulante
NetCashProvidedByUsedInOperatingActivities 123000 ProfitLoss Depreciation Working ; Cashflow aus laufender Geschäftstätigkeit/Cashflow aus betrieblicher Tätigkeit | Flux de trésorerie liés aux activités opérationnelles/Flux nets de trésorerie générés par l’activité | Flujos de efectivo de las actividades de explotación/Flujos netos de efectivo de las actividades de operación
PaymentsToAcquirePropertyPlantAndEquipment -62000 ; Auszahlungen für Investitionen in Sachanlagen/Investitionen in Sachanlagen | Acquisitions d’immobilisations corporelles | Adquisiciones de inmovilizado material/Pagos por inversiones en inmovilizado material
Disposals 6000 ; Einzahlungen aus Anlagenabgängen | Cessions d’immobilisations | Cobros por desinversiones
NetCashProvidedByUsedInInvestingActivities -56000 PaymentsToAcquirePropertyPlantAndEquipment Disposals ; Cashflow aus der Investitionstätigkeit/Cashflow aus Investitionstätigkeit | Flux de trésorerie liés aux opérations d’investissement/Flux nets liés aux activités d’investissement | Flujos de efectivo de las actividades de inversión
PaymentsOfDividends -25000 ; Gezahlte Dividenden/Dividendenzahlungen | Dividendes versés | Dividendos pagados/Pago de dividendos
Borrowed 40000 ; Aufnahme von Finanzschulden | Émission d’emprunts | Emisión de deudas
Repaid -70000 ; Tilgung von Finanzschulden | Remboursement d’emprunts | Devolución de deudas
NetCashProvidedByUsedInFinancingActivities -55000 PaymentsOfDividends Borrowed Repaid ; Cashflow aus der Finanzierungstätigkeit/Cashflow aus Finanzierungstätigkeit | Flux de trésorerie liés aux opérations de financement/Flux nets liés aux activités de financement | Flujos de efectivo de las actividades de financiación
CashAndCashEquivalentsPeriodIncreaseDecrease 12000 NetCashProvidedByUsedInOperatingActivities NetCashProvidedByUsedInInvestingActivities NetCashProvidedByUsedInFinancingActivities ; Veränderung der Zahlungsmittel | Variation (nette) de la trésorerie | Aumento (disminución) neto de efectivo
"""
PLACES = {"de": 0, "fr": 1, "es": 2}
TITLES = {
    "de": {BALANCE: "Konzernbilanz", INCOME: "Konzern-Gewinn- und Verlustrechnung", CASH: "Konzern-Kapitalflussrechnung"},
    "fr": {BALANCE: "Bilan consolidé", INCOME: "Compte de résultat consolidé", CASH: "Tableau des flux de trésorerie consolidés"},
    "es": {BALANCE: "Balance de situación consolidado", INCOME: "Cuenta de resultados consolidada",
           CASH: "Estado de flujos de efectivo consolidado"},
}  # fmt: skip
PER_SHARE = {"de": "Ergebnis je Aktie, verwässert (in EUR)", "fr": "Résultat dilué par action (en euros)",
             "es": "Beneficio diluido por acción (en euros)"}  # fmt: skip
SETTLED = {
    "Revenues": "revenue", "CostOfRevenue": "cost_of_revenue", "GrossProfit": "gross_profit",
    "OperatingIncomeLoss": "operating_income", "ProfitLoss": "net_income", "EarningsPerShareDiluted": "eps_diluted",
    "Assets": "total_assets", "CashAndCashEquivalentsAtCarryingValue": "cash", "StockholdersEquity": "total_equity",
    "LongTermDebtNoncurrent": "long_term_debt", "NetCashProvidedByUsedInOperatingActivities": "operating_cash_flow",
    "PaymentsToAcquirePropertyPlantAndEquipment": "capex", "PaymentsOfDividends": "dividends_paid",
}  # fmt: skip


def skeleton(tongue: str, random: Random) -> Skeleton:
    """The three statements in another language, in wordings drawn from its choices."""
    statements = {
        name: _rows(text, tongue, random) for name, text in ((BALANCE, _BALANCE), (INCOME, _INCOME), (CASH, _CASH))
    }
    income = statements[INCOME]
    result = len(income) - 1
    statements[INCOME] = (
        *income,
        Row(label=PER_SHARE[tongue], tag="EarningsPerShareDiluted", size=random.randint(60, 900), kind=Kind.PER_SHARE),
    )
    cash = statements[CASH]
    statements[CASH] = (Row(label=cash[0].label, tag="ProfitLoss", size=cash[0].size, same=(result, 1)), *cash[1:])
    return Skeleton(0, statements)


def settled(learnt: Skeleton) -> dict[tuple[str, int], str]:
    """The concepts of its rows."""
    return {
        (name, number): SETTLED[row.tag]
        for name, rows in learnt.statements.items()
        for number, row in enumerate(rows)
        if row.tag in SETTLED and not (name == CASH and row.tag == "ProfitLoss")
    }


def _rows(text: str, tongue: str, random: Random) -> tuple[Row, ...]:
    rows: list[Row] = []
    places: dict[str, int] = {}
    for line in text.strip().splitlines():
        facts, _, wordings = line.partition(" ; ")
        tag, size, *parts = facts.split()
        label = random.choice(wordings.split(" | ")[PLACES[tongue]].strip().split("/"))
        places[tag] = len(rows)
        rows.append(Row(label=label, tag=tag, size=int(size), parts=tuple((places[part], 1) for part in parts)))
    return tuple(rows)
