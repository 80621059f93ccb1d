import pytest

from muniment.analysis.vocabulary.label_text import head, plain


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Net income (loss)", "net income"),
        (
            "Net (loss)/income attributable to the Company’s shareholders",
            "net income attributable to the companys shareholders",
        ),
        ("Net cash provided by (used in) operating activities", "net cash provided by operating activities"),
        ("Net Cash Provided by/(Used for) Financing Activities", "net cash provided by financing activities"),
        ("Long-term debt (Note 12)", "long term debt"),
        ("Cost of net revenues (1)", "cost of net revenues"),
        ("Total stockholders’ equity (deficit)", "total stockholders equity"),
        ("Long-term debt (excluding current portion)", "long term debt excluding current portion"),
        ("Gross pro\xadt".replace("\xad", " "), "gross profit"),
        ("Cash - ows from - nancing activities", "cash flows from financing activities"),
        ("1. Umsatzerlöse", "umsatzerlose"),
        ("A. Anlagevermögen", "anlagevermogen"),
        ("II. Sonstige Rückstellungen", "sonstige ruckstellungen"),
        ("Summe Vermögenswerte", "summe vermogenswerte"),
        ("Chiffre d’affaires", "chiffre d affaires"),
        ("Total de l'actif", "total de l actif"),
        ("RÉSULTAT NET (PART DU GROUPE)", "resultat net part du groupe"),
        ("Importe neto de la cifra de negocios (nota 25)", "importe neto de la cifra de negocios"),
        ("Resultado del ejercicio (pérdida)", "resultado del ejercicio"),
        ("3.5% senior notes", "3 5 senior notes"),
        (
            "Less: Net income attributable to noncontrolling interests",
            "net income attributable to noncontrolling interests",
        ),
        (
            "Accounts receivable — net of allowances of $95 and $103",
            "accounts receivable net of allowances of 95 and 103",
        ),
    ],
)
def test_labels_become_plain(label: str, words: str) -> None:
    assert plain(label) == words


def test_what_a_row_is_net_of_is_not_its_own() -> None:
    assert (
        head("additions to property and equipment net of 46 of non cash capital expenditures")
        == "additions to property and equipment"
    )
    assert head("long term debt less current portion") == "long term debt"
    assert head("total assets") == "total assets"


def test_a_label_as_long_as_a_page_is_cut() -> None:
    assert len(plain("(" + "loss " * 100_000)) <= 2_000
