"""Accounts of invented British companies as web pages, plain or with tags of the FRC's taxonomies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

YEARS = (2024, 2023)
CORE_2023 = "http://xbrl.frc.org.uk/fr/2023-01-01/core"
CORE_2014 = "http://xbrl.frc.org.uk/fr/2014-09-01/core"
GAAP_2009 = "http://www.xbrl.org/uk/gaap/core/2009-09-01"
Row = tuple[str, str, Sequence[str]]  # label, tag with its members, amounts as printed; only the label for a heading


def accounts(
    rows: Sequence[Row], *, core: str = "", prefix: str = "core", heads: str = "£", day: str = "31 March"
) -> bytes:
    """A balance sheet, with tags where a namespace is given.

    Args:
        rows: From top to bottom; a tag is written as "Creditors|MaturitiesOrExpirationPeriodsDimension=WithinOneYear".
        core: The taxonomy's namespace; empty for no tags.
        prefix: What the page calls it.
        heads: What stands under each year.
        day: Of the balance sheet.
    """
    contexts: dict[str, str] = {}
    body = "".join(_row(row, prefix if core else "", contexts) for row in rows)
    header = _header(contexts) if core else ""
    spaces = f'xmlns:{prefix}="{core}"' if core else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" {spaces}><head><title>Accounts</title></head><body>{header}
<p>Hobbler's Lane Potteries Limited</p><p>Unaudited financial statements for the year ended {day} {YEARS[0]}</p>
<h2>Balance sheet as at {day} {YEARS[0]}</h2><table>
<tr><td></td>{"".join(f"<td>{year}</td>" for year in YEARS)}</tr>
<tr><td></td>{"".join(f"<td>{heads}</td>" for _ in YEARS)}</tr>
{body}</table></body></html>""".encode()


def _row(row: Row, prefix: str, contexts: dict[str, str]) -> str:
    label, tag, amounts = row
    cells = [_cell(text, tag, year, prefix, contexts) for text, year in zip(amounts, YEARS, strict=False)]
    return f"<tr><td>{label}</td>{''.join(f'<td>{cell}</td>' for cell in cells or ['', ''])}</tr>"


def _cell(text: str, tag: str, year: int, prefix: str, contexts: dict[str, str]) -> str:
    if not prefix or not tag:
        return text
    name, _, said = tag.partition("|")
    members = dict(pair.split("=") for pair in said.split(";") if pair)
    key = f"I{year}" + "".join(sorted(members.values()))
    contexts[key] = _context(key, year, members, prefix)
    inner = text.strip("()")
    mark = (
        f'<ix:nonFraction name="{prefix}:{name}" contextRef="{key}" unitRef="GBP" decimals="0" '
        f'format="ixt:num-dot-decimal">{inner}</ix:nonFraction>'
    )
    return text.replace(inner, mark)


def _context(key: str, year: int, members: Mapping[str, str], prefix: str) -> str:
    said = "".join(
        f'<xbrldi:explicitMember dimension="{prefix}:{axis}">{prefix}:{member}</xbrldi:explicitMember>'
        for axis, member in members.items()
    )
    segment = f"<xbrli:segment>{said}</xbrli:segment>" if said else ""
    return (
        f'<xbrli:context id="{key}"><xbrli:entity><xbrli:identifier scheme="http://www.companieshouse.gov.uk/">01234567'
        f"</xbrli:identifier>{segment}</xbrli:entity><xbrli:period><xbrli:instant>{year}-03-31</xbrli:instant>"
        "</xbrli:period></xbrli:context>"
    )


def _header(contexts: Mapping[str, str]) -> str:
    unit = '<xbrli:unit id="GBP"><xbrli:measure>iso4217:GBP</xbrli:measure></xbrli:unit>'
    return (
        f'<div style="display:none"><ix:header><ix:resources>{"".join(contexts.values())}{unit}</ix:resources>'
        "</ix:header></div>"
    )
